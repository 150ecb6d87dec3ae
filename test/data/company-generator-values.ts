import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data } from './company-generator-base.ts';
import { DAY, HOUR, iso, MINUTE } from './service-generator-clock.ts';

// Faults in one value of one record.

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';
/** A unified social credit code with its check character (GB 32100-2015), by the generator's own arithmetic. */
export const creditCode = (n: number): string => {
  const body = `91310000MA${String(n % 10_000_000).padStart(7, '0')}`;
  let sum = 0;
  let weight = 1;
  for (const char of body) {
    sum += alphabet.indexOf(char) * weight;
    weight = (weight * 3) % 31;
  }
  return body + alphabet[(31 - (sum % 31)) % 31];
};
/** The same with another check character. */
export const wrongCode = (n: number): string => {
  const right = creditCode(n);
  return right.slice(0, 17) + alphabet[(alphabet.indexOf(right[17]!) + 1) % 31];
};

export const accountWith = (field: string, value: unknown) => (c: Cell) =>
  c.fault(c.account({ [field]: value }), field);
export const accountSound = (data: Data) => (c: Cell) => void c.account(data);
export const archivedAccount = (data: Data) => (c: Cell) => void c.account(data, c.archived);
const digits = (c: Cell): number => Number(c.id('account').slice(4));
const lineWith =
  (line: Data, ...locators: string[]) =>
  (c: Cell) => {
    const rec = c.order(c.account(), [c.line(c.product()), c.line(c.product(), line)]);
    if (locators.length > 0) c.fault(rec, ...locators);
  };
/** A record as an import left it: some texts could not be read. */
export const imported = (c: Cell, asImported: Record<string, string>) => ({ ...c.brought, asImported });

/** A question of a customer, as the service notes it down. */
const asked = (c: Cell, data: Data = {}): Rec =>
  c.put('enquiry', {
    number: `EQ${digits(c)}`,
    subject: '交期确认',
    channel: 'call',
    topic: 'delivery',
    resolved: 'yes',
    accountId: c.account().id,
    receivedAt: iso(c.base),
    ...data,
  });

