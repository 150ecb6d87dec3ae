import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bikeShopImports, bikeShopStandard, prepareImport } from '../harness/bike-shop.ts';
import { bytesOf, countsOf, shareOf, wholeExport } from '../harness/bike-shop-share.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { openWorld } from '../harness/world.ts';

/** A real, dirty CRM export from upload to review; every figure of its README is asked for by name. */
let world: World;
let steward: Person;
const jobs: Record<string, Any> = {};
let sweep: Any;
let minutes = 0;
/** All that is rarely at fault; of the other customers and what they bought a share, unless all are asked for. */
const taken = shareOf(wholeExport);
const counts = countsOf(taken);
const wholeCounts = countsOf(wholeExport);
const bytes = {
  account: [taken.customers, taken.births, taken.countries].map(bytesOf),
  order: [bytesOf(taken.sales)],
};

const finished = async (path: string): Promise<Any> => {
  await world.settle();
  return (await steward.call('GET', path)).body;
};

beforeAll(async () => {
  world = await openWorld({ ticking: 'real' });
  steward = await world.person('administrator');
  await steward.call('PUT', '/standards', { version: 0, body: { standard: bikeShopStandard } });
  await world.settle();
  const begun = performance.now();
  for (const definition of bikeShopImports) {
    const id = await prepareImport(steward, definition, bytes[definition.target as keyof typeof bytes]);
    expect((await steward.call('POST', `/imports/${id}/run`, { body: {} })).status).toBe(202);
    jobs[definition.target] = await finished(`/imports/${id}`);
    world.clock.now += 60_000;
  }
  minutes = (performance.now() - begun) / 60_000;
  const run = await steward.call('POST', '/audit-runs', { body: { kind: 'sweep' } });
  sweep = await finished(`/audit-runs/${run.body.id}`);
}, 420_000);
afterAll(() => world.close());

const total = async (path: string): Promise<number> => Number((await steward.call('GET', path)).body.total);
const findings = (filters: readonly string[]) =>
  total(`/findings?limit=1&${filters.map((filter) => `filter=${encodeURIComponent(filter)}`).join('&')}`);

test('the figures that the export is known for are those that are counted in it', () => {
  expect(wholeCounts).toEqual({
    accounts: 18_484,
    accountRows: 18_494 + 18_484 + 18_484,
    merged: 6 + 18_484 + 18_484,
    nameless: [18_448, 18_484, 18_494, 18_495],
    orders: 27_659,
    orderRows: 60_398,
    countryRespelled: 1_500 + 2_591 + 566,
    countryBlank: 337,
    genderWrittenOut: 4_549,
    genderBlank: 15,
    severalPrices: 28,
  });
});

test('of what is rare the share has all, of the rest enough to be seen', () => {
  expect(counts).toMatchObject({ genderBlank: 15, severalPrices: 28 });
  expect(counts.nameless).toHaveLength(4);
  for (const many of ['accounts', 'orders', 'countryRespelled', 'countryBlank', 'genderWrittenOut'] as const)
    expect(counts[many], many).toBeGreaterThan(wholeCounts[many] / 12);
});

describe('import', () => {
  test('everything is in, projections drained, within four minutes', () => {
    expect(Object.values(jobs).map((job) => job.state)).toEqual(['done', 'done', 'done', 'done']);
    expect(minutes).toBeLessThan(4);
  });

  test.each([
    ['category', 37, { created: 37 }],
    ['product', 397, { created: 397, trimmed: 380 }],
    ['account', counts.accountRows, { created: counts.accounts, merged: counts.merged, refused: 4 }],
    ['order', counts.orderRows, { created: counts.orderRows }],
  ])('each row of %s has one outcome: %i rows', (target, rows, outcomes) => {
    const job = jobs[target];
    const { created = 0, updated = 0, unchanged = 0, merged = 0, refused = 0, blank = 0 } = job.counts;
    expect(job.counts).toMatchObject(outcomes);
    expect(created + updated + unchanged + merged + refused + blank).toBe(rows);
    expect(job.files.reduce((sum: number, file: Any) => sum + file.rows, 0)).toBe(rows);
  });

  test.each([
    ['accounts', counts.accounts],
    ['products', 295],
    ['orders', counts.orders],
    ['categories', 37],
  ])('%s hold %i records', async (collection, count) => {
    expect(await total(`/${collection}?limit=1`)).toBe(count);
  });

  test('ids that come twice or three times are one customer, completed by the later rows', async () => {
    for (const id of ['29433', '29449', '29466', '29473', '29483']) {
      const found = (await steward.call('GET', `/accounts?filter=code:eq:AW000${id}`)).body;
      expect(found.total, id).toBe(1);
      expect(found.items[0].firstName, id).toBeTruthy();
      expect(found.items[0].externalIds.legacy).toBe(id);
    }
  });

  test('the four rows without id and name are refused, each with its reason', async () => {
    const rows = (await steward.call('GET', `/imports/${jobs['account'].id}/rows?outcome=refused`)).body.items;
    expect(rows.map((row: Any) => row.row).sort((a: number, b: number) => a - b)).toEqual(counts.nameless);
    expect(rows.every((row: Any) => row.problem.code === 'required' && row.problem.field === 'name')).toBe(true);
  });
});

