import { activity } from '../../shared/activities/activity.ts';
import { lineKey } from '../../shared/enquiries/callers.ts';
import { enquiry } from '../../shared/enquiries/enquiry.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { samePhone } from '../../shared/matching/data.ts';
import { helpRequest } from '../../shared/problems/help-request.ts';
import { suggestion } from '../../shared/surveys/suggestion.ts';
import { surveyRequest } from '../../shared/surveys/survey-request.ts';
import type { Deps } from '../runtime/deps.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import type { Job } from '../runtime/queue.ts';
import type { Jobs } from '../runtime/worker.ts';
import { eraseOne } from './erase-one.ts';

/** Records of one message: a few seconds of work. */
const PIECE = 100;

interface Words {
  entity: Entity;
  /** Fields that name the customer. */
  by: readonly string[];
  without: (data: Rec['data']) => Rec['data'];
}

const cleared =
  (names: readonly string[], instead: Rec['data']) =>
  (data: Rec['data']): Rec['data'] => ({
    ...Object.fromEntries(Object.entries(data).filter(([name]) => name !== 'custom' && !names.includes(name))),
    ...instead,
  });

const customer = ['contactId', 'accountId'];

/**
 * What a customer said, or what was noted of speaking with them. What follows from it stays to be counted: when it was, how long it
 * took, what it cost, which score was given. A complaint stays as it is: it speaks of goods, and proves what was done about them.
 */
const words: readonly Words[] = [
  {
    entity: activity,
    by: customer,
    without: cleared(['note', 'asked', 'answered', 'outcome', 'place', 'mailFrom', 'mailTo', 'mailId'], {
      subject: '—',
    }),
  },
  { entity: enquiry, by: customer, without: cleared(['phone', 'question', 'answer'], { subject: '—' }) },
  { entity: surveyRequest, by: customer, without: cleared(['comment'], {}) },
  { entity: suggestion, by: customer, without: cleared(['answer'], { text: '—' }) },
  {
    entity: helpRequest,
    by: ['recordId'],
    without: cleared(['context', 'answer'], { subject: '—', question: '—' }),
  },
];

const phonesOf = ({ data }: Rec): string[] =>
  [data['phone'], data['mobile']].filter((phone): phone is string => typeof phone === 'string');

/** Enquiries from a number of the person's that name nobody. */
const fromPhones = async (rec: Rec, ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(rec.ws, enquiry.name, ctx.table);
  const { country } = ctx.workspace;
  return phonesOf(rec).flatMap((phone) => {
    const line = lineKey(phone);
    const rows = line === undefined ? [] : (view.having('line', line) ?? []);
    return rows.filter(
      (row) =>
        row['contactId'] === undefined &&
        row['accountId'] === undefined &&
        samePhone(String(row['phone']), phone, country),
    );
  });
};

/** Ids of the records that hold words of a customer, under every name that was merged into theirs. */
export const wordsOf = async (rec: Rec, ctx: Ctx): Promise<string[]> => {
  const found = (await fromPhones(rec, ctx)).map(({ id }) => id);
  for (const { entity, by } of words) {
    const view = await ctx.deps.lists.fresh(rec.ws, entity.name, ctx.table);
    for (const field of by)
      for (const id of idsOf(rec)) for (const row of view.having(field, id) ?? []) found.push(row.id);
  }
  return [...new Set(found)];
};

/** Has records let go of a person's words. The messages name records alone: a queue is no place for what is to be forgotten. */
export const forget = (ids: readonly string[], ctx: Ctx): Promise<void> =>
  ctx.deps.queue.send(
    Array.from({ length: Math.ceil(ids.length / PIECE) }, (_, part) => ({
      job: 'customers.forget',
      ws: ctx.actor.ws,
      ids: ids.slice(part * PIECE, (part + 1) * PIECE),
    })),
  );

const forgetAll = async (job: Job, deps: Deps): Promise<void> => {
  const ctx = await jobCtx(job.ws, 'job:erasure', deps);
  if (!ctx || !Array.isArray(job['ids'])) return;
  for (const id of job['ids'])
    for (const { entity, without } of words)
      await eraseOne(entity, { ws: job.ws, id: String(id), without, once: true }, ctx);
};

export const customerJobs: Jobs = { 'customers.forget': forgetAll };
