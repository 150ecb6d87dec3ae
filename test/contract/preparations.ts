import { entities } from '../../shared/entities.ts';
import { finding } from '../../shared/findings/finding.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import type { Entity, Operation } from '../../shared/kernel/entity.ts';
import { allOperations } from '../../shared/kernel/entity.ts';
import { addMonths } from '../../shared/kernel/time.ts';
import { printables } from '../../shared/papers/printables.ts';
import { delegation } from '../../shared/process/delegation.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { member } from '../../shared/workspaces/member.ts';
import { ownParameters } from '../harness/addresses.ts';
import { temporaryPassword } from '../harness/mails.ts';
import { bodyFor, done, makeRecord, nextNumber, withOwnKeys } from '../harness/records.ts';
import type { Any, Person, World } from '../harness/world.ts';
import { PASSWORD } from '../harness/world.ts';
import { activitiesPreparations } from './activities-preparations.ts';
import { attachmentPreparations } from './attachments-preparations.ts';
import { auditPreparations } from './audit-preparations.ts';
import { complaintPreparations } from './complaints-preparations.ts';
import { duplicatePreparations } from './duplicate-preparations.ts';
import { enquiriesPreparations } from './enquiries-preparations.ts';
import { improvementMakers, improvementPreparations } from './improvement-preparations.ts';
import { interviewMakers, interviewPreparations } from './interviews-preparations.ts';
import { leadPreparations } from './leads-preparations.ts';
import { listsPreparations } from './lists-preparations.ts';
import { meetingPreparations } from './meetings-preparations.ts';
import { operatorMakers, operatorPreparations } from './operators-preparations.ts';
import { problemMakers, problemPreparations } from './problems-preparations.ts';
import { documentPreparations, processMakers, sellingOnes } from './process-preparations.ts';
import { reviewDeliveryPreparations } from './review-delivery-preparations.ts';
import { reviewPreparations } from './review-preparations.ts';
import { servicePreparations } from './service-preparations.ts';
import { surveyMakers, surveyPreparations } from './surveys-preparations.ts';
import { valueMakers, valuePreparations } from './value-preparations.ts';

/** What a call needs beside its endpoint's example. */
export interface Call {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: unknown;
  version?: number;
  headers?: Record<string, string>;
}

export interface Stage {
  world: World;
  admin: Person;
}

export type Preparation = (stage: Stage, endpoint: Endpoint) => Promise<Call>;

const invitation = () => ({
  name: '李娜',
  email: `invited-${nextNumber()}@test.example`,
  role: 'sales-rep',
  scope: 'own',
  team: 'east',
});

const invite = async ({ admin }: Stage): Promise<Any> =>
  done(await admin.call('POST', '/members', { body: invitation() }));