describe('audit: each counted fault is found once, by its owner', () => {
  // Fault of the README · who owns it · how it is asked for · how many there are.
  test.each([
    ['products: end date before start', 'audit', ['rule:eq:dates-out-of-order', 'subjectType:eq:product'], 200],
    ['products: no cost', 'audit', ['rule:eq:required-missing', 'subjectType:eq:product'], 2],
    ['products: category missing in the list', 'audit', ['rule:eq:orphan-reference', 'locator:contains:categoryId'], 7],
    ['orders: unreadable dates', 'audit', ['rule:eq:bad-date', 'subjectType:eq:order'], 19],
    ['order lines: amount or price missing', 'audit', ['rule:eq:required-missing', 'subjectType:eq:order'], 15],
    ['order lines: amount or price not positive', 'audit', ['rule:eq:not-positive', 'subjectType:eq:order'], 10],
    ['order lines: amount differs from quantity x price', 'audit', ['rule:eq:amount-differs'], 10],
    ['products sold at several prices', 'audit', ['rule:eq:several-prices'], counts.severalPrices],
    ['birthdays in the future', 'audit', ['rule:in:date-in-future|bad-date', 'locator:eq:birthDate'], 16],
    [
      'country in another spelling',
      'audit',
      ['rule:eq:value-not-allowed', 'locator:eq:country'],
      counts.countryRespelled,
    ],
    ['country blank', 'audit', ['rule:eq:required-missing', 'locator:eq:country'], counts.countryBlank],
    ['gender written out', 'audit', ['rule:eq:value-not-allowed', 'locator:eq:gender'], counts.genderWrittenOut],
    ['gender blank in both files', 'audit', ['rule:eq:required-missing', 'locator:eq:gender'], counts.genderBlank],
    [
      'names blank after the repeated rows were merged',
      'import',
      ['rule:eq:required-missing', 'locator:in:firstName|lastName'],
      0,
    ],
    ['stray spaces in names', 'import', ['locator:in:firstName|lastName'], 0],
    ['malformed customer keys (refused)', 'import', ['rule:eq:code-rule-broken'], 0],
    ['the same customer twice (merged)', 'import', ['rule:eq:duplicate-account'], 0],
    [
      'repeated product keys (periods of one product)',
      'import',
      ['rule:in:duplicate-product|product-several-codes'],
      0,
    ],
    [
      'orphan customers and products',
      'nobody: there are none',
      ['rule:eq:orphan-reference', 'subjectType:eq:order'],
      0,
    ],
  ])('%s: %s', async (_fault, _owner, filters, count) => {
    expect(await findings(filters)).toBe(count);
  });

  test('35 lines are at fault, no line twice', async () => {
    const page = (
      await steward.call(
        'GET',
        '/findings?limit=200&filter=subjectType:eq:order&filter=rule:in:required-missing|not-positive|amount-differs',
      )
    ).body;
    expect(
      new Set(page.items.map((one: Any) => `${one.subjectId} ${one.locator.split('.').slice(0, 2).join('.')}`)).size,
    ).toBe(35);
    expect(page.total).toBe(35);
  });

  test('there is nothing else', async () => {
    expect(sweep.counts.ruleErrors).toBe(0);
    const { countryRespelled, countryBlank, genderWrittenOut } = counts;
    expect(sweep.counts.opened).toBe(
      200 + 2 + 7 + 19 + 35 + 28 + 16 + countryRespelled + countryBlank + genderWrittenOut + 15,
    );
    expect(await findings(['state:eq:open'])).toBe(sweep.counts.opened);
  });
});

