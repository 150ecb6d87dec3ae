import { improvement } from '../../shared/improvement/improvement.ts';
import { need } from '../../shared/improvement/need.ts';
import { systemIssue } from '../../shared/improvement/system-issue.ts';
import { tip } from '../../shared/improvement/tip.ts';
import { bodyFor, done, makeRecord, nextNumber } from '../harness/records.ts';
import type { Any, Person } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

// What the happy cases of tips, needs, improvements and complaints about the system need.

const reported = async ({ admin }: Stage): Promise<Any> =>
  done(await admin.call('POST', '/system-issues', { body: systemIssue.example }));

const answered = async (stage: Stage): Promise<Any> => {
  const { id, version } = await reported(stage);
  const body = { kind: 'error', outcome: 'answer', answer: '按 Ctrl+Enter 提交' };
  return done(await stage.admin.call('POST', `/system-issues/${id}/answer`, { version, body }));
};

/** Steps by which a tip and a need go on from where a new one stands. */
export const improvementSteps: Record<string, { action: string }> = {
  [tip.name]: { action: 'ask-expert' },
  [need.name]: { action: 'analyse' },
};

/** A tip with the expert whom that step asks. */
export const improvementDocuments: Record<string, (stage: Stage) => Promise<Any>> = {
  [tip.name]: ({ admin }) => makeRecord(admin, tip, { expertId: admin.memberId }),
};

/** A tip waits for its judgement from the beginning. */
export const improvementWaiting: Record<string, (stage: Stage, other: Person) => Promise<Any>> = {
  [tip.name]: (_stage, other) => makeRecord(other, tip),
};

/** Records that are not made by a plain create. */
export const improvementMakers: Record<string, (stage: Stage) => Promise<Any>> = { [systemIssue.name]: reported };

export const improvementPreparations: Record<string, Preparation> = {
  'tips.published': async () => ({}),
  'improvements.create': async ({ admin }) => ({ body: await bodyFor(admin, improvement) }),
  'system-issues.create': async () => ({ body: { text: `慢 ${nextNumber()}` } }),
  'system-issues.answer': async (stage) => {
    const { id, version } = await reported(stage);
    return { params: { id }, version };
  },
  'system-issues.settle': async (stage) => {
    const { id, version } = await answered(stage);
    return { params: { id }, version };
  },
};
