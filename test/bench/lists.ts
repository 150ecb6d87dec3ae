import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { packRows, unpackRows } from '../../functions/runtime/list-snapshot.ts';
import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { ListView } from '../../shared/search/list-view.ts';
import { selects } from '../../shared/search/query.ts';
import { rowOf } from '../../shared/search/row.ts';

// The list index alone at 100,000 records: what ADR 3 rests on. Milliseconds, medians of 9.
const COUNT = 100_000;
const cities = ['上海', '北京', '深圳', 'Berlin', 'London', 'Sydney'];

const record = (n: number): Rec => ({
  type: 'account',
  id: `acc_${String((n * 7919) % COUNT).padStart(8, '0')}`,
  ws: 'ws',
  version: 1,
  schemaVersion: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  createdBy: 'mem_1',
  updatedAt: '2026-01-01T00:00:00.000Z',
  updatedBy: 'mem_1',
  via: 'import',
  occurredAt: '2026-01-01T00:00:00.000Z',
  enteredAt: '2026-01-01T00:00:00.000Z',
  source: 'import:1',
  ownerId: `mem_${n % 50}`,
  teamId: `team-${n % 8}`,
  data: {
    code: `C${n}`,
    name: `Company ${n} 有限公司`,
    kind: 'company',
    status: 'customer',
    phone: `+86 138 ${n}`,
    email: `info${n}@company.example`,
    country: 'CN',
    city: cities[n % 6],
    industry: `industry ${n % 30}`,
    customerSince: `20${10 + (n % 16)}-01-0${1 + (n % 9)}`,
  },
});

const time = (what: () => unknown, rounds = 9): number => {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const begun = performance.now();
    what();
    times.push(performance.now() - begun);
  }
  return times.sort((a, b) => a - b)[rounds >> 1]!;
};

const take = (rows: Iterable<unknown>, n: number): void => {
  let left = n;
  for (const _ of rows) if (--left === 0) break;
};

const records = Array.from({ length: COUNT }, (_, n) => record(n));
const rows = records.map((one) => rowOf(account, one));
const packed = packRows(rows);
setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;
const heap = (): number => {
  gc();
  return process.memoryUsage().heapUsed;
};
const before = heap();
const view = new ListView();
view.apply(unpackRows(packed));
const matching = (filter: Parameters<typeof selects>[0], partition = 'all') => {
  const selected = selects(filter);
  let count = 0;
  for (const row of view.partition(partition)) if (selected(row)) count++;
  return count;
};
const line = (name: string, ms: number, more = '') =>
  console.log(`${name.padEnd(44)} ${ms.toFixed(2).padStart(8)} ms  ${more}`);

console.log(
  `list index at ${COUNT} accounts: snapshot ${(packed.length / 1e6).toFixed(1)} MB, view ${((heap() - before) / 1e6).toFixed(0)} MB`,
);
line(
  'unpack the snapshot (cold start)',
  time(() => unpackRows(packed), 3),
);
line(
  'build the view (cold start)',
  time(() => new ListView().apply(rows), 3),
);
let field = 0;
const fields = ['name', 'city', 'customerSince', 'industry', 'code', 'email', 'phone', 'createdAt', 'updatedBy'];
line(
  'first sort by a field',
  time(() => take(view.ordered('all', fields[field++ % fields.length]!), 50)),
);
line(
  'first page of a known sort',
  time(() => take(view.ordered('all', 'name'), 50)),
);
const middle = [...view.ordered('all', 'name')][COUNT / 2]!;
line(
  'page from the middle',
  time(() => take(view.ordered('all', 'name', view.positionOf(middle, 'name')), 50)),
);
line(
  'count by a condition',
  time(() => matching({ conditions: [{ field: 'city', op: 'eq', value: '上海' }], archived: 'no' })),
);
line(
  'count by search text',
  time(() => matching({ conditions: [], q: 'company 99', archived: 'no' })),
);
line(
  'the same in the partition of one owner',
  time(() => matching({ conditions: [], q: 'company 99', archived: 'no' }, 'o:mem_7')),
  `${view.size('o:mem_7')} rows`,
);
let version = 1;
line(
  'one changed row, nine sorts mended',
  time(() => view.apply([{ ...middle, version: ++version, name: `Changed ${version}` }])),
);
