import { problemEntry } from '../../shared/problems/entry.ts';
import { helpRequest } from '../../shared/problems/help-request.ts';
import { done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of the problem book and of questions need.

/** An entry that waits for somebody else's signature. */
export const waitingEntry = async (maker: Person): Promise<Any> => {
  const made = await makeRecord(maker, problemEntry);
  return done(
    await maker.call('POST', `/problem-entries/${made.id}/actions/submit`, { version: made.version, body: {} }),
  );
};

/** An entry in the book, written by one person and signed by another. */
export const publishedEntry = async (maker: Person, signer: Person): Promise<Any> => {
  const { id } = await waitingEntry(maker);
  return done(await signer.call('POST', `/problem-entries/${id}/decisions`, { body: { verdict: 'approve' } }));
};

const question = async ({ admin }: Stage): Promise<Any> =>
  done(await admin.call('POST', '/help-requests', { body: helpRequest.example }));

const answered = async (stage: Stage): Promise<Any> => {
  const { id, version } = await question(stage);
  return done(await stage.admin.call('POST', `/help-requests/${id}/answer`, { version, body: { answer: '先填日期' } }));
};

/** Records that are not made by a plain create. */
export const problemMakers: Record<string, (stage: Stage) => Promise<Any>> = { [helpRequest.name]: question };

const writers = new WeakMap<object, Person>();
const writerOf = async ({ world }: Stage): Promise<Person> => {
  const writer = writers.get(world) ?? (await world.person('trainer'));
  writers.set(world, writer);
  return writer;
};

export const problemPreparations: Record<string, Preparation> = {
  'help.get': async () => ({}),
  'help.ask': async () => ({ body: { question: `Why? ${nextNumber()}` } }),
  'problem-entries.confirm': async (stage) => {
    const { id, version } = await publishedEntry(await writerOf(stage), stage.admin);
    return { params: { id }, version };
  },
  'help-requests.answer': async (stage) => {
    const { id, version } = await question(stage);
    return { params: { id }, version };
  },
  'help-requests.entry': async (stage) => ({ params: { id: (await answered(stage)).id } }),
};
