import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { later } from './calendar.ts';
import type { Setting } from './record.ts';

/** A fault put into the demo company on purpose, so that audits have something to find. */
export interface Fault {
  kind: FaultKind;
  id: string;
}

type Line = Record<string, unknown>;

interface Damage {
  type: Rec['type'];
  /** Records that it can be done to; all of the type when absent. */
  fits?: (rec: Rec, setting: Setting) => boolean;
  change: (rec: Rec, setting: Setting) => Rec;
  /** The changed record stands beside the sound one instead of replacing it. */
  as?: 'copy';
}

const DAY_MINUTES = 1440;
const has = (field: string) => (rec: Rec) => rec.data[field] !== undefined;
/** `undefined` takes a field away. */
const put =
  (data: Record<string, unknown>) =>
  (rec: Rec): Rec => ({
    ...rec,
    data: Object.fromEntries(Object.entries({ ...rec.data, ...data }).filter(([, value]) => value !== undefined)),
  });
const drop = (field: string) => put({ [field]: undefined });
const firstLine =
  (change: (line: Line) => Line) =>
  (rec: Rec): Rec => {
    const lines = (rec.lines ?? []).map((line, index) => (index === 0 ? change(line) : line));
    const amount = lines.reduce((sum, line) => sum + Number(line['amount'] ?? 0), 0);
    return { ...rec, lines, data: { ...rec.data, amount } };
  };
/** The same thing entered again by somebody who did not look. */
const again = (rec: Rec, id: string, data: Record<string, unknown>): Rec => ({
  ...put(data)(rec),
  id,
  createdAt: later(rec.createdAt, 30),
  enteredAt: later(rec.enteredAt, 30),
});
/** An earlier system's order, brought over as it stood. */
const fromLegacy = (rec: Rec): Rec => ({
  ...rec,
  via: 'import',
  source: 'legacy-erp',
  externalIds: { 'legacy-erp': `9${rec.id.slice(-3)}` },
});
const untouched =
  (days: number) =>
  (rec: Rec, { calendar }: Setting): Rec => ({ ...rec, updatedAt: calendar.at(calendar.day(-days), 11, 0) });

const chineseFirm = (rec: Rec) => rec.data['kind'] === 'company' && rec.data['country'] === 'CN';
const settled = (rec: Rec) => rec.data['status'] === 'completed' && rec.data['shipDate'] !== undefined;
const olderThan =
  (days: number) =>
  (rec: Rec, { calendar }: Setting) =>
    rec.createdAt < calendar.at(calendar.day(-days), 0, 0);
const isOpen = (rec: Rec) => !['won', 'lost'].includes(String(rec.data['stage']));

