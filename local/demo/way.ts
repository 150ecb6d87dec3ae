import type { Role } from '../../shared/access/permissions.ts';
import { entityOf } from '../../shared/entities.ts';
import type { StepRecord } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { decide } from '../../shared/process/approval.ts';
import { applyAction, begin } from '../../shared/process/engine.ts';
import type { Outcome } from '../../shared/process/moves.ts';
import { move } from '../../shared/process/moves.ts';
import type { Governed, StepActor } from '../../shared/process/standing.ts';
import { processes } from '../../shared/processes.ts';
import { ZONE } from './calendar.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import type { Company, Walked } from './walk.ts';
import { workingHours } from './walk.ts';

/** Something that somebody did with a document: a step, a signature, or what the system itself led to. */
export interface Leg {
  by: PersonKey;
  /** ISO UTC. */
  at: string;
  action?: string;
  verdict?: 'approve' | 'reject' | 'send-back';
  /** Where the system leads it. */
  to?: string;
  comment?: string;
  /** What was filled in before. */
  data?: Record<string, unknown>;
}

const governedOf = (rec: Rec): Governed => {
  const process = entityOf(rec.type).process!;
  const definition = processes.find((one) => one.id === process.of(rec.data))!;
  return { definition, version: 0, field: process.field, enforcement: 'enforced' };
};

const actorOf = (key: PersonKey, { members }: Company): StepActor => {
  const { role } = people.find((one) => one.key === key)!;
  return { kind: 'member', id: members[key].id, teamId: members[key].team, roles: [role as Role], via: 'web' };
};

/** What the entity works out from the fields, as a step's own write would. */
const derived = (next: Rec, previous: Rec, at: string): Rec => {
  const content = entityOf(next.type).derive?.({ data: next.data, lines: next.lines }, previous, at);
  return content ? { ...next, data: content.data, ...(content.lines ? { lines: content.lines } : {}) } : next;
};

/**
 * A document with the way that it has gone, each step by whom and when. The story is ours: a step that the process refuses is a
 * mistake in it. @throws Error
 */
export const wayOf = (rec: Rec, legs: readonly Leg[], company: Company): Walked => {
  const governed = governedOf(rec);
  const steps: StepRecord[] = [];
  let doc = rec;
  const contextOf = (by: PersonKey, at: string) => ({
    actor: actorOf(by, company),
    world: {
      now: at,
      today: localDate(at, ZONE),
      currency: 'CNY',
      calendar: workingHours,
      ref: (id: string) => company.refs?.get(id),
    },
  });
  const take = (outcome: Outcome, at: string): void => {
    if (!outcome.ok) throw new Error(`${rec.id}: ${outcome.refusals.map((one) => one.en).join(' ')}`);
    doc = derived(outcome.rec, doc, at);
    steps.push(...outcome.steps);
  };
  const author = people.find(({ key }) => company.members[key].id === rec.createdBy)!.key;
  take(
    begin(governed, { ...rec, data: { ...rec.data, [governed.field]: undefined } }, contextOf(author, rec.createdAt)),
    rec.createdAt,
  );
  for (const { by, at, action, verdict, to, comment, data } of legs) {
    if (data) doc = derived({ ...doc, data: { ...doc.data, ...data } }, doc, at);
    const context = contextOf(by, at);
    const said = comment === undefined ? {} : { comment };
    if (verdict) take(decide(governed, doc, { verdict, ...said }, context), at);
    else if (to) take(move(governed, doc, { to, step: { action: action ?? 'set', ...said } }, context), at);
    else take(applyAction(governed, doc, { action, ...said }, context), at);
  }
  return { governed, steps, rec: doc };
};
