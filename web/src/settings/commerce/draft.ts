import type { CommercePolicy } from '../../../../shared/commerce/policy.ts';
import { rateOn } from '../../../../shared/commerce/policy.ts';
import type { FieldFault, FieldFaultCode } from '../../../../shared/kernel/problem.ts';
import { fault } from '../../../../shared/kernel/problem.ts';
import { parseDate } from '../../lib/dates.ts';
import { moneyDraft, parseMoney } from '../../lib/money.ts';
import { parseNumber } from '../../lib/numbers.ts';

export interface RateDraft {
  key: number;
  currency: string;
  from: string;
  rate: string;
}

/** The policy as it is typed: texts, until it is saved. */
export interface PolicyDraft {
  taxRate: string;
  pricesIncludeTax: boolean;
  paymentDays: string;
  quoteValidDays: string;
  lastPriceDays: string;
  defaultLimit: string;
  holdWhenOverdue: boolean;
  graceDays: string;
  reminderDays: string;
  rates: readonly RateDraft[];
  seller: CommercePolicy['seller'];
}

let next = 1;
export const newRate = (currency = '', from = '', rate = ''): RateDraft => ({ key: next++, currency, from, rate });

export const draftOf = (policy: CommercePolicy, own: string): PolicyDraft => ({
  taxRate: String(policy.taxRate),
  pricesIncludeTax: policy.pricesIncludeTax,
  paymentDays: String(policy.paymentDays),
  quoteValidDays: String(policy.quoteValidDays),
  lastPriceDays: String(policy.lastPriceDays),
  defaultLimit: policy.credit.defaultLimit === null ? '' : moneyDraft(policy.credit.defaultLimit, own),
  holdWhenOverdue: policy.credit.holdWhenOverdue,
  graceDays: String(policy.credit.graceDays),
  reminderDays: policy.reminderDays.join(', '),
  rates: policy.rates.map((one) => newRate(one.currency, one.from, String(one.rate))),
  seller: policy.seller,
});

/** The policy out of a draft, with what is wrong with it by the API's field paths. */
export const readPolicy = (draft: PolicyDraft, { own, today }: { own: string; today: string }) => {
  const faults = new Map<string, FieldFault>();
  const refuse = (field: string, code: FieldFaultCode) => faults.set(field, fault(field, code));
  const number = (field: string, text: string, [least, most]: readonly [number, number]): number => {
    const value = parseNumber(text);
    if (text.trim() === '') refuse(field, 'required');
    else if (value === undefined) refuse(field, 'type');
    else if (value < least) refuse(field, 'too-small');
    else if (value > most) refuse(field, 'too-large');
    return value ?? 0;
  };
  const whole = (field: string, text: string, limits: readonly [number, number]): number => {
    const value = number(field, text, limits);
    if (!Number.isInteger(value)) refuse(field, 'type');
    return value;
  };
  const limit = draft.defaultLimit.trim() === '' ? null : parseMoney(draft.defaultLimit, own);
  if (limit === undefined || (limit !== null && limit < 0)) refuse('policy.credit.defaultLimit', 'type');
  const days = draft.reminderDays
    .split(/[\s,，、;；]+/)
    .filter(Boolean)
    .map((text) => whole('policy.reminderDays', text, [0, 365]));
  if (days.length === 0) refuse('policy.reminderDays', 'required');
  const seen = new Set<string>();
  const rates = draft.rates.map((one, index) => {
    const path = `policy.rates.${index}`;
    const currency = one.currency.trim().toUpperCase();
    const from = parseDate(one.from, today);
    if (!/^[A-Z]{3}$/.test(currency)) refuse(`${path}.currency`, 'bad-format');
    if (!from) refuse(`${path}.from`, 'not-a-date');
    const rate = number(`${path}.rate`, one.rate, [0, 1e9]);
    if (rate <= 0) refuse(`${path}.rate`, 'too-small');
    if (seen.has(`${currency} ${from}`)) refuse(`${path}.from`, 'duplicate');
    seen.add(`${currency} ${from}`);
    return { currency, from: from ?? '', rate };
  });
  const policy: CommercePolicy = {
    taxRate: number('policy.taxRate', draft.taxRate, [0, 100]),
    pricesIncludeTax: draft.pricesIncludeTax,
    paymentDays: whole('policy.paymentDays', draft.paymentDays, [0, 365]),
    quoteValidDays: whole('policy.quoteValidDays', draft.quoteValidDays, [1, 365]),
    lastPriceDays: whole('policy.lastPriceDays', draft.lastPriceDays, [0, 3650]),
    credit: {
      defaultLimit: limit ?? null,
      holdWhenOverdue: draft.holdWhenOverdue,
      graceDays: whole('policy.credit.graceDays', draft.graceDays, [0, 90]),
    },
    reminderDays: [...new Set(days)].sort((a, b) => a - b),
    rates,
    seller: draft.seller,
  };
  return { policy, faults };
};

/** Rates out of a pasted text: currency, date and rate of a line in any order; and the lines that hold something else. */
export const readRates = (text: string, today: string): { rates: RateDraft[]; bad: string[] } => {
  const rates: RateDraft[] = [];
  const bad: string[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const cells = raw
      .trim()
      .split(/[\s,，;；\t]+/)
      .filter(Boolean);
    if (cells.length === 0) continue;
    const currency = cells.find((one) => /^[A-Za-z]{3}$/.test(one));
    // A date without its year (7.12) would be a rate as well.
    const dated = cells.find((one) => /^\d{4}\D|^\d{8}$/.test(one) && parseDate(one, today) !== undefined);
    const from = dated === undefined ? undefined : parseDate(dated, today);
    const rate = cells.find((one) => one !== dated && /^\d+(\.\d+)?$/.test(one));
    if (currency && from && rate) rates.push(newRate(currency.toUpperCase(), from, rate));
    // A row of headings has no digits.
    else if (/\d/.test(raw)) bad.push(raw.trim());
  }
  return { rates, bad };
};

export type RateState = 'now' | 'later' | 'past';

/** Whether a rate counts today, will later, or has been replaced. */
export const rateState = (
  rate: { currency: string; from: string; rate: number },
  all: CommercePolicy['rates'],
  today: string,
): RateState => {
  if (rate.from > today) return 'later';
  const newest = all.filter((one) => one.currency === rate.currency && one.from <= today).map((one) => one.from);
  return rate.from >= (newest.sort().at(-1) ?? '') && rateOn({ rates: all }, rate.currency, { own: '', date: today })
    ? 'now'
    : 'past';
};