/** Each kind of fault once, and each at a record of its own. */
const damages = {
  'bad-phone-short': { type: 'account', fits: chineseFirm, change: put({ phone: '021-5888' }) },
  'bad-phone-text': { type: 'account', fits: chineseFirm, change: put({ phone: '电话见名片' }) },
  'bad-email-comma': { type: 'account', fits: chineseFirm, change: put({ email: 'sales@chelun,example' }) },
  'bad-email-two-at': { type: 'contact', fits: has('mobile'), change: put({ email: 'caigou@@mail.example' }) },
  'bad-mobile': { type: 'contact', fits: has('mobile'), change: put({ mobile: '+86 139 0000 10' }) },
  'unknown-country': { type: 'account', fits: chineseFirm, change: put({ country: 'Chnia' }) },
  'missing-country': { type: 'account', fits: chineseFirm, change: drop('country') },
  'bad-address': { type: 'account', fits: chineseFirm, change: put({ address: '待补充' }) },
  'account-code': { type: 'account', fits: chineseFirm, change: put({ code: 'K-2017/3' }) },
  'bad-tax-id': {
    type: 'account',
    fits: has('taxId'),
    change: (rec) => put({ taxId: `${String(rec.data['taxId']).slice(0, 15)}OI0` })(rec),
  },
  'birth-after-start': {
    type: 'account',
    fits: (rec) => rec.data['kind'] === 'person' && rec.data['customerSince'] !== undefined,
    change: (rec) => put({ birthDate: addDays(String(rec.data['customerSince']), 5) })(rec),
  },
  'account-twice': {
    type: 'account',
    fits: chineseFirm,
    as: 'copy',
    change: (rec) =>
      again(rec, 'acc_twin1', {
        code: 'C009001',
        name: String(rec.data['name']).replace('有限公司', ' 有限公司'),
        taxId: undefined,
        email: 'office@twin.example',
      }),
  },
  'account-twice-abroad': {
    type: 'account',
    fits: (rec) => rec.data['country'] === 'DE',
    as: 'copy',
    change: (rec) =>
      again(rec, 'acc_twin2', {
        code: 'C009002',
        name: String(rec.data['name']).toUpperCase(),
        phone: undefined,
        address: undefined,
      }),
  },
  'contact-twice': {
    type: 'contact',
    fits: has('mobile'),
    as: 'copy',
    change: (rec) => again(rec, 'con_twin1', { primary: undefined, email: 'second.mailbox@twin.example' }),
  },
  'contact-without-account': {
    type: 'contact',
    fits: (rec) => rec.data['primary'] !== true,
    change: drop('accountId'),
  },
  'birth-in-future': { type: 'contact', change: (rec, { calendar }) => put({ birthDate: calendar.day(400) })(rec) },
  'lead-twice': {
    type: 'lead',
    fits: (rec) => rec.data['status'] === 'working' && rec.data['mobile'] !== undefined,
    as: 'copy',
    change: (rec) => again(rec, 'led_twin1', { message: undefined }),
  },
  'two-codes': {
    type: 'product',
    as: 'copy',
    change: (rec) => again(rec, 'prd_twin1', { code: 'EV-XX-9990', unit: '台' }),
  },
  'product-code': {
    type: 'product',
    change: (rec) => put({ code: String(rec.data['code']).toLowerCase().replaceAll('-', '_') })(rec),
  },
  'product-without-cost': {
    type: 'product',
    change: (rec) => ({ ...drop('cost')(rec), lines: (rec.lines ?? []).map(({ cost: _cost, ...line }) => line) }),
  },
  'price-ends-before-start': {
    type: 'product',
    // A period behind all orders, or they would seem to have been sold at a price that nobody set.
    fits: (rec, { calendar }) => rec.lines?.[1] !== undefined && String(rec.lines[1]['from']) < calendar.day(-430),
    change: (rec) => ({
      ...rec,
      lines: rec.lines!.map((line, index) =>
        index === 0 ? { ...line, to: addDays(String(line['from']), -30) } : line,
      ),
    }),
  },
  'shipped-before-ordered': {
    type: 'order',
    fits: settled,
    change: (rec) => put({ shipDate: addDays(String(rec.data['orderDate']), -12) })(rec),
  },
  'amount-differs': {
    type: 'order',
    fits: settled,
    change: (rec) => fromLegacy(firstLine((line) => ({ ...line, amount: Number(line['amount']) + 36_000 }))(rec)),
  },
  'negative-quantity': {
    type: 'order',
    fits: settled,
    change: (rec) =>
      fromLegacy(firstLine((line) => ({ ...line, quantity: -2, amount: -2 * Number(line['unitPrice']) }))(rec)),
  },
  'line-without-product': {
    type: 'order',
    fits: settled,
    change: firstLine(({ productId: _id, ...line }) => ({ ...line, description: '杂项' })),
  },
  'no-such-product': {
    type: 'order',
    fits: settled,
    change: firstLine((line) => ({ ...line, productId: 'prd_gone' })),
  },
  'unreadable-date': {
    type: 'order',
    fits: settled,
    change: (rec) => fromLegacy({ ...drop('dueDate')(rec), asImported: { dueDate: '31/02/25' } }),
  },
  'order-in-future': {
    type: 'order',
    fits: (rec) => rec.data['status'] === 'approved',
    change: (rec, { calendar }) => put({ orderDate: calendar.day(20), dueDate: calendar.day(50) })(rec),
  },
  'price-far-off': {
    type: 'order',
    fits: settled,
    change: firstLine((line) => ({
      ...line,
      unitPrice: Number(line['unitPrice']) * 10,
      amount: Number(line['amount']) * 10,
    })),
  },
  'no-close-date': { type: 'opportunity', fits: isOpen, change: drop('closeDate') },
  'stale-account': {
    type: 'account',
    fits: (rec, setting) => rec.data['status'] === 'customer' && olderThan(450)(rec, setting),
    change: untouched(420),
  },
  'stale-opportunity': {
    type: 'opportunity',
    fits: (rec, setting) => isOpen(rec) && olderThan(75)(rec, setting),
    change: untouched(70),
  },
  'entered-late': {
    type: 'activity',
    fits: (rec, setting) => rec.data['kind'] === 'visit' && olderThan(40)(rec, setting),
    change: (rec) => ({
      ...rec,
      createdAt: later(rec.createdAt, 30 * DAY_MINUTES),
      enteredAt: later(rec.enteredAt, 30 * DAY_MINUTES),
    }),
  },
} as const satisfies Record<string, Damage>;

export type FaultKind = keyof typeof damages;
export const faultKinds = Object.keys(damages) as FaultKind[];

/** The records with the faults in them, and where each stands. The API's examples stay sound. */
export const withFaults = (records: readonly Rec[], setting: Setting): { records: Rec[]; faults: Fault[] } => {
  const out = [...records];
  const faults: Fault[] = [];
  const used = new Set<number>();
  for (const kind of faultKinds) {
    const damage: Damage = damages[kind];
    const index = out.findIndex(
      (rec, at) =>
        rec.type === damage.type &&
        !rec.id.endsWith('_example') &&
        !used.has(at) &&
        (damage.fits?.(rec, setting) ?? true),
    );
    const sound = out[index];
    if (!sound) throw new Error(`the demo company has no record for the fault ${kind}`);
    const faulty = damage.change(sound, setting);
    used.add(index);
    if (damage.as === 'copy') used.add(out.push(faulty) - 1);
    else out[index] = faulty;
    faults.push({ kind, id: faulty.id });
  }
  return { records: out, faults };
};
