import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { env } from '../../functions/runtime/env.ts';
import { openLists } from '../../functions/runtime/lists.ts';
import { itemOf } from '../../functions/runtime/records.ts';
import type { Item, Table } from '../../functions/runtime/table.ts';
import { localClient } from '../../local/client.ts';
import { startStack } from '../../local/stack.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { MAIN, openWorld, PASSWORD } from '../harness/world.ts';
import { call } from './client.ts';
import { memoryOf, startProduct } from './product.ts';
import { accountId, company, load } from './scale-data.ts';

// Two companies side by side, one a hundred times the other, asked the same over HTTP: what a salesperson does must not become
// slower. `npm run bench -- scale`. Milliseconds; loading takes some minutes.
const sizes = [
  { accounts: 1_000, contacts: 3_000, opportunities: 2_000 },
  { accounts: 100_000, contacts: 300_000, opportunities: 2_000 },
] as const;
const TYPES = ['account', 'contact', 'opportunity'] as const;
const ROUNDS = 12;

interface Company {
  get: (path: string) => ReturnType<typeof call>;
  accounts: number;
  memory: () => number;
  stop: () => Promise<void>;
  cold: { first: number; search: number };
  deep: string;
}

const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
const timed = async <T>(act: () => Promise<T>): Promise<[T, number]> => {
  const begun = performance.now();
  const result = await act();
  return [result, performance.now() - begun];
};

/** A table whose tail of changes is what was just written: the embedded server reads some hundred of them a second. */
const withTail = (table: Table, records: readonly Rec[]): Table => ({
  ...table,
  query: (query) =>
    query.index === 'changes'
      ? Promise.resolve({ items: records.map((rec): Item => itemOf(rec)), next: undefined })
      : table.query(query),
});

const prepare = async (dataDir: string, size: (typeof sizes)[number]): Promise<void> => {
  const world = await openWorld({ dataDir, now: Date.now });
  await world.person('administrator');
  await world.settle();
  const begun = performance.now();
  const client = new DynamoDBClient(localClient(String(env.dynamoEndpoint)));
  const count = await load(client, company(MAIN, size));
  console.log(`${count} records written in ${seconds(begun)} s`);
  client.destroy();
  await world.stack.stop();
  writeFileSync(join(dataDir, 'loaded'), '');
};

const snapshots = async (dataDir: string, size: (typeof sizes)[number]): Promise<void> => {
  const stack = await startStack({ dataDir, port: 0, schedules: 'off' });
  const { table, objects } = stack.deps;
  const byType = Object.groupBy(company(MAIN, size), ({ type }) => type);
  for (const type of TYPES) {
    const [rows, ms] = await timed(() =>
      openLists(objects, Date.now).snapshot(MAIN, type, withTail(table, byType[type] ?? [])),
    );
    console.log(`  rows, snapshot and text index of ${rows} ${type} records: ${(ms / 1000).toFixed(1)} s`);
  }
  for (const name of await objects.list(`lists/${MAIN}/`))
    console.log(`  ${name.split('/').slice(2).join('/')}: ${(((await objects.size(name)) ?? 0) / 1e6).toFixed(1)} MB`);
  await stack.stop();
};