describe('after ten edits', () => {
  const incremental = async (): Promise<Any> => {
    world.clock.now += 60_000;
    const run = await steward.call('POST', '/audit-runs', { body: { kind: 'incremental' } });
    return finished(`/audit-runs/${run.body.id}`);
  };

  test('an incremental run reads in proportion to ten, closes what was mended, and a fault that returns recurs', async () => {
    await incremental();
    const idle = await incremental();
    const wrong = (await steward.call('GET', '/accounts?limit=10&filter=country:eq:US')).body.items;
    for (const one of wrong)
      expect(
        (
          await steward.call('PATCH', `/accounts/${one.id}`, {
            version: one.version,
            body: { country: 'United States' },
          })
        ).status,
      ).toBe(200);
    await world.settle();
    const run = await incremental();
    expect(run.counts).toMatchObject({ checked: 10, closed: 10, opened: 0 });
    expect(run.units.read - idle.units.read, `idle ${idle.units.read}, ten edits ${run.units.read}`).toBeLessThan(
      10 * 8,
    );
    expect(idle.units.read).toBeLessThan(60);
    expect(await findings(['locator:eq:country', 'state:eq:fixed'])).toBe(10);
  }, 60_000);
});

describe('monthly review', () => {
  test('is made from counters alone, agrees with the records, and comes out the same after later edits', async () => {
    // The month is over when the clock says so.
    world.clock.now = Date.parse('2026-12-01T03:00:00.000Z');
    steward = await world.again(steward);
    const made = await steward.call('POST', '/reviews', { body: { period: '2026-11' } });
    expect(made.status).toBe(201);
    const pack = made.body;
    expect(pack.findings.open.value).toBe(await findings(['state:in:open|recurred']));
    expect(pack.findings.opened.value).toBe(sweep.counts.opened);
    expect(pack.findings.closed.value).toBe(10);
    for (const row of pack.findings.byRule)
      expect(row.value, row.key).toBe(await findings([`rule:eq:${row.key}`, 'state:in:open|recurred']));
    expect(pack.records.find((row: Any) => row.key === 'account').value).toBe(counts.accounts);
    const [units] = (made.headers.get('x-capacity-units') ?? '').split('r');
    expect(Number(units), 'counters only: no scan of the records').toBeLessThan(60);

    const account = (await steward.call('GET', '/accounts?limit=1&filter=country:eq:DE')).body.items[0];
    await steward.call('PATCH', `/accounts/${account.id}`, { version: account.version, body: { country: 'Germany' } });
    await world.settle();
    expect((await steward.call('DELETE', '/reviews/2026-11')).status).toBe(200);
    expect((await steward.call('GET', '/reviews/2026-11')).status).toBe(404);
    const again = await steward.call('POST', '/reviews', { body: { period: '2026-11' } });
    expect(JSON.stringify(again.body)).toBe(JSON.stringify(pack));
  });

  test('orders and amounts of a past month equal the sum over its orders', async () => {
    const pack = (await steward.call('POST', '/reviews', { body: { period: '2013-06' } })).body;
    const filter = 'filter=orderDate:gte:2013-06-01&filter=orderDate:lte:2013-06-30';
    const sum = (await steward.call('GET', `/orders/summary?group=status&sum=amount&${filter}`)).body;
    expect(pack.orders.count.value).toBe(sum.total);
    expect(pack.orders.amounts[0]).toMatchObject({ currency: 'USD', value: sum.groups[0].sums.USD });
  });
});

describe('undo of the whole customer import', () => {
  test('takes back what nobody changed and lists the rest', async () => {
    const before = await steward.call('POST', `/imports/${jobs['category'].id}/undo`, { body: {} });
    expect(before.status).toBe(202);
    const job = await finished(`/imports/${jobs['category'].id}`);
    expect(job.state).toBe('undone');
    expect(job.counts.undone).toBe(37);
    expect(await total('/categories?limit=1')).toBe(0);
  });
});
