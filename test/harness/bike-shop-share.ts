import { bikeShopFile } from './bike-shop.ts';

/** Of the sound customers every so-manyth comes, with all that they bought: the others say the same. `npm run test:whole` takes them all. */
const EVERY = process.env['EVERGREEN_WHOLE'] === '1' ? 1 : 10;

type Cells = readonly string[];

/** The lines of one file of the export: the head is kept for writing them again. */
interface Table {
  head: string;
  rows: readonly Cells[];
}

export interface Export {
  customers: Table;
  births: Table;
  countries: Table;
  sales: Table;
}

const tableOf = (name: string): Table => {
  const [head = '', ...lines] = bikeShopFile(name).toString('utf8').split(/\r?\n/).filter(Boolean);
  return { head, rows: lines.map((line) => line.split(',')) };
};

/** All that the bike shop exported of its customers and its sales. */
export const wholeExport: Export = {
  customers: tableOf('cust_info'),
  births: tableOf('CUST_AZ12'),
  countries: tableOf('LOC_A101'),
  sales: tableOf('sales_details'),
};

export const bytesOf = ({ head, rows }: Table): Buffer =>
  Buffer.from([head, ...rows.map((row) => row.join(',')), ''].join('\r\n'));

const keyOf = {
  customers: ([, key = '']: Cells) => key,
  births: ([key = '']: Cells) => key.replace('NAS', ''),
  countries: ([key = '']: Cells) => key.replace('-', ''),
  sales: ([, , customer = '']: Cells) => `AW000${customer}`,
};

/** Whether anything in a line of the sales asks for a look: a date that is none, an amount that is missing, negative or does not add up. */
const isOdd = ([, , , ordered, shipped, due, sales, quantity, price]: Cells): boolean =>
  [ordered, shipped, due].some((date) => !/^20\d{6}$/.test(date ?? '')) ||
  ![sales, quantity, price].every((amount) => Number(amount) > 0) ||
  Number(sales) !== Number(quantity) * Number(price);

/** What the export's files together say of each customer, as they say it. */
const genders = ({ customers, births }: Export): Map<string, string> => {
  const said = new Map<string, string>();
  const say = (key: string, gender = '') => said.set(key, said.get(key) || gender.trim());
  for (const row of customers.rows) say(keyOf.customers(row), row[5]);
  for (const row of births.rows) say(keyOf.births(row), row[2]);
  return said;
};

/** Customers with a fault that is rare: each of them comes. What hundreds have, a share of them shows. */
const rare = (all: Export): Set<string> => {
  const rows = Map.groupBy(all.customers.rows, keyOf.customers);
  const gender = genders(all);
  const faulty = [...rows].filter(([key, own]) => own.length > 1 || !/^AW\d{8}$/.test(key) || !gender.get(key));
  return new Set([
    ...faulty.map(([key]) => key),
    ...all.births.rows.filter(([, birth = '']) => birth > '2026').map(keyOf.births),
    ...all.sales.rows.filter(isOdd).map(keyOf.sales),
  ]);
};

/** The customers with a rare fault, of the others a share; and all that is known of them. Of the sales: theirs, those of the rare ones if odd. */
export const shareOf = (all: Export): Export => {
  const odd = rare(all);
  const keys = [...new Set(all.customers.rows.map(keyOf.customers))];
  const drawn = new Set(keys.filter((_key, index) => index % EVERY === 0));
  const oddOrders = new Set(all.sales.rows.filter(isOdd).map(([order]) => order));
  const taken = (name: 'customers' | 'births' | 'countries'): Table => ({
    head: all[name].head,
    rows: all[name].rows.filter((row) => drawn.has(keyOf[name](row)) || odd.has(keyOf[name](row))),
  });
  return {
    customers: taken('customers'),
    births: taken('births'),
    countries: taken('countries'),
    sales: {
      head: all.sales.head,
      rows: all.sales.rows.filter((row) => drawn.has(keyOf.sales(row)) || oddOrders.has(row[0])),
    },
  };
};

const countOf = <T>(list: Iterable<T>, is: (one: T) => boolean): number => [...list].filter(is).length;

/** What must become of an export, counted in its lines and in no other way. */
export const countsOf = ({ customers, births, countries, sales }: Export) => {
  const nameless = customers.rows.flatMap(([id, , first, last], index) => (id || first || last ? [] : [index + 2]));
  const accounts = new Set(customers.rows.map(keyOf.customers)).size - nameless.length;
  const gender = [...genders({ customers, births, countries, sales })].filter(([key]) => key.startsWith('AW'));
  const country = countries.rows.map(([, name = '']) => name.trim());
  const prices = Map.groupBy(
    sales.rows.filter((row) => Number(row[8]) > 0),
    ([, product]) => product,
  );
  return {
    accounts,
    accountRows: customers.rows.length + births.rows.length + countries.rows.length,
    /** Rows that complete a customer of whom there is one already. */
    merged: customers.rows.length - nameless.length - accounts + births.rows.length + countries.rows.length,
    /** Where in the first file the rows stand that name nobody. */
    nameless,
    orders: new Set(sales.rows.map(([order]) => order)).size,
    orderRows: sales.rows.length,
    countryRespelled: countOf(country, (name) => /^(US|USA|DE)$/.test(name)),
    countryBlank: countOf(country, (name) => name === ''),
    genderWrittenOut: countOf(gender, ([, name]) => /^(Male|Female)$/.test(name)),
    genderBlank: countOf(gender, ([, name]) => name === ''),
    severalPrices: countOf(prices.values(), (rows) => new Set(rows.map((row) => row[8])).size > 1),
  };
};