const open = async (dataDir: string, size: (typeof sizes)[number]): Promise<Company> => {
  const product = await startProduct(dataDir);
  const signIn = await fetch(`${product.url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'administrator-1@test.example', password: PASSWORD }),
  });
  const token = String(((await signIn.json()) as { accessToken: string }).accessToken);
  const get = (path: string) => call(`${product.url}/v1/workspaces/${MAIN}${path}`, { token });
  await get('/products?limit=1');
  const [, first] = await timed(() => get('/accounts?limit=50'));
  const [, search] = await timed(() => get('/search?q=zhangsanfeng'));
  // What is measured has to be all there, and has to be found.
  const { total } = JSON.parse((await get('/contacts?limit=1')).body);
  const [hit] = JSON.parse((await get('/search?q=zhangsanf%2013800138000')).body).items;
  if (total !== size.contacts + 1 || hit?.title !== '张三丰') throw new Error(`${total} contacts, found ${hit?.title}`);
  // A page from far behind: the cursor of the 20th page at the other end of the list.
  let deep = '';
  for (let i = 0; i < 20; i++)
    deep = JSON.parse((await get(`/accounts?limit=40&sort=-name${deep ? `&cursor=${deep}` : ''}`)).body).cursor ?? deep;
  return {
    get,
    accounts: size.accounts,
    memory: () => memoryOf(product.child.pid!),
    stop: product.stop,
    cold: { first, search },
    deep,
  };
};

/** What is typed, letter by letter. */
const typed = [
  '张三丰',
  '重庆长江',
  '远洋机械',
  'zhangsanfeng',
  'zsf',
  'chongqing',
  'yuanyang',
  'wangwei',
  '13800138000',
  '+86 138 0013',
  'zx9000',
  'ZX-9000',
  'C000500',
  'Ocean Trading',
  'Zephyr',
  'anna miller',
  'person42@',
  '张 138',
  'zehpyr',
  'northwnid',
];
const prefixes = typed.flatMap((text) => Array.from(text, (_, i) => text.slice(0, i + 1)));
const search = (q: string) => `/search?limit=8&q=${encodeURIComponent(q)}`;

const operations: [string, (company: Company, i: number) => string[], number][] = [
  [
    'search, each prefix of 20 queries',
    (_, i) => [search(prefixes[i % prefixes.length]!.trim() || 'a')],
    prefixes.length * 3,
  ],
  ['  pinyin, whole', (_, i) => [search(['zhangsanfeng', 'zsf', 'sanfeng'][i % 3]!)], 60],
  ['  phone', (_, i) => [search(['13800138000', '00138000'][i % 2]!)], 60],
  ['  with a typing mistake', (_, i) => [search(['zehpyr', 'northwnid', 'zephir'][i % 3]!)], 60],
  [
    'reference picker (q of a list)',
    (_, i) => [`/accounts?limit=20&q=${['zephyr', 'zx-90', 'C00050', 'zephyr ins'][i % 4]}`],
    80,
  ],
  ['list, first page', (_, i) => [`/accounts?limit=50&sort=${['name', '-customerSince', 'city'][i % 3]}`], 120],
  ['list, deep page', ({ deep }) => [`/accounts?limit=40&sort=-name&cursor=${deep}`], 120],
  [
    'list, filtered',
    (_, i) => [
      `/accounts?limit=50&filter=city:eq:${encodeURIComponent(['上海', 'Berlin'][i % 2]!)}&filter=status:eq:customer&sort=name`,
    ],
    120,
  ],
  ['list, few fit', (_, i) => [`/accounts?limit=50&filter=code:eq:C00${String(i % 900).padStart(4, '0')}`], 120],
  [
    'record page (record, timeline, contacts, history)',
    ({ accounts }, i) => {
      const id = accountId((i * 7919) % accounts);
      return [
        `/accounts/${id}`,
        `/accounts/${id}/timeline`,
        `/contacts?filter=accountId:eq:${id}&limit=50`,
        `/accounts/${id}/history`,
      ];
    },
    120,
  ],
  [
    'kanban (summary and three columns)',
    () => [
      '/opportunities/summary?group=stage&sum=amount',
      ...['proposal', 'negotiation', 'won'].map(
        (stage) => `/opportunities?limit=50&filter=stage:eq:${stage}&sort=-amount`,
      ),
    ],
    80,
  ],
];

const once = async (company: Company, paths: string[]): Promise<{ ms: number; units: string }> => {
  const begun = performance.now();
  const answers = await Promise.all(paths.map((path) => company.get(path)));
  const ms = performance.now() - begun;
  for (const [i, answer] of answers.entries())
    if (answer.status !== 200) throw new Error(`${paths[i]} answered ${answer.status} ${answer.body}`);
  return {
    ms,
    units: answers.reduce((sum, answer) => sum + Number(/[\d.]+/.exec(answer.units)?.[0] ?? 0), 0).toFixed(1),
  };
};

/** @param kept a folder that keeps what was loaded for another time: loading takes minutes */
export const measureScale = async (kept = process.env['EVERGREEN_SCALE']): Promise<void> => {
  const folders: string[] = [];
  const companies: Company[] = [];
  try {
    for (const size of sizes) {
      const dataDir = kept ? join(kept, String(size.accounts)) : mkdtempSync(join(tmpdir(), 'evergreen-scale-'));
      if (!kept) folders.push(dataDir);
      if (!existsSync(join(dataDir, 'loaded'))) await prepare(dataDir, size);
      await snapshots(dataDir, size);
      const company = await open(dataDir, size);
      companies.push(company);
      console.log(
        `  cold: first list ${company.cold.first.toFixed(0)} ms, first search ${company.cold.search.toFixed(0)} ms; memory of all processes ${company.memory().toFixed(0)} MB`,
      );
    }
    console.log(`\n${''.padEnd(52)}     1,000 + 3,000    |  100,000 + 300,000`);
    console.log(`${''.padEnd(52)}    p50    p95  units |    p50    p95  units   ratio`);
    for (const [name, paths, count] of operations) {
      const times: number[][] = [[], []];
      const units: Set<string>[] = [new Set(), new Set()];
      for (let i = 0; i < Math.min(count, ROUNDS * 2); i++) for (const one of companies) await once(one, paths(one, i));
      for (let i = 0; i < count; i++)
        for (const [c, one] of companies.entries()) {
          const { ms, units: used } = await once(one, paths(one, i));
          times[c]!.push(ms);
          units[c]!.add(used);
        }
      const at = (c: number, share: number) => times[c]!.sort((a, b) => a - b)[Math.floor(times[c]!.length * share)]!;
      const part = (c: number) =>
        `${at(c, 0.5).toFixed(2).padStart(6)} ${at(c, 0.95).toFixed(2).padStart(6)} ${[...units[c]!].join('/').padStart(6)}`;
      console.log(`${name.padEnd(52)} ${part(0)} | ${part(1)}   ${(at(1, 0.5) / at(0, 0.5)).toFixed(2)}`);
    }
    console.log(`memory of all processes: ${companies.map((one) => `${one.memory().toFixed(0)} MB`).join(', ')}`);
  } finally {
    for (const one of companies) await one.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
};