export const valueCases: CasesByRule = {
  'bad-country': {
    faulty: {
      'an abbreviation of their own': accountWith('country', 'Chn'),
      'small letters': accountWith('country', 'cn'),
      'a code that nobody has': accountWith('country', 'XX'),
      'a spelling mistake': accountWith('country', 'Germny'),
      'in Chinese, cut': accountWith('country', '德'),
    },
    near: {
      code: accountSound({ country: 'DE' }),
      'name in English': accountSound({ country: 'Germany' }),
      'name in small letters with blanks': accountSound({ country: ' germany ' }),
      'name in Chinese': accountSound({ country: '德国' }),
      archived: archivedAccount({ country: 'Chn' }),
    },
  },
  'bad-email': {
    faulty: {
      'no at': accountWith('email', 'info.example.com'),
      'no domain': accountWith('email', 'info@firm'),
      'two ats': accountWith('email', 'info@@example.com'),
      'two dots': accountWith('email', 'info@example..com'),
      blank: accountWith('email', 'in fo@example.com'),
      'of a contact': (c) => c.fault(c.contact(c.account(), { email: 'anna@' }), 'email'),
    },
    near: {
      plus: (c) => void c.account({ email: `info+${digits(c)}@sub.example.co.uk` }),
      capitals: (c) => void c.account({ email: `INFO${digits(c)}@EXAMPLE.COM` }),
      apostrophe: (c) => void c.contact(c.account(), { email: `o'brien${digits(c)}@firm-1.example` }),
      none: accountSound({ email: undefined }),
      archived: archivedAccount({ email: 'bad' }),
    },
  },
  'bad-phone': {
    faulty: {
      short: accountWith('phone', '12345'),
      'a digit too few': accountWith('phone', '138001380'),
      'no such country code': accountWith('phone', '+999 1234 5678'),
      words: accountWith('phone', '见名片'),
      'mobile of a contact': (c) => c.fault(c.contact(c.account(), { mobile: '+86 139 1' }), 'mobile'),
      'both of a contact': (c) => c.fault(c.contact(c.account(), { mobile: '1', phone: '2' }), 'mobile', 'phone'),
    },
    near: {
      'without country code': (c) => void c.account({ phone: `137${10_000_000 + digits(c)}` }),
      'area code and dash': (c) => void c.account({ phone: `021-5${1_000_000 + digits(c)}` }),
      'brackets and blanks': (c) => void c.account({ phone: `+86 (21) 6${1_000_000 + digits(c)}` }),
      german: accountSound({ phone: '+49 30 901820', country: 'DE' }),
      none: accountSound({ phone: undefined }),
      archived: archivedAccount({ phone: '1' }),
    },
  },
  'code-rule-broken': {
    faulty: {
      'a digit too few': (c) =>
        c.fault(c.account({ code: `C${String(digits(c)).padStart(5, '0').slice(-5)}` }), 'code'),
      'small letter': (c) => c.fault(c.account({ code: `c${String(digits(c)).padStart(6, '0')}` }), 'code'),
      blank: (c) => c.fault(c.account({ code: ` C${String(digits(c)).padStart(6, '0')}` }), 'code'),
      'a product in small letters': (c) => c.fault(c.product({ code: `hl-${digits(c)}` }), 'code'),
      'two dashes': (c) => c.fault(c.product({ code: `HL--${digits(c)}` }), 'code'),
      'dash at the end': (c) => c.fault(c.product({ code: `HL${digits(c)}-` }), 'code'),
    },
    near: {
      'without code': accountSound({ code: undefined }),
      'many parts': (c) => void c.product({ code: `HL-${digits(c)}-R-XL` }),
      'one part': (c) => void c.product({ code: `HL${digits(c)}` }),
      archived: archivedAccount({ code: 'C12' }),
      'a number of another kind': (c) =>
        void c.order(c.account(), [c.line(c.product())], { number: `so${digits(c)}x` }),
    },
  },
  'critical-change-unreviewed': {
    faulty: {
      price: (c) => c.fault(c.product({}, { unreviewed: { price: { import: 'imp_1', by: c.rep.id } } }), 'price'),
      'two fields': (c) => {
        const mark = { import: 'imp_1', by: c.rep.id };
        c.fault(c.product({}, { unreviewed: { price: mark, cost: mark } }), 'price', 'cost');
      },
      'prices of a list': (c) => {
        const list = c.put('priceList', { name: `价格表 ${digits(c)}`, status: 'active', currency: 'CNY' });
        const parts = { unreviewed: { lines: { import: 'imp_1', by: c.rep.id } } };
        c.fault(
          c.put('price', { priceListId: list.id, productId: c.product().id }, parts, [{ price: 9_000 }]),
          'lines',
        );
      },
    },
    near: {
      reviewed: (c) => void c.product({}, { unreviewed: {} }),
      'waits for the second person': (c) => void c.product({}, { pending: { price: 'chg_1' } }),
      archived: (c) => void c.product({}, { ...c.archived, unreviewed: { price: { import: 'imp_1', by: 'mem_1' } } }),
    },
  },
  'lost-without-reason': {
    faulty: {
      'no reason': (c) => c.fault(c.account({ status: 'lost', lostOn: '2026-09-01' }), 'lostReason'),
      'no date': (c) => c.fault(c.account({ status: 'lost', lostReason: 'price' }), 'lostOn'),
      neither: (c) => c.fault(c.account({ status: 'lost' }), 'lostReason', 'lostOn'),
    },
    near: {
      both: accountSound({ status: 'lost', lostReason: 'other', lostOn: '2026-09-01' }),
      'not lost': accountSound({ status: 'prospect' }),
      archived: archivedAccount({ status: 'lost' }),
    },
  },
  'not-positive': {
    faulty: {
      'quantity of nothing': lineWith({ quantity: 0 }, 'lines.1.quantity'),
      'price below nothing': lineWith({ unitPrice: -5 }, 'lines.1.unitPrice'),
      'price of nothing': lineWith({ unitPrice: 0 }, 'lines.1.unitPrice'),
      'amount of nothing': lineWith({ amount: 0 }, 'lines.1.amount'),
      'quantity and an amount that is not its own': lineWith(
        { quantity: -1, amount: -5 },
        'lines.1.quantity',
        'lines.1.amount',
      ),
      'a list price of nothing': (c) => c.fault(c.product({ price: 0 }), 'price'),
      'a deal of nothing': (c) => c.fault(c.opportunity(c.account(), { amount: 0 }), 'amount'),
    },
    near: {
      'a cent': lineWith({ quantity: 1, unitPrice: 1, amount: 1, floorPrice: 1 }),
      'a little of it': lineWith({ quantity: 0.001, unitPrice: 100_000 }),
      'no amount known': (c) => void c.opportunity(c.account(), { amount: undefined }),
      'costs nothing': (c) => void c.product({ cost: 0 }),
      archived: (c) => void c.product({ price: 0 }, c.archived),
    },
  },
  'orphan-reference': {
    faulty: {
      'a customer that is nowhere': (c) => c.fault(c.contact({ id: 'acc_99999999' } as never), 'accountId'),
      'a product in the place of a customer': (c) => c.fault(c.contact(c.product()), 'accountId'),
      'a line’s product': lineWith({ productId: 'prd_99999999' }, 'lines.1.productId'),
      'taken back with its import': (c) => c.fault(c.contact(c.account({}, c.removed)), 'accountId'),
      'a key for which none was found': (c) =>
        c.fault(c.contact(undefined, {}, imported(c, { accountId: 'K-77' })), 'accountId'),
      'an approver who never was': (c) =>
        c.fault(c.order(c.account(), [c.line(c.product())], { approvedBy: 'mem_99999999' }), 'approvedBy'),
      'who asked is nowhere': (c) => c.fault(asked(c, { accountId: 'acc_99999999' }), 'accountId'),
    },
    near: {
      'nobody knows who asked': (c) => void asked(c, { accountId: undefined }),
      archived: (c) => void c.contact(c.account({}, c.archived)),
      merged: (c) => void c.contact(c.account({}, { aliasOf: c.account().id })),
      none: (c) => void c.opportunity(c.account(), { contactId: undefined }),
      'archived itself': (c) => void c.contact({ id: 'acc_99999999' } as never, {}, c.archived),
    },
  },
  'required-missing': {
    faulty: {
      country: accountWith('country', undefined),
      'a name of nothing': accountWith('name', ''),
      'customer of a contact': (c) => c.fault(c.contact(undefined), 'accountId'),
      'cost of a product': (c) => c.fault(c.product({ cost: undefined }), 'cost'),
      'customer and day of an order': (c) =>
        c.fault(c.order(undefined, [c.line(c.product())], { orderDate: undefined }), 'accountId', 'orderDate'),
      'amount of a line': lineWith({ amount: undefined }, 'lines.1.amount'),
      'product of a line': lineWith({ productId: undefined }, 'lines.1.productId'),
      'close of a deal': (c) => c.fault(c.opportunity(c.account(), { closeDate: undefined }), 'closeDate'),
      'subject of an activity': (c) => c.fault(c.activity(c.account(), c.base, { subject: undefined }), 'subject'),
      'code of a category': (c) => c.fault(c.put('category', { name: `Bells ${digits(c)}` }), 'code'),
    },
    near: {
      'costs nothing': (c) => void c.product({ cost: 0 }),
      'came unreadable': (c) =>
        c.also('unreadable-value', c.product({ cost: undefined }, imported(c, { cost: 'ask Li' })), 'cost'),
      'not demanded': accountSound({ phone: undefined, taxId: undefined }),
      archived: archivedAccount({ country: undefined }),
    },
  },
  'stale-record': {
    faulty: {
      'a customer for a year to the minute': (c) => c.fault(c.account({}, { made: c.now - 365 * DAY }), ''),
      'a contact for two years': (c) => c.fault(c.contact(c.account(), {}, { made: c.now - 730 * DAY }), ''),
      'a deal for sixty days': (c) => c.fault(c.opportunity(c.account(), {}, { made: c.now - 60 * DAY }), ''),
      'changed by a job, verified long ago': (c) =>
        c.fault(
          c.account(
            {},
            { made: c.now - 400 * DAY, touched: c.base, updatedBy: 'job:geo', verifiedAt: iso(c.now - 370 * DAY) },
          ),
          '',
        ),
    },
    near: {
      'a minute short of a year': (c) => void c.account({}, { made: c.now - 365 * DAY + MINUTE }),
      verified: (c) =>
        void c.account({}, { made: c.now - 400 * DAY, verifiedAt: iso(c.now - DAY), verifiedBy: c.rep.id }),
      'lost for long': (c) =>
        void c.account({ status: 'lost', lostReason: 'price', lostOn: '2025-01-02' }, { made: c.now - 500 * DAY }),
      'a deal a minute short': (c) => void c.opportunity(c.account(), {}, { made: c.now - 60 * DAY + MINUTE }),
      'a product never is': (c) => void c.product({}, { made: c.now - 900 * DAY }),
      archived: (c) => void c.account({}, { made: c.now - 500 * DAY, ...c.archived }),
    },
  },
  'unreadable-value': {
    faulty: {
      money: (c) =>
        c.fault(c.opportunity(c.account(), { amount: undefined }, imported(c, { amount: '12 万' })), 'amount'),
      'one of a list': (c) => c.fault(c.contact(c.account(), {}, imported(c, { role: 'boss' })), 'role'),
      'in a line': (c) =>
        c.fault(
          c.order(c.account(), [c.line(c.product(), { unit: undefined })], {}, imported(c, { 'lines.0.unit': '?' })),
          'lines.0.unit',
        ),
      two: (c) => c.fault(c.account({}, imported(c, { kind: 'x', paymentDays: 'soon' })), 'kind', 'paymentDays'),
    },
    near: {
      'a date has a rule of its own': (c) =>
        c.also('bad-date', c.account({}, imported(c, { birthDate: '?' })), 'birthDate'),
      'a reference too': (c) => c.also('orphan-reference', c.account({}, imported(c, { parentId: 'K1' })), 'parentId'),
      'all was read': (c) => void c.account({}, imported(c, {})),
      archived: (c) => void c.account({}, { ...imported(c, { kind: 'x' }), ...c.archived }),
    },
  },
  'value-not-allowed': {
    faulty: {
      'kind of customer': accountWith('kind', 'firm'),
      'role of a contact': (c) => c.fault(c.contact(c.account(), { role: 'boss' }), 'role'),
      'kind of activity': (c) => c.fault(c.activity(c.account(), c.base, { kind: 'fax' }), 'kind'),
      'reason of a line': lineWith({ reason: 'friend' }, 'lines.1.reason'),
      'letters of another case': accountWith('kind', 'Company'),
      'way of an enquiry': (c) => c.fault(asked(c, { channel: 'fax' }), 'channel'),
    },
    near: {
      'one of the list': accountSound({ kind: 'person', name: 'Li Na' }),
      none: accountSound({ kind: undefined }),
      'a right tax id': (c) => void c.account({ taxId: creditCode(digits(c)) }),
      'a tax id of another country': (c) => void c.account({ taxId: `${100_000_000 + digits(c)}`, country: 'US' }),
      archived: archivedAccount({ kind: 'firm' }),
    },
  },
  'history-chain-broken': {
    faulty: {
      'an entry is missing': (c) => {
        const rec = c.account();
        c.made.chains.set(rec.id, { faults: [{ of: 'history', at: 2, fault: 'gap' }], entries: [] });
        c.fault(rec, 'history');
      },
      'a step is missing': (c) => {
        const rec = c.order(c.account(), [c.line(c.product())]);
        c.made.chains.set(rec.id, { faults: [{ of: 'process', at: 1, fault: 'step-missing' }], entries: [] });
        c.fault(rec, 'process');
      },
      both: (c) => {
        const rec = c.order(c.account(), [c.line(c.product())]);
        const faults = [
          { of: 'process', at: 1, fault: 'state' },
          { of: 'history', at: 1, fault: 'head' },
        ] as const;
        c.made.chains.set(rec.id, { faults, entries: [] });
        c.fault(rec, 'history', 'process');
      },
    },
    near: {
      sound: (c) => {
        const entries = [{ version: 1, at: iso(c.base + HOUR), by: c.rep.id, fields: ['name'] }];
        c.made.chains.set(c.account().id, { faults: [], entries });
      },
      archived: (c) => {
        const rec = c.account({}, c.archived);
        c.made.chains.set(rec.id, { faults: [{ of: 'history', at: 2, fault: 'gap' }], entries: [] });
      },
    },
  },
};
