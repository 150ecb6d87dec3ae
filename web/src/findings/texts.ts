import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { FieldMeta } from '../../../shared/kernel/field.ts';
import { fieldsOf } from '../../../shared/kernel/field.ts';
import { currencyExponent } from '../../../shared/kernel/money.ts';
import type { Format } from '../lib/format.ts';
import { readLocator } from './places.ts';

const fieldAt = (type: string, locator: string): FieldMeta | undefined => {
  if (!isEntity(type)) return undefined;
  const entity = entityOf(type);
  const { line, field } = readLocator(locator);
  return [...(line !== undefined && entity.lines ? fieldsOf(entity.lines) : []), ...entityFields(entity)].find(
    (one) => one.name === field,
  );
};

/** A finding as far as its texts go: `subjectType` and `locator`. */
export type FindingTexts = Readonly<Record<string, unknown>>;

/** Of `3: An entry is missing / 缺少一条` the half that the reader reads; parts are set apart by semicolons. */
const oneLanguage = (text: string, lang: string): string =>
  text
    .split('; ')
    .map((part) =>
      part.replace(/^((?:[^:]*: )?)(.+) \/ (.*\p{Script=Han}.*)$/u, (_, place: string, en: string, zh: string) =>
        lang === 'en' ? `${place}${en}` : `${place}${zh}`,
      ),
    )
    .join(lang === 'en' ? '; ' : '；');

/** Rules whose texts hold both languages. */
const bilingual: ReadonlySet<unknown> = new Set(['history-chain-broken', 'self-approval']);

/** An amount as the audit writes it, `104263.00 CNY`, as people write it; what only looks like one stays. */
const moneyOf = (written: string, { amount, code }: { amount: string; code: string }, format: Format): string => {
  const digits = currencyExponent(code);
  if ((amount.split('.')[1]?.length ?? 0) !== digits) return written;
  return format.money(Math.round(Number(amount) * 10 ** digits), code);
};

/**
 * What the audit wrote, as people read it: instants in the workspace's zone, values of a list by their labels, the reader's own
 * language where a text holds both. Whatever else it wrote stays as it is: it may be the very thing that is wrong.
 */
export const shownText = (text: string, finding: FindingTexts, format: Format): string => {
  const { t, label, lang } = format.i18n;
  if (bilingual.has(finding['rule'])) return oneLanguage(text, lang);
  // A group of duplicates ought to be one record.
  if (text === '1' && /^duplicate|several-codes/.test(String(finding['rule'] ?? ''))) return t.findings.oneRecord;
  const field = fieldAt(String(finding['subjectType'] ?? ''), String(finding['locator'] ?? ''));
  if (field?.type === 'ref' && field.ref === text && isEntity(text)) return label(entityOf(text).label);
  const word = (value: string): string => {
    const known = field?.values?.find((one) => one.value === value);
    return known ? label(known.label) : value;
  };
  const listed = field?.values
    ? text
        .split(', ')
        .map((part) => part.replace(/^[^:]+/, word))
        .join(', ')
    : text;
  return listed
    .replace(/(-?\d+(?:\.\d+)?) ([A-Z]{3})(?![A-Za-z0-9])/g, (written, amount: string, code: string) =>
      moneyOf(written, { amount, code }, format),
    )
    .replace(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g, (instant) => format.instant(instant))
    .replace('today / 今天', t.common.today)
    .replace(/^(≤ \d+) h$/, (_, limit: string) => t.findings.hours(limit))
    .replace(/^(≤ \d+) d$/, (_, limit: string) => t.findings.days(limit));
};

const examples: ReadonlySet<unknown> = new Set([
  'bad-phone',
  'bad-email',
  'bad-country',
  'bad-tax-id',
  'bad-address',
  'code-rule-broken',
  'required-missing',
  'bad-date',
]);

/** Whether what a finding calls right is only an example of it, or a form. */
export const isExample = (finding: FindingTexts): boolean =>
  examples.has(finding['rule']) && !String(finding['expected'] ?? '').startsWith('≥');
