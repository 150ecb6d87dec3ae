import type { CasesByRule, Cell, Data, Parts } from './company-generator-base.ts';
import { creditCode } from './company-generator-values.ts';

// Master data that several records say together.

const number = (c: Cell): number => Number(c.id('account').slice(4));
/** Two records of one kind; the fault, where there is one, stands at the first. */
const pair =
  (
    make: 'account' | 'contact' | 'product',
    fields: (n: number, c: Cell) => readonly [Data, Data],
    locator?: string,
    parts: Parts = {},
  ) =>
  (c: Cell) => {
    const [one, two] = fields(number(c), c);
    const put = (data: Data, own: Parts) =>
      make === 'account'
        ? c.account(data, own)
        : make === 'product'
          ? c.product(data, own)
          : c.contact(c.account(), data, own);
    const first = put(one, {});
    put(two, parts);
    if (locator !== undefined) c.fault(first, locator);
  };
const archivedPair =
  (make: 'account' | 'contact' | 'product', fields: (n: number) => readonly [Data, Data]) => (c: Cell) =>
    pair(make, fields, undefined, c.archived)(c);
const firm = (n: number) => `环球${n}贸易有限公司`;
const street = (n: number) => `人民路 ${n} 号 3 楼`;
const same = (data: Data): readonly [Data, Data] => [data, { ...data }];

const code = (c: Cell, of: { id: string }, what: { id: string }, text: string, parts: Parts = {}) =>
  c.put(
    'partCode',
    {
      accountId: of.id,
      code: text,
      productId: what.id,
      key: `${of.id}|${text.toUpperCase().replace(/[^A-Z0-9]/g, '')}`,
    },
    parts,
  );

