import type { Deps } from '../../functions/runtime/deps.ts';
import type { NewMember, NewWorkspace } from '../../functions/runtime/provision.ts';
import { createMember, createWorkspace } from '../../functions/runtime/provision.ts';
import type { WorkspaceItem } from '../../functions/runtime/settings.ts';
import { forgetWorkspace, toWorkspace } from '../../functions/runtime/settings.ts';
import type { Write } from '../../functions/runtime/table.ts';
import { WriteRefused } from '../../functions/runtime/table.ts';
import { normaliseKey } from '../../shared/kernel/entity.ts';
import { pipeline, standardPipeline } from '../../shared/sales/pipeline.ts';
import { guardKey, memberIdOf, settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Stack } from '../stack.ts';
import { calendarOf } from './calendar.ts';
import { traded } from './cash.ts';
import { certified } from './certified.ts';
import { makeCompany } from './company.ts';
import { tellOfService } from './complaints.ts';
import { tellOfEveryday } from './everyday.ts';
import { pastWrites, reviewPast } from './past.ts';
import type { PersonKey } from './people.ts';
import { addressOf, PASSWORD, people } from './people.ts';
import { makeQuality } from './quality.ts';
import type { Owner } from './record.ts';
import { tellOfSales } from './selling.ts';
import { makeSmallCompany, otherRows, practiceRows } from './small.ts';
import { tellStory } from './story.ts';
import { rememberPrices } from './told.ts';
import { makeUsers } from './users.ts';
import { walked } from './walk.ts';
import type { Seeded } from './write.ts';
import { writeRecords } from './write.ts';

/** Everybody has worked here since before the first order. */
const FOUNDED = '2020-01-01T00:00:00.000Z';

/** An address to sign in with, and what one is then. */
export interface SignIn {
  email: string;
  role: string;
  password: string;
}

const demo: NewWorkspace = {
  id: 'ws_demo',
  name: '常青自行车贸易有限公司 / Evergreen Bicycle Trading',
  kind: 'production',
  timeZone: 'Asia/Shanghai',
  currency: 'CNY',
  country: 'CN',
};
const sandbox: NewWorkspace = { ...demo, id: 'ws_sandbox', name: '常青模拟企业 / Evergreen Sandbox', kind: 'sandbox' };
const other: NewWorkspace = {
  id: 'ws_other',
  name: 'Polaris Instruments GmbH',
  kind: 'production',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  country: 'DE',
};
const main: NewWorkspace = { ...demo, id: 'ws_main', name: 'My company' };

const otherAdmin: Omit<NewMember, 'sub'> = {
  name: 'Sabine Krüger',
  email: 'admin@other.example',
  role: 'administrator',
  scope: 'all',
  language: 'en',
  reviewGroup: true,
};
const mainAdmin: Omit<NewMember, 'sub'> = {
  name: 'Administrator',
  email: 'admin@company.example',
  role: 'administrator',
  scope: 'all',
  language: 'en',
  reviewGroup: true,
};

/** Written when everything else is there; until then each start goes on with the seeding. */
const markerOf = (ws: string) => settingKey(ws, 'demo', 1);

const seeded = async (ws: string, deps: Deps): Promise<boolean> => (await deps.table.get(markerOf(ws))) !== undefined;

const markSeeded = (ws: string, deps: Deps, more: readonly Write[] = []): Promise<void> =>
  deps.table.write([
    { op: 'put', item: { ...markerOf(ws), value: { at: new Date(deps.now()).toISOString() } } },
    ...more,
  ]);

/** The workspace, made now or by an earlier start that did not come to its end. */
const ensureWorkspace = async (wanted: NewWorkspace, deps: Deps): Promise<WorkspaceItem> => {
  try {
    const made = await createWorkspace(wanted, deps);
    // A request may have asked for it a moment ago and found nothing.
    forgetWorkspace(wanted.id, deps);
    return made;
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
    const found = await deps.table.get(workspaceKey(wanted.id));
    if (!found) throw error;
    return toWorkspace(found);
  }
};