/** A finding as the audit makes it: an open opportunity whose close date has passed. */
const findOne = async ({ world, admin }: Stage): Promise<Any> => {
  const late = await makeRecord(admin, opportunity, { closeDate: '2026-01-31' });
  done(await admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
  await world.settle();
  const { items } = done(await admin.call('GET', `/findings?filter=subjectId:eq:${late.id}`));
  if (items.length === 0) throw new Error('the audit found nothing');
  return done(await admin.call('GET', `/findings/${items[0].id}`));
};

/** A body that names a deputy who works there, for a week from now on. */
const deputising = async (stage: Stage): Promise<Record<string, unknown>> => {
  const { id } = await invite(stage);
  const at = (days: number) => new Date(stage.world.clock.now + days * 86_400_000).toISOString();
  return { deputyId: id, from: at(0), until: at(7), why: '年假' };
};

const delegate = async (stage: Stage): Promise<Any> =>
  done(await stage.admin.call('POST', '/delegations', { body: await deputising(stage) }));

/** Records that are not made by a plain create. */
const makers: Record<string, (stage: Stage) => Promise<Any>> = {
  [member.name]: invite,
  [finding.name]: findOne,
  [delegation.name]: delegate,
  ...processMakers,
  ...valueMakers,
  ...surveyMakers,
  ...problemMakers,
  ...improvementMakers,
  ...operatorMakers,
  ...interviewMakers,
};

const recordOf = (entity: Entity, stage: Stage): Promise<Any> =>
  (makers[entity.name] ?? (() => makeRecord(stage.admin, entity)))(stage);

const known = new WeakMap<World, Map<string, Promise<Any>>>();

/** One record of each kind for all that only read it. */
const anyOf = (entity: Entity, stage: Stage): Promise<Any> => {
  const made = known.get(stage.world) ?? new Map<string, Promise<Any>>();
  known.set(stage.world, made);
  const found = made.get(entity.name) ?? recordOf(entity, stage);
  made.set(entity.name, found);
  return found;
};

/** The preparations of the generic operations, the same for every entity. */
const generic: Record<Operation, (entity: Entity) => Preparation> = {
  list: (entity) => async (stage) => {
    await anyOf(entity, stage);
    return {};
  },
  summary: (entity) => generic.list(entity),
  create:
    (entity) =>
    async ({ admin }) => ({ body: await bodyFor(admin, entity) }),
  get: (entity) => async (stage) => ({ params: { id: (await anyOf(entity, stage)).id } }),
  update: (entity) => async (stage, endpoint) => {
    const { id, version } = await recordOf(entity, stage);
    return { params: { id }, version, body: withOwnKeys(entity, endpoint.example.body as Record<string, unknown>) };
  },
  archive: (entity) => async (stage) => {
    const { id, version } = await recordOf(entity, stage);
    return { params: { id }, version };
  },
  restore: (entity) => async (stage) => {
    const { id, version } = await recordOf(entity, stage);
    const archived = done(await stage.admin.call('POST', `/${entity.collection}/${id}/archive`, { version, body: {} }));
    return { params: { id }, version: archived.version };
  },
  history: (entity) => async (stage) => {
    const { id } = await anyOf(entity, stage);
    await stage.world.settle();
    return { params: { id } };
  },
};

const genericOnes = Object.fromEntries(
  entities.flatMap((entity) =>
    (entity.operations ?? allOperations).map(
      (operation) => [`${entity.collection}.${operation}`, generic[operation](entity)] as const,
    ),
  ),
);

const refreshCookie = async ({ world, admin }: Stage): Promise<string> => {
  const reply = await world.anyone()('POST', '/v1/auth/sign-in', { body: { email: admin.email, password: PASSWORD } });
  return reply.headers.getSetCookie()[0]!.split(';')[0]!;
};

const withCookie: Preparation = async (stage) => ({ headers: { cookie: await refreshCookie(stage) } });

const code = (): string => `C${String(nextNumber()).padStart(6, '0')}`;

/** Some customers, one of them with a day that stands in no calendar. */
const customers = (): string =>
  ['1985-04-17', '1979-12-01', '1990-02-31', '1968-08-08', '2001-03-09'].reduce(
    (csv, day) => `${csv}${code()},Ocean,CN,${day}\n`,
    'code,name,country,birth date\n',
  );

type ImportStep = 'made' | 'uploaded' | 'read' | 'done';

/** An import of accounts, brought so far. */
const importAt = async (step: ImportStep, { world, admin }: Stage): Promise<Any> => {
  const csv = customers();
  const begun = done(
    await admin.call('POST', '/imports', {
      body: { target: 'account', files: [{ fileName: 'customers.csv', size: csv.length }] },
    }),
  );
  const id = String(begun.import.id);
  if (step === 'made') return begun.import;
  await fetch(begun.uploads[0].url, { method: 'PUT', body: csv });
  if (step === 'uploaded') return begun.import;
  const read = done(await admin.call('POST', `/imports/${id}/read`, { body: {} }));
  if (step === 'read') return read;
  done(await admin.call('POST', `/imports/${id}/run`, { body: {} }));
  await world.settle();
  return done(await admin.call('GET', `/imports/${id}`));
};

const ofImport =
  (step: ImportStep): Preparation =>
  async (stage) => {
    const { id, version } = await importAt(step, stage);
    return { params: { id }, version };
  };

const ofRun: Preparation = async (stage) => {
  const { id } = done(await stage.admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
  await stage.world.settle();
  return { params: { id } };
};

const freshPeriod = (): string => addMonths('2010-01', nextNumber() % 190);

const ofReview: Preparation = async ({ admin }) => {
  const period = freshPeriod();
  done(await admin.call('POST', '/reviews', { body: { period } }));
  return { params: { period } };
};

const erasable =
  (collection: string): Preparation =>
  async (stage) => {
    const { id, version } = await recordOf(entities.find((entity) => entity.collection === collection)!, stage);
    return { params: { id }, version };
  };

const ofProposals = { process: 'proposal' };

const registerVersion = async ({ admin }: Stage): Promise<number> =>
  done(await admin.call('GET', '/processes')).version;

/** A version of the process of proposals, saved as a draft; nobody's documents follow it. */
const draftVersion = async (stage: Stage): Promise<number> => {
  const { definition } = done(await stage.admin.call('GET', '/processes/proposal/versions/0'));
  const body = { definition, basedOn: 0, note: 'As it was' };
  const version = await registerVersion(stage);
  return done(await stage.admin.call('POST', '/processes/proposal/versions', { version, body })).entry.version;
};

/** Every document that is printed, printed. */
const paperOnes = Object.fromEntries(
  Object.entries(printables).map(([name, entity]) => [`papers.${name}`, generic.get(entity)]),
);

/** What has to be there before an endpoint's example works, where that is more than nothing. */
const preparations: Record<string, Preparation> = {
  ...genericOnes,
  ...documentPreparations,
  ...sellingOnes,
  ...listsPreparations,
  ...valuePreparations,
  ...servicePreparations,
  ...surveyPreparations,
  ...problemPreparations,
  ...improvementPreparations,
  ...operatorPreparations,
  ...reviewPreparations,
  ...interviewPreparations,
  ...paperOnes,
  ...duplicatePreparations,
  ...enquiriesPreparations,
  ...activitiesPreparations,
  ...complaintPreparations,
  ...leadPreparations,
  ...meetingPreparations,
  ...reviewDeliveryPreparations,
  ...attachmentPreparations,
  ...auditPreparations,
  'findings.prevent': generic.update(finding),
  'papers.statement': erasable('accounts'),
  'auth.signIn': async ({ admin }) => ({ body: { email: admin.email, password: PASSWORD } }),
  'auth.challenge': async (stage) => {
    const { email } = await invite(stage);
    const body = { email, password: temporaryPassword(stage.world, email) };
    const { session } = done(await stage.world.anyone()('POST', '/v1/auth/sign-in', { body }));
    return { body: { email, session, newPassword: 'Their-0wn-word' } };
  },
  'auth.refresh': withCookie,
  'auth.signOut': withCookie,
  'auth.password': async ({ admin }) => ({ body: { action: 'forgot', email: admin.email } }),
  'workspaces.update': async ({ admin }) => ({ version: done(await admin.call('GET', '')).version }),
  'members.invite': async () => ({ body: invitation() }),
  'accounts.timeline': async ({ admin }) => {
    const deal = await makeRecord(admin, opportunity);
    return { params: { id: deal.accountId } };
  },
  'accounts.erase': erasable('accounts'),
  'contacts.erase': erasable('contacts'),
  'delegations.create': async (stage) => ({ body: await deputising(stage) }),
  'delegations.end': async (stage) => {
    const { id, version } = await delegate(stage);
    return { params: { id }, version };
  },
  'standards.put': async ({ admin }) => {
    const { version, standard } = done(await admin.call('GET', '/standards'));
    return { version, body: { standard } };
  },
  'calendar.put': async ({ admin }) => ({ version: done(await admin.call('GET', '/calendar')).version }),
  'processes.get': async () => ({ params: { ...ofProposals, version: '0' } }),
  'processes.check': async () => ({ params: ofProposals }),
  'processes.dryRun': async () => ({ params: ofProposals }),
  'processes.save': async (stage) => ({ params: ofProposals, version: await registerVersion(stage) }),
  'processes.enforce': async (stage) => {
    const version = String(await draftVersion(stage));
    return { params: { ...ofProposals, version }, version: await registerVersion(stage) };
  },
  'processes.migrate': async (stage) => {
    const to = await draftVersion(stage);
    const [version, body] = [
      await registerVersion(stage),
      { enforcement: 'pilot', teams: ['pilots'], reason: 'A trial' },
    ];
    const path = `/processes/proposal/versions/${to}/enforcement`;
    done(await stage.admin.call('POST', path, { version, body }));
    return { params: ofProposals, body: { from: 0, to, mode: 'preview' } };
  },
  'rules.put': async ({ admin }) => {
    const { version, items } = done(await admin.call('GET', '/audit-rules'));
    return { version, params: { ruleId: items[0].id } };
  },
  'audit.get': ofRun,
  'imports.get': ofImport('made'),
  'imports.read': ofImport('uploaded'),
  'imports.map': ofImport('read'),
  'imports.check': ofImport('read'),
  'imports.run': ofImport('read'),
  'imports.undo': ofImport('done'),
  'imports.rows': ofImport('done'),
  'imports.errors': ofImport('done'),
  'reviews.make': async () => ({ body: { period: freshPeriod() } }),
  'reviews.get': ofReview,
  'reviews.delete': ofReview,
  'reviews.mail': ofReview,
};

/** How to make an endpoint succeed; undefined for one whose example needs something that nobody has written down. */
export const preparationOf = (endpoint: Endpoint): Preparation | undefined => {
  const written = preparations[endpoint.id];
  if (written) return written;
  return ownParameters(endpoint).length === 0 && !endpoint.ifMatch ? async () => ({}) : undefined;
};
