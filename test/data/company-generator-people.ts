import type { Rec } from '../../shared/kernel/record.ts';
import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { creditCode, wrongCode } from './company-generator-values.ts';
import { DAY, dateOf, iso } from './service-generator-clock.ts';

// Who works with the system; addresses, tax ids and leads.

export const number = (c: Cell): number => Number(c.id('account').slice(4));

export const day = (c: Cell, before: number): string => dateOf(c.now - before * DAY);

/** A German VAT number: nine digits. Its check digit is nobody's business here. */
const vat = (n: number): string => `DE${100_000_000 + n}`;

const address =
  (data: Data, ...locators: string[]) =>
  (c: Cell) => {
    const rec = c.account(data);
    if (locators.length > 0) c.fault(rec, ...locators);
  };

const place = (c: Cell, data: Data): Rec =>
  c.put('address', { name: '仓库', accountId: c.account().id, kind: 'shipping', country: 'CN', city: '上海', ...data });

const lead = (c: Cell, data: Data, parts: Parts = {}): Rec => {
  const k = number(c);
  const fields = {
    name: `Sara Wood${k}`,
    company: `新${k}贸易`,
    email: `sara@wood${k}.example`,
    mobile: `+86 133 ${10_000_000 + k}`,
    status: 'working',
  };
  return c.put('lead', { ...fields, ...data }, { made: c.now - 5 * DAY, ...parts });
};

const leads =
  (data: (n: number) => readonly [Data, Data], fault = false, parts: (c: Cell) => Parts = () => ({})) =>
  (c: Cell) => {
    const [one, two] = data(number(c));
    const first = lead(c, one);
    lead(c, two, parts(c));
    if (fault) c.fault(first, '');
  };

/** A record of somebody who is not active any more. */
const left =
  (
    put: (c: Cell, of: Rec, own: Parts) => Rec,
    fault: boolean,
    status: Data = { status: 'disabled' },
    parts: (c: Cell) => Parts = () => ({}),
  ) =>
  (c: Cell) => {
    const gone = c.member(status, parts(c));
    const rec = put(c, c.account(), { ownerId: gone.id });
    if (fault) c.fault(rec, 'ownerId');
  };

const draft = { status: 'draft', approvedAt: undefined, approvedBy: undefined };

const anOrder =
  (data: Data = {}) =>
  (c: Cell, of: Rec, own: Parts) =>
    c.order(of, [c.line(c.product())], data, own);

const seen =
  (data: (c: Cell) => Data, fault: boolean, parts: (c: Cell) => Parts = () => ({})) =>
  (c: Cell) => {
    const rec = c.member(data(c), parts(c));
    if (fault) c.fault(rec, 'lastSeenOn');
  };