const ensureMember = async (ws: string, person: NewMember, deps: Deps): Promise<void> => {
  try {
    await createMember(ws, person, deps);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
};

const pipelineIdOf = async (ws: string, deps: Deps): Promise<string> => {
  const name = normaliseKey(pipeline.keys[0]!, standardPipeline.name);
  const guard = await deps.table.get(guardKey(ws, 'pipeline', 'name', name));
  if (typeof guard?.['id'] !== 'string') throw new Error(`workspace ${ws} has no standard pipeline`);
  return guard['id'];
};

type Subjects = ReadonlyMap<string, string>;

const subjectOf = (email: string, subjects: Subjects): string => subjects.get(email)!;

/** The demo company. Its members come last: who is let in finds everything there. */
const seedCompany = async (subjects: Subjects, deps: Deps): Promise<void> => {
  const workspace = await ensureWorkspace(demo, deps);
  const members = Object.fromEntries(
    people.map((person) => [
      person.key,
      { id: memberIdOf(subjectOf(addressOf(person.key), subjects)), team: 'team' in person ? person.team : undefined },
    ]),
  ) as Record<PersonKey, Owner>;
  const anchor = Date.parse(workspace.createdAt);
  const world = {
    ws: demo.id,
    writtenAt: new Date(deps.now()).toISOString(),
    members,
    pipelineId: await pipelineIdOf(demo.id, deps),
  };
  const { records, faults } = makeCompany(anchor, world);
  const company = { members, now: new Date(deps.now()).toISOString() };
  const products = new Map(records.flatMap((rec) => (rec.type === 'product' ? [[rec.id, rec]] : [])));
  const seeds = records.flatMap((rec): Seeded[] =>
    rec.type === 'order'
      ? (traded(rec, products, company) ?? [walked(rec, company) ?? rec])
      : [walked(rec, company) ?? rec],
  );
  const calendar = calendarOf(anchor);
  const quality = makeQuality({ records, faults }, { ...world, calendar }, company);
  await writeRecords(deps.table, [...seeds, ...quality]);
  const orders = seeds.flatMap((one) => ('rec' in one && one.rec.type === 'order' ? [one.rec] : []));
  await rememberPrices(deps.table, orders, company.now);
  for (const { key, ...person } of people) {
    const email = addressOf(key);
    await ensureMember(
      demo.id,
      { ...person, ...certified(key, calendar), email, sub: subjectOf(email, subjects), since: FOUNDED },
      deps,
    );
  }
};

interface SmallCompany {
  workspace: NewWorkspace;
  admin: NewMember;
  rows: typeof otherRows;
}

const seedSmallCompany = async ({ workspace, admin, rows }: SmallCompany, deps: Deps): Promise<void> => {
  const { createdAt } = await ensureWorkspace(workspace, deps);
  const setting = {
    ws: workspace.id,
    writtenAt: new Date(deps.now()).toISOString(),
    calendar: calendarOf(Date.parse(createdAt)),
  };
  const records = makeSmallCompany(setting, { rows, country: workspace.country, owner: { id: memberIdOf(admin.sub) } });
  await writeRecords(deps.table, records);
  await ensureMember(workspace.id, admin, deps);
};

/** What makes the seeded records worth looking at: lists that open at once, findings, last month's review. */
const firstWork = async (ws: string, stack: Stack): Promise<void> => {
  const { deps } = stack;
  await deps.queue.send([
    { job: 'lists.snapshot', ws, force: true },
    { job: 'audit.sweep', ws, trigger: 'schedule' },
  ]);
  // A review is made of what has been counted, the earlier months first: each knows the one before it.
  await stack.idle();
  const period = await reviewPast(ws, deps);
  await deps.queue.send([
    ...(period ? [{ job: 'review.mail', ws, period, key: 'month-end' }] : []),
    { job: 'documents.alarms', ws },
    { job: 'value.refresh', ws },
  ]);
};

const signIn = (email: string, role: string): SignIn => ({ email, role, password: PASSWORD });

/**
 * The demo company with a member per role, another company beside it, and a sandbox. Does nothing when they are there; goes on
 * where an earlier start was interrupted. Answers with whom one can sign in.
 */
export const seedDemo = async (stack: Stack): Promise<SignIn[]> => {
  const { deps } = stack;
  const emails = people.map(({ key }) => addressOf(key));
  if (!(await seeded(demo.id, deps))) {
    const subjects = await makeUsers([...emails, otherAdmin.email], PASSWORD);
    const admin = people.find(({ role }) => role === 'administrator')!;
    const { key, ...person } = admin;
    const email = addressOf(key);
    const practice = { ...person, email, sub: subjectOf(email, subjects), reviewGroup: false };
    await seedSmallCompany({ workspace: sandbox, admin: practice, rows: practiceRows }, deps);
    const elsewhere = { ...otherAdmin, sub: subjectOf(otherAdmin.email, subjects) };
    await seedSmallCompany({ workspace: other, admin: elsewhere, rows: otherRows }, deps);
    await seedCompany(subjects, deps);
    await tellStory(stack, demo.id);
    await deps.queue.send([{ job: 'credit.rebuild', ws: demo.id }]);
    await tellOfSales(stack, demo.id);
    await tellOfEveryday(stack, demo.id);
    await tellOfService(stack, demo.id);
    // Before the marker: a message that comes twice does no harm, one that never came would be missed.
    await firstWork(demo.id, stack);
    await markSeeded(demo.id, deps, await pastWrites(demo.id, deps));
    forgetWorkspace(demo.id, deps);
  }
  return [
    ...people.map(({ key, role }) => signIn(addressOf(key), role)),
    signIn(otherAdmin.email, `administrator of ${other.name}`),
  ];
};

/** An empty company with its administrator, for those who begin with their own data. */
export const seedAdministrator = async ({ deps }: Stack): Promise<SignIn[]> => {
  if (!(await seeded(main.id, deps))) {
    const subjects = await makeUsers([mainAdmin.email], PASSWORD);
    await ensureWorkspace(main, deps);
    await ensureMember(main.id, { ...mainAdmin, sub: subjectOf(mainAdmin.email, subjects) }, deps);
    await markSeeded(main.id, deps);
  }
  return [signIn(mainAdmin.email, 'administrator')];
};
