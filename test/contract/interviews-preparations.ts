import { interview } from '../../shared/interviews/interview.ts';
import { questionSet } from '../../shared/interviews/question-set.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of interviews and question lists need.

/** The team of which a pilot of the contract tests asks for signatures. */
export const PILOT_TEAM = 'contract-pilot';

interface Set {
  asked: Person;
  list: Any;
}
const known = new WeakMap<object, Promise<Set>>();

/** A list of questions in use, and somebody who can be asked them. */
const prepared = (stage: Stage): Promise<Set> => {
  const make = async (): Promise<Set> => {
    // Of the team of which a pilot asks for signatures: the team of an interview is that of the person asked.
    const asked = await stage.world.person('sales-rep', { team: PILOT_TEAM });
    return { asked, list: await makeRecord(stage.admin, questionSet, { status: 'published' }) };
  };
  const found = known.get(stage.world) ?? make();
  known.set(stage.world, found);
  return found;
};

const wish = async (stage: Stage) => ({
  memberId: (await prepared(stage)).asked.memberId,
  processKey: 'quote',
  dueOn: new Date(stage.world.clock.now + 86_400_000).toISOString().slice(0, 10),
});

/** An interview that somebody planned. */
export const plannedBy = async (person: Person, stage: Stage): Promise<Any> =>
  done(await person.call('POST', '/interviews', { body: await wish(stage) }));

const answered = async (stage: Stage): Promise<Any> => {
  const { id, version } = await plannedBy(stage.admin, stage);
  const body = { lines: [{ answer: '一天', judgement: 'wrong' }] };
  return done(await stage.admin.call('PATCH', `/interviews/${id}`, { version, body }));
};

const ofOne =
  (make: (stage: Stage) => Promise<Any>): Preparation =>
  async (stage) => {
    const { id, version } = await make(stage);
    return { params: { id }, version, body: {} };
  };

export const interviewMakers: Record<string, (stage: Stage) => Promise<Any>> = {
  [interview.name]: (stage) => plannedBy(stage.admin, stage),
};
export const interviewSteps = { [interview.name]: { action: 'cancel', comment: '已离岗' } };

export const interviewPreparations: Record<string, Preparation> = {
  'interviews.create': async (stage) => ({ body: await wish(stage) }),
  'interviews.draw': async (stage) => {
    await prepared(stage);
    // Whoever is asked already is not drawn again.
    await stage.world.person('sales-rep');
    const { processKey, dueOn } = await wish(stage);
    return { body: { processKey, count: 1, dueOn } };
  },
  'interviews.finish': ofOne(answered),
  'interviews.link': async (stage) => ({
    ...(await ofOne(interviewMakers[interview.name]!)(stage, undefined as never)),
    body: { findings: [] },
  }),
  'interviews.hints': async (stage) => ({ params: { id: (await plannedBy(stage.admin, stage)).id } }),
};
