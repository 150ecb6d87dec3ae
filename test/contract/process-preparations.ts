import { product } from '../../shared/catalog/product.ts';
import { interview } from '../../shared/interviews/interview.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import { problemEntry } from '../../shared/problems/entry.ts';
import { changeRequest } from '../../shared/process/change-request.ts';
import { deviation } from '../../shared/process/deviation.ts';
import { governedEntities } from '../../shared/process/documents.contract.ts';
import { proposal } from '../../shared/process/proposal.ts';
import { defaultProcess } from '../../shared/processes.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { order } from '../../shared/sales/order.ts';
import { putInForce } from '../harness/processes.ts';
import { bodyFor, done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import { complaintMakers, complaintSteps } from './complaints-preparations.ts';
import { improvementDocuments, improvementSteps, improvementWaiting } from './improvement-preparations.ts';
import { interviewMakers, interviewSteps, PILOT_TEAM, plannedBy } from './interviews-preparations.ts';
import { meetingSteps } from './meetings-preparations.ts';
import { operatorMakers, operatorSteps, operatorWaiting } from './operators-preparations.ts';
import type { Preparation, Stage } from './preparations.ts';
import { billed, sellingMakers, sellingPreparations, sellingSteps, sellingWaiting } from './selling-preparations.ts';

const others = new WeakMap<object, Map<string, Person>>();

/** A colleague: whose documents the caller may approve. */
const colleague = async ({ world }: Stage, team: string): Promise<Person> => {
  const known = others.get(world) ?? new Map<string, Person>();
  others.set(world, known);
  const found = known.get(team) ?? (await world.person('administrator', { team }));
  known.set(team, found);
  return found;
};

/** A change of a critical field that waits for a second person. */
const askForChange = async (stage: Stage): Promise<Any> => {
  const other = await colleague(stage, 'east');
  const made = await makeRecord(stage.admin, product);
  const asked = done(await other.call('PATCH', `/products/${made.id}`, { version: 1, body: { price: 3_599 } }));
  return done(await stage.admin.call('GET', `/change-requests/${asked.pending.price}`));
};

/** The definition with one state more: an approval that an administrator gives, right from the beginning. */
const withApproval = (definition: ProcessDefinition): ProcessDefinition => {
  const start = definition.starts[0]!;
  const end = definition.states.find((state) => state.final)!.id;
  return {
    ...definition,
    states: [
      ...definition.states,
      {
        id: 'asked',
        label: { en: 'Asked', zh: '已提交' },
        edit: 'locked',
        approval: {
          levels: [{ id: 'one', label: { en: 'One', zh: '一级' }, mode: 'any', signers: ['administrator'] }],
          approved: end,
          rejected: start,
          sentBack: start,
          recalled: start,
        },
      },
    ],
    transitions: [
      ...definition.transitions,
      {
        id: 'ask',
        label: { en: 'Ask', zh: '提交' },
        from: [...definition.starts],
        to: 'asked',
        roles: ['administrator'],
      },
    ],
  };
};

const piloted = new WeakMap<object, Set<string>>();

/** A colleague's document that waits for the caller's signature. */
const waiting = async (entity: Entity, stage: Stage): Promise<Any> => {
  if (entity.name === changeRequest.name) return askForChange(stage);
  const other = await colleague(stage, PILOT_TEAM);
  const own = sellingWaiting[entity.name] ?? operatorWaiting[entity.name] ?? improvementWaiting[entity.name];
  if (own) return own(stage, other);
  const known = piloted.get(stage.world) ?? new Set<string>();
  piloted.set(stage.world, known);
  const process = entity.process!.of({});
  if (!known.has(process)) await putInForce(stage.world, withApproval(defaultProcess(process)!), 'pilot', [PILOT_TEAM]);
  known.add(process);
  const made =
    entity.name === receivable.name
      ? await billed(other, stage.admin, await colleague(stage, 'west'))
      : entity.name === interview.name
        ? await plannedBy(other, stage)
        : done(await other.call('POST', `/${entity.collection}`, { body: await bodyFor(stage.admin, entity) }));
  return done(
    await other.call('POST', `/${entity.collection}/${made.id}/actions/ask`, { version: made.version, body: {} }),
  );
};

/** A departure that passed: an order that was set to approved under advice. */
const depart = async (stage: Stage): Promise<Any> => {
  await putInForce(stage.world, defaultProcess('order')!, 'advisory');
  const made = await makeRecord(stage.admin, order);
  done(await stage.admin.call('PATCH', `/orders/${made.id}`, { version: 1, body: { status: 'approved' } }));
  await putInForce(stage.world, defaultProcess('order')!);
  const { items } = done(await stage.admin.call('GET', `/deviations?filter=documentId:eq:${made.id}`));
  return done(await stage.admin.call('GET', `/deviations/${items[0].id}`));
};

/** Steps by which each kind of document can go on from where a new one stands. */
const steps: Record<string, { action: string; changes?: Record<string, unknown>; comment?: string }> = {
  ...sellingSteps,
  ...complaintSteps,
  ...operatorSteps,
  ...meetingSteps,
  ...interviewSteps,
  ...improvementSteps,
  [problemEntry.name]: { action: 'submit' },
  [opportunity.name]: { action: 'back-to-prospecting' },
  [proposal.name]: { action: 'analyse', changes: { better: '更快', harms: '无' } },
};

const act =
  (entity: Entity): Preparation =>
  async (stage) => {
    const step = steps[entity.name];
    if (!step) {
      const asked = await askForChange(stage);
      const body = { verdict: 'send-back', comment: '请附合同' };
      const back = done(await stage.admin.call('POST', `/change-requests/${asked.id}/decisions`, { body }));
      return { params: { id: back.id, action: 'withdraw' }, version: back.version };
    }
    const own =
      sellingMakers[entity.name] ??
      complaintMakers[entity.name] ??
      operatorMakers[entity.name] ??
      interviewMakers[entity.name] ??
      improvementDocuments[entity.name];
    const made = own
      ? await own(stage, () => colleague(stage, 'east'))
      : await makeRecord(stage.admin, entity, step.changes);
    return {
      params: { id: made.id, action: step.action },
      version: made.version,
      ...(step.comment ? { body: { comment: step.comment } } : {}),
    };
  };

const ofDocument =
  (entity: Entity): Preparation =>
  async (stage) => ({ params: { id: (await waiting(entity, stage)).id } });

const seen = new WeakMap<object, Map<string, Promise<Any>>>();

/** One document of each kind for what only reads it. */
const ofKnown =
  (entity: Entity): Preparation =>
  async (stage) => {
    const made = seen.get(stage.world) ?? new Map<string, Promise<Any>>();
    seen.set(stage.world, made);
    const found = made.get(entity.name) ?? waiting(entity, stage);
    made.set(entity.name, found);
    return { params: { id: (await found).id } };
  };

/** How the happy cases of the documents' endpoints are prepared. */
export const documentPreparations: Record<string, Preparation> = Object.fromEntries(
  governedEntities.flatMap((entity) => [
    [`${entity.collection}.process`, ofKnown(entity)],
    [`${entity.collection}.steps`, ofKnown(entity)],
    [`${entity.collection}.act`, act(entity)],
    [`${entity.collection}.decide`, ofDocument(entity)],
  ]),
);

/** Preparations of what is bought and sold. */
export const sellingOnes = sellingPreparations((stage) => colleague(stage, 'east'));

/** Records about processes that are not made by a plain create. */
export const processMakers: Record<string, (stage: Stage) => Promise<Any>> = {
  [changeRequest.name]: askForChange,
  [deviation.name]: depart,
  ...Object.fromEntries(
    Object.entries(sellingMakers).map(([name, make]) => [
      name,
      (stage: Stage) => make(stage, () => colleague(stage, 'east')),
    ]),
  ),
};