export const peopleCases: CasesByRule = {
  'bad-address': {
    faulty: {
      filler: address({ address: '不详' }, 'address'),
      'the same letter': address({ address: 'xxxxxxx' }, 'address'),
      'a number alone': address({ address: '12345' }, 'address'),
      'a mailbox': address({ address: 'wang@example.com' }, 'address'),
      'four characters': address({ address: '路 18 号' }, 'address'),
      'no town': address({ city: '-' }, 'city'),
      'a postcode with a digit too few': address({ postcode: '20012' }, 'postcode'),
      'a postcode of nothing': address({ postcode: '000000' }, 'postcode'),
      'street and postcode of a place': (c) =>
        c.fault(place(c, { address: '同上', postcode: '1' }), 'address', 'postcode'),
    },
    near: {
      'five characters': (c) => void c.account({ address: `路${String(number(c)).slice(-3).padStart(3, '7')}号` }),
      'written in full': (c) => void place(c, { address: `浦东新区张杨路 ${number(c)} 号`, postcode: '200120' }),
      'a town of two like letters': address({ city: 'Oo' }),
      'a postcode of its country': address({ country: 'DE', postcode: '10115', city: 'Berlin' }),
      none: address({ address: undefined, city: undefined, postcode: undefined }),
      archived: (c) => void c.account({ address: 'xxx' }, c.archived),
    },
  },
  'bad-tax-id': {
    faulty: {
      'another check character': (c) => c.fault(c.account({ taxId: wrongCode(number(c)) }), 'taxId'),
      'a character too few': (c) => c.fault(c.account({ taxId: creditCode(number(c)).slice(0, 17) }), 'taxId'),
      'the letter O': (c) => c.fault(c.account({ taxId: creditCode(number(c)).replace('0', 'O') }), 'taxId'),
      'a digit too many in Germany': (c) => c.fault(c.account({ taxId: `${vat(number(c))}0`, country: 'DE' }), 'taxId'),
      'no country said': (c) => {
        const rec = c.account({ taxId: wrongCode(number(c)), country: undefined });
        c.also('required-missing', rec, 'country');
        c.fault(rec, 'taxId');
      },
    },
    near: {
      right: (c) => void c.account({ taxId: creditCode(number(c)) }),
      'in small letters': (c) => void c.account({ taxId: creditCode(number(c)).toLowerCase() }),
      'right in Germany': (c) => void c.account({ taxId: vat(number(c)), country: 'DE' }),
      'of a country that is not judged': (c) => void c.account({ taxId: `${number(c)}-X`, country: 'US' }),
      none: (c) => void c.account({ taxId: undefined }),
      archived: (c) => void c.account({ taxId: 'x' }, c.archived),
    },
  },
  'duplicate-lead': {
    faulty: {
      'name and mailbox': leads(
        (n) => [
          { name: `Nora Field${n}`, email: `nora@f${n}.example` },
          { name: `Nora Field${n}`, email: `NORA@f${n}.example` },
        ],
        true,
      ),
      'name and mobile, written otherwise': leads(
        (n) => [
          { name: `Emil Lund${n}`, company: `伦德${n}`, mobile: `+86 132 ${10_000_000 + n}` },
          { name: `Emil Lund${n}`, company: `伦德${n}`, mobile: `132${10_000_000 + n}`, status: 'new' },
        ],
        true,
      ),
    },
    near: {
      'the name alone': leads((n) => [{ name: `Ida Berg${n}` }, { name: `Ida Berg${n}` }]),
      'colleagues of one firm': leads((n) => [{ company: `海川${n}自动化` }, { company: `海川${n}自动化` }]),
      'the other became a customer': leads((n) => [
        { name: `Ole Dahl${n}`, email: `ole@d${n}.example` },
        { name: `Ole Dahl${n}`, email: `ole@d${n}.example`, status: 'converted' },
      ]),
      'the other is dead': leads((n) => [
        { name: `Eva Holm${n}`, email: `eva@h${n}.example` },
        { name: `Eva Holm${n}`, email: `eva@h${n}.example`, status: 'dead' },
      ]),
      'the other is archived': leads(
        (n) => [
          { name: `Per Vik${n}`, email: `per@v${n}.example` },
          { name: `Per Vik${n}`, email: `per@v${n}.example` },
        ],
        false,
        (c) => c.archived,
      ),
    },
  },
  'owner-inactive': {
    faulty: {
      customer: left((c, _of, own) => c.account({}, own), true),
      contact: left((c, of, own) => c.contact(of, {}, own), true),
      'an order under way': left(anOrder(), true),
      'a draft of a quote': left((c, of, own) => c.quote(of, [c.line(c.product())], draft, own), true),
      'a deal': left((c, of, own) => c.opportunity(of, {}, own), true),
      'the member is archived': left(
        (c, _of, own) => c.account({}, own),
        true,
        {},
        (c) => c.archived,
      ),
      'never a member': (c) => c.fault(c.account({}, { ownerId: 'mem_99999999' }), 'ownerId'),
    },
    near: {
      'somebody active': left((c, _of, own) => c.account({}, own), false, {}),
      'an order that was dropped': left(anOrder({ status: 'cancelled', openTotal: 0 }), false),
      'a deal that was won': left((c, of, own) => c.opportunity(of, { stage: 'won' }, own), false),
      'an activity': left((c, of, own) => c.activity(of, c.base, {}, own), false),
      'nobody’s': (c) => void c.account({}, { ownerId: undefined as never }),
      'archived customer': left((c, _of, own) => c.account({}, { ...own, ...c.archived }), false),
    },
  },
  'unused-access': {
    faulty: {
      'thirty-one days': seen((c) => ({ lastSeenOn: day(c, 31) }), true),
      'never came': seen(
        () => ({ lastSeenOn: undefined }),
        true,
        (c) => ({ made: c.now - 31 * DAY }),
      ),
      'with a role that holds': seen(
        (c) => ({
          lastSeenOn: '2026-01-05',
          grants: [{ role: 'sales-rep', basis: 'appointment', from: iso(c.now - 300 * DAY) }],
        }),
        true,
      ),
    },
    near: {
      'thirty days': seen((c) => ({ lastSeenOn: day(c, 30) }), false),
      'invited thirty days ago': seen(
        () => ({ lastSeenOn: undefined }),
        false,
        (c) => ({ made: c.now - 30 * DAY }),
      ),
      disabled: seen(() => ({ lastSeenOn: '2026-01-05', status: 'disabled' }), false),
      'the role has run out': seen(
        (c) => ({
          lastSeenOn: '2026-01-05',
          grants: [{ role: 'sales-rep', basis: 'appointment', from: iso(c.now - 300 * DAY), until: iso(c.now - DAY) }],
        }),
        false,
      ),
      archived: seen(
        () => ({ lastSeenOn: '2026-01-05' }),
        false,
        (c) => c.archived,
      ),
    },
  },
};
