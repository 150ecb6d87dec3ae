import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Person } from '../harness/world.ts';
import { MAIN, openWorld, PASSWORD } from '../harness/world.ts';
import { measureAudit } from './audit.ts';
import { measureBrowser } from './browser.ts';
import type { Figures } from './client.ts';
import { call, measure } from './client.ts';
import { accountsCsv, contactsCsv, opportunitiesCsv } from './data.ts';
import { measureEngine } from './process.ts';
import { memoryOf, startProduct } from './product.ts';

const ACCOUNTS = 10_000;
const CONTACTS = 20_000;
const OPPORTUNITIES = 5_000;

/** What has to be reached at concurrency 1, milliseconds at the median. */
const goals: Record<string, number> = {
  'record page': 2.9,
  'list of 50, first page': 12,
  'list of 50, deep page': 12,
  'kanban column of 50': 10,
  update: 6,
  create: 7,
};

const importCsv = async (person: Person, target: string, csv: string): Promise<{ rows: number; ms: number }> => {
  const bytes = Buffer.from(csv);
  const made = await person.call('POST', '/imports', {
    body: { target, files: [{ fileName: `${target}.csv`, size: bytes.length }] },
  });
  await fetch(made.body.uploads[0].url, { method: 'PUT', body: bytes });
  const id = String(made.body.import.id);
  const read = await person.call('POST', `/imports/${id}/read`, { body: {} });
  if (read.status >= 400) throw new Error(JSON.stringify(read.body));
  const begun = performance.now();
  const run = await person.call('POST', `/imports/${id}/run`, { body: {} });
  if (run.status >= 400) throw new Error(JSON.stringify(run.body));
  for (;;) {
    const job = (await person.call('GET', `/imports/${id}`)).body;
    if (job.state === 'done') return { rows: job.progress.total, ms: performance.now() - begun };
    if (job.state === 'failed') throw new Error(JSON.stringify(job.problem));
    await delay(50);
  }
};

const row = (name: string, one: Figures, many: Figures): string => {
  const goal = goals[name];
  const verdict = goal === undefined ? '' : one.p50 <= goal ? ` (goal ${goal}: reached)` : ` (goal ${goal}: MISSED)`;
  return `${name.padEnd(26)} ${one.p50.toFixed(2).padStart(7)} ${one.p99.toFixed(2).padStart(7)} ${one.rate.toFixed(0).padStart(6)} | ${many.p50.toFixed(2).padStart(7)} ${many.p99.toFixed(2).padStart(7)} ${many.rate.toFixed(0).padStart(6)}  ${one.units.padEnd(12)}${one.errors + many.errors > 0 ? ` ERRORS ${one.errors + many.errors}` : ''}${verdict}`;
};

if (process.argv.includes('scale')) {
  const { measureScale } = await import('./scale.ts');
  await measureScale();
  process.exit(0);
}
if (process.argv.includes('audit')) {
  await measureAudit();
  process.exit(0);
}