export const groupCases: CasesByRule = {
  'duplicate-account': {
    faulty: {
      'the code in another spelling': (c) => {
        const first = c.account();
        const again = c.account({ code: `c-${String(first.data['code']).slice(1)}` });
        c.fault(first, '');
        c.also('code-rule-broken', again, 'code');
      },
      'one tax id under two names': pair('account', (n) => same({ taxId: creditCode(n) }), ''),
      'name and mailbox': pair('account', (n) => same({ name: firm(n), email: `a${n}@one.example`, city: '上海' }), ''),
      'name and phone, written otherwise': pair(
        'account',
        (n) => [
          {
            name: firm(n),
            phone: `+86 137 ${String(10_000_000 + n).slice(0, 4)} ${String(10_000_000 + n).slice(4)}`,
            city: '上海',
          },
          { name: firm(n).replace('有限公司', '有限责任公司'), phone: `137${10_000_000 + n}`, city: '上海' },
        ],
        '',
      ),
      'name and address': pair('account', (n) => same({ name: firm(n), address: street(n), city: '上海' }), ''),
      'three of them': (c) => {
        const fields = { name: firm(number(c)), email: `b${number(c)}@one.example`, city: '上海' };
        const [first] = [c.account(fields), c.account(fields), c.account(fields)];
        c.fault(first!, '');
      },
    },
    near: {
      'the name alone': pair('account', (n) => same({ name: firm(n), city: '上海' })),
      'one phone, two firms': pair('account', (n) => same({ phone: `+86 136 ${10_000_000 + n}` })),
      'one mailbox, two firms': pair('account', (n) => same({ email: `c${n}@one.example` })),
      'a branch that is linked': (c) => {
        const fields = { name: firm(number(c)), email: `d${number(c)}@one.example` };
        c.account({ ...fields, parentId: c.account(fields).id });
      },
      'two people of one name and mailbox': pair('account', (n) => [
        { kind: 'person', name: `Wang Wei ${n}`, email: `e${n}@home.example`, birthDate: '1980-01-01' },
        { kind: 'person', name: `Wang Wei ${n}`, email: `e${n}@home.example`, birthDate: '2004-01-01' },
      ]),
      'the other is archived': archivedPair('account', (n) => same({ taxId: creditCode(n) })),
      merged: (c) => {
        const fields = { taxId: creditCode(number(c)) };
        c.account(fields, { aliasOf: c.account(fields).id });
      },
    },
  },
  'duplicate-contact': {
    faulty: {
      'name and mailbox': pair('contact', (n) => same({ name: `Peter Mill${n}`, email: `peter${n}@one.example` }), ''),
      'name and mobile, written otherwise': pair(
        'contact',
        (n) => [
          { name: `Laura Hill${n}`, mobile: `+86 135 ${10_000_000 + n}` },
          {
            name: `Hill${n}, Laura`,
            mobile: `135-${String(10_000_000 + n).slice(0, 4)}-${String(10_000_000 + n).slice(4)}`,
          },
        ],
        '',
      ),
      'at one customer': (c) => {
        const [of, fields] = [c.account(), { name: `Maria Rossi${number(c)}`, email: `maria${number(c)}@one.example` }];
        const first = c.contact(of, fields);
        c.contact(of, { ...fields });
        c.fault(first, '');
      },
    },
    near: {
      'the name alone': pair('contact', (n) => same({ name: `John Brown${n}` })),
      'one mobile, two people': pair('contact', (n) => same({ mobile: `+86 134 ${10_000_000 + n}` })),
      'a mailbox of the house': pair('contact', (n) => [
        { name: `Anna Stone${n}`, email: `info@shared${n}.example` },
        { name: `Chen Jing${n}`, email: `info@shared${n}.example` },
      ]),
      'born on another day': pair('contact', (n) => [
        { name: `Li Na${n}`, email: `lina${n}@home.example`, birthDate: '1990-01-01' },
        { name: `Li Na${n}`, email: `lina${n}@home.example`, birthDate: '1991-01-01' },
      ]),
      'the other is archived': archivedPair('contact', (n) =>
        same({ name: `Tom Ash${n}`, email: `tom${n}@one.example` }),
      ),
    },
  },
  'duplicate-product': {
    faulty: {
      'the code in another spelling': pair('product', (n) => [{ code: `HL-${n}` }, { code: `HL${n}` }], ''),
      'once without a code': pair(
        'product',
        (n) => [{ name: `Bell ${n} big` }, { name: `Bell ${n} big`, code: undefined }],
        '',
      ),
    },
    near: {
      'another size': pair('product', (n) => [
        { name: `Tube ${n} 700 mm` },
        { name: `Tube ${n} 622 mm`, code: undefined },
      ]),
      'another colour': pair('product', (n) => [
        { name: `Grip ${n} red` },
        { name: `Grip ${n} blue`, code: undefined },
      ]),
      'another number behind a dash': pair('product', (n) => [{ code: `HM-${n}-1` }, { code: `HM-${n}-2` }]),
      'the other is archived': archivedPair('product', (n) => [
        { name: `Lamp ${n}` },
        { name: `Lamp ${n}`, code: undefined },
      ]),
    },
  },
  'product-several-codes': {
    faulty: {
      'one name': pair('product', (n) => same({ name: `Chain ${n} long` }), 'code'),
      'name and specification, written otherwise': pair(
        'product',
        (n) => [
          { name: `Bolt ${n}`, specification: 'M8×20' },
          { name: `BOLT ${n}`, specification: 'm8 x 20' },
        ],
        'code',
      ),
      'another unit': pair('product', (n) => [{ name: `Oil ${n} 0.5 l` }, { name: `Oil ${n} 500 ml` }], 'code'),
      'three codes': (c) => {
        const name = `Pedal ${number(c)} flat`;
        const [first] = [c.product({ name }), c.product({ name }), c.product({ name })];
        c.fault(first!, 'code');
      },
    },
    near: {
      'another size': pair('product', (n) => [
        { name: `Bolt ${n}`, specification: 'M8×20' },
        { name: `Bolt ${n}`, specification: 'M8×25' },
      ]),
      'the other way round': pair('product', (n) => [{ name: `Gear ${n} 1x11` }, { name: `Gear ${n} 11x1` }]),
      'another colour': pair('product', (n) => [{ name: `Helmet ${n} 红色` }, { name: `Helmet ${n} 黑色` }]),
      'the other is archived': archivedPair('product', (n) => same({ name: `Rim ${n} deep` })),
    },
  },
  'customer-code-two-products': {
    faulty: {
      'one code': (c) => {
        const [of, n] = [c.account(), number(c)];
        c.fault(code(c, of, c.product(), `YY${n}`), 'productId');
        code(c, of, c.product(), `YY${n}`);
      },
      'written otherwise': (c) => {
        const [of, n] = [c.account(), number(c)];
        c.fault(code(c, of, c.product(), `ab-${n}`), 'productId');
        code(c, of, c.product(), `AB ${n}`);
      },
      'two customers that are one': (c) => {
        const [of, n] = [c.account(), number(c)];
        const loser = c.account({}, { aliasOf: of.id });
        c.fault(code(c, of, c.product(), `MM${n}`), 'productId');
        code(c, loser, c.product(), `MM${n}`);
      },
    },
    near: {
      'another customer': (c) => {
        const n = number(c);
        code(c, c.account(), c.product(), `ZZ${n}`);
        code(c, c.account(), c.product(), `ZZ${n}`);
      },
      'a letter more': (c) => {
        const [of, n] = [c.account(), number(c)];
        code(c, of, c.product(), `WW${n}`);
        code(c, of, c.product(), `WW${n}X`);
      },
      'one product, two spellings': (c) => {
        const [of, what, n] = [c.account(), c.product(), number(c)];
        code(c, of, what, `VV-${n}`);
        code(c, of, what, `VV ${n}`);
      },
      'two products that are one': (c) => {
        const [of, what, n] = [c.account(), c.product(), number(c)];
        code(c, of, what, `UU${n}`);
        code(c, of, c.product({}, { aliasOf: what.id }), `UU${n}`);
      },
      'the other is archived': (c) => {
        const [of, n] = [c.account(), number(c)];
        code(c, of, c.product(), `TT${n}`);
        code(c, of, c.product(), `TT${n}`, c.archived);
      },
    },
  },
  'exposure-differs': {
    faulty: {
      'one currency': (c) => {
        const of = c.account();
        c.order(of, [c.line(c.product())]);
        c.made.credit.set(of.id, [{ currency: 'CNY', kept: 0, counted: 100_000 }]);
        c.fault(of, 'creditLimit');
      },
      'by a cent, in two': (c) => {
        const of = c.account();
        c.receivable(of, 5_000);
        c.made.credit.set(
          of.id,
          ['CNY', 'USD'].map((currency) => ({ currency, kept: 5_001, counted: 5_000 })),
        );
        c.fault(of, 'creditLimit');
      },
      'without any document': (c) => {
        const of = c.account();
        c.made.credit.set(of.id, [{ currency: 'CNY', kept: 1, counted: 0 }]);
        c.fault(of, 'creditLimit');
      },
    },
    near: {
      'it agrees': (c) =>
        void c.made.credit.set(c.order(c.account(), [c.line(c.product())]).data['accountId'] as string, []),
      'the customer is archived': (c) => {
        const of = c.account({}, c.archived);
        c.made.credit.set(of.id, [{ currency: 'CNY', kept: 1, counted: 0 }]);
      },
    },
  },
};
