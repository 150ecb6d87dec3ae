import { warning } from '../../shared/operators/warning.ts';
import { opportunity } from '../../shared/sales/opportunity.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of scorecards, and of notices and warnings need.

interface Faulty {
  person: Person;
  finding: string;
}
const known = new WeakMap<object, Promise<Faulty>>();

/** Somebody with a finding on what is theirs: an open opportunity whose close date has passed. */
const faultyOne = (stage: Stage): Promise<Faulty> => {
  const { world, admin } = stage;
  const make = async (): Promise<Faulty> => {
    const person = await world.person('sales-rep');
    const late = await makeRecord(person, opportunity, { closeDate: '2026-01-31' });
    done(await admin.call('POST', '/audit-runs', { body: { kind: 'incremental' } }));
    await world.settle();
    const { items } = done(await admin.call('GET', `/findings?filter=subjectId:eq:${late.id}`));
    return { person, finding: items[0].id };
  };
  const found = known.get(world) ?? make();
  known.set(world, found);
  return found;
};

const bodyOf = ({ person, finding }: Faulty) => ({
  ...warning.example,
  memberId: person.memberId,
  evidence: [finding],
});

/** A draft of somebody's. */
const draft = async (stage: Stage, issuer = stage.admin): Promise<Any> =>
  done(await issuer.call('POST', '/warnings', { body: bodyOf(await faultyOne(stage)) }));

/** One that its person appeals against, issued by a colleague of the caller's. */
const appealed = async (stage: Stage, issuer: Person): Promise<Any> => {
  const act = async (who: Person, of: Any, action: string) =>
    done(
      await who.call('POST', `/warnings/${of.id}/actions/${action}`, {
        version: of.version,
        body: { comment: '导入的数据，不是我录入的' },
      }),
    );
  const issued = await act(issuer, await draft(stage, issuer), 'issue');
  return act((await faultyOne(stage)).person, issued, 'appeal');
};

export const operatorMakers: Record<string, (stage: Stage) => Promise<Any>> = {
  [warning.name]: (stage) => draft(stage),
};
export const operatorSteps = { [warning.name]: { action: 'issue' } };
export const operatorWaiting: Record<string, (stage: Stage, issuer: Person) => Promise<Any>> = {
  [warning.name]: appealed,
};

export const operatorPreparations: Record<string, Preparation> = {
  'operators.week': async () => ({}),
  'operators.list': async () => ({}),
  'operators.scorecard': async ({ admin }) => ({ params: { memberId: admin.memberId } }),
  'operators.opened': async () => ({ body: { month: '2026-10' } }),
  'operators.policy': async () => ({}),
  'operators.setPolicy': async ({ admin }) => ({ version: done(await admin.call('GET', '/operator-policy')).version }),
  'warnings.create': async (stage) => ({ body: bodyOf(await faultyOne(stage)) }),
  'warnings.update': async (stage) => {
    const { id, version } = await draft(stage);
    return { params: { id }, version };
  },
};