measureEngine();
const dataDir = mkdtempSync(join(tmpdir(), 'evergreen-bench-'));
try {
  const world = await openWorld({ dataDir, now: Date.now });
  const admin = await world.person('administrator');
  const email = String((await admin.call('GET', '/v1/me')).body.memberships[0].email);
  for (const [target, csv] of [
    ['account', accountsCsv(ACCOUNTS)],
    ['contact', contactsCsv(CONTACTS, ACCOUNTS)],
    ['opportunity', opportunitiesCsv(OPPORTUNITIES, ACCOUNTS)],
  ] as const) {
    const { rows, ms } = await importCsv(admin, target, csv);
    console.log(`import ${target}: ${rows} rows, ${(ms / rows).toFixed(2)} ms a row`);
  }
  const drained = performance.now();
  await world.settle();
  console.log(`stream and queue drained ${((performance.now() - drained) / 1000).toFixed(1)} s later`);
  await admin.call('POST', '/audit-runs', { body: { kind: 'sweep' } });
  const audited = performance.now();
  await world.settle();
  const total = ACCOUNTS + CONTACTS + OPPORTUNITIES;
  console.log(`audit sweep: ${((performance.now() - audited) / total).toFixed(3)} ms a record`);
  await world.stack.stop();

  const product = await startProduct(dataDir);
  console.log(`ready after ${product.readyMs.toFixed(0)} ms`);
  const signIn = await fetch(`${product.url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: PASSWORD }),
  });
  const token = String(((await signIn.json()) as { accessToken: string }).accessToken);
  const base = `${product.url}/v1/workspaces/${MAIN}`;
  const get = (path: string) => call(`${base}${path}`, { token });
  const ids: string[] = [];
  const deep: string[] = [];
  let cursor = '';
  for (let page = 0; page < 40; page++) {
    const list = JSON.parse((await get(`/accounts?limit=200${cursor ? `&cursor=${cursor}` : ''}`)).body);
    for (const item of list.items) ids.push(item.id);
    cursor = list.cursor;
  }
  let page = '';
  for (let i = 0; i < 150; i++) {
    page = JSON.parse((await get(`/accounts?limit=50${page ? `&cursor=${page}` : ''}`)).body).cursor;
    if (i > 120) deep.push(page);
  }
  await delay(9000);
  console.log(`idle memory of all processes: ${memoryOf(product.child.pid!).toFixed(0)} MB`);
  const pick = (i: number) => ids[(i * 7919) % ids.length]!;
  const versions = new Map<string, number>();
  const update = async (i: number) => {
    const id = pick(i);
    const answer = await call(`${base}/accounts/${id}`, {
      token,
      method: 'PATCH',
      version: versions.get(id) ?? 1,
      body: { city: `City ${i}` },
    });
    versions.set(id, Number(/\d+/.exec(answer.etag)?.[0] ?? 1));
    return answer;
  };
  let made = 0;
  const operations: [string, (i: number) => ReturnType<typeof get>, number][] = [
    ['record page', (i) => get(`/accounts/${pick(i)}`), 2000],
    ['list of 50, first page', () => get('/accounts?limit=50'), 800],
    ['list of 50, deep page', (i) => get(`/accounts?limit=50&cursor=${deep[i % deep.length]}`), 800],
    [
      'list by filter and sort',
      (i) => get(`/accounts?limit=50&sort=-customerSince&filter=city:contains:${i % 10}`),
      400,
    ],
    ['search box', (i) => get(`/search?q=Company%20${i % 1000}`), 300],
    ['kanban column of 50', () => get('/opportunities?limit=50&filter=stage:eq:proposal&sort=-amount'), 800],
    ['timeline', (i) => get(`/accounts/${pick(i)}/timeline`), 600],
    ['update', update, 800],
    [
      'create',
      () =>
        call(`${base}/accounts`, {
          token,
          method: 'POST',
          body: { name: `Bench ${++made}`, country: 'CN', code: `C${String(900_000 + made).slice(-6)}` },
        }),
      800,
    ],
    ['review', () => call(`${base}/reviews`, { token, method: 'POST', body: { period: '2026-10' } }), 100],
  ];
  console.log(
    `\n${''.padEnd(26)}    concurrency 1        |    concurrency 16\n${'operation'.padEnd(26)}     p50     p99    1/s |     p50     p99    1/s  units`,
  );
  for (const [name, once, count] of operations) {
    await measure(once, { count: Math.ceil(count / 10), concurrency: 1 });
    const one = await measure(once, { count, concurrency: 1 });
    await delay(500);
    const many = await measure(name === 'update' ? (i) => update(i + 3000) : once, { count, concurrency: 16 });
    console.log(row(name, one, many));
    await delay(1500);
  }
  console.log('');
  await measureBrowser(product.url, { email, password: PASSWORD, ws: MAIN });
  await delay(9000);
  console.log(`\nidle memory of all processes after the run: ${memoryOf(product.child.pid!).toFixed(0)} MB`);
  await product.stop();
  console.log('');
  await measureAudit();
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
