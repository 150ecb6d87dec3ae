import type { Projection } from '../kernel/projection.ts';
import { defineProjection } from '../kernel/projection.ts';
import { localMonth } from '../kernel/time.ts';
import { alive, flow, gauge, text } from '../review/contribute.ts';

/** By month: `held`, `passed`, `failed`, and `kind|<kind>`. */
export const INTERVIEWS = 'interviews';
/** At present: planned ones by the day by which they are to be held. */
export const INTERVIEWS_DUE = 'interviews.due';
/** By month and process: `held|<team>`, `passed|<team>`. */
export const knowledgePrefix = 'interviews.by#';
/** By month and process: `q|<key of the question>`, how often it was answered wrong. */
export const wrongPrefix = 'interviews.wrong#';

/** Interviews by the month in which they were held (AUD-6); what is planned by its day. */
export const interviewCounts = defineProjection({
  id: INTERVIEWS,
  types: ['interview'],
  contribute: (rec, { timeZone }) => {
    if (!alive(rec)) return [];
    const due = text(rec, 'dueOn');
    if (rec.data['status'] === 'planned') return due ? [gauge(INTERVIEWS_DUE, due)] : [];
    const [held, result] = [text(rec, 'heldAt'), text(rec, 'result')];
    if (!held || !result) return [];
    const month = localMonth(held, timeZone);
    const process = text(rec, 'processKey') ?? '';
    const team = text(rec, 'memberTeam') ?? '';
    const wrong = (rec.lines ?? []).filter((line) => line['judgement'] === 'wrong');
    return [
      flow(month, INTERVIEWS, 'held'),
      flow(month, INTERVIEWS, result),
      flow(month, INTERVIEWS, `kind|${text(rec, 'kind') ?? ''}`),
      flow(month, `${knowledgePrefix}${process}`, `held|${team}`),
      ...(result === 'passed' ? [flow(month, `${knowledgePrefix}${process}`, `passed|${team}`)] : []),
      ...wrong.map((line) => flow(month, `${wrongPrefix}${process}`, `q|${String(line['key'] ?? '')}`)),
    ];
  },
});

/** The counters of interviews: a part of the list in shared/review/projections.ts. */
export const interviewProjections: readonly Projection[] = [interviewCounts];
