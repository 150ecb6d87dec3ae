import { scopePartition } from '../../shared/access/authorise.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import type { Touched } from '../../shared/quality/freshness.ts';
import { freshnessOf, staleAt } from '../../shared/quality/freshness.ts';
import type { Mark, Report } from '../../shared/quality/report.ts';
import { reportOf, scoreOfMark, stateCode } from '../../shared/quality/report.ts';
import type { Counted } from '../../shared/quality/score.ts';
import { completenessOf, countedFields, fieldScores } from '../../shared/quality/score.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { selects } from '../../shared/search/query.ts';
import type { EntityStandard } from '../../shared/standards/standard.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import type { Ctx } from '../runtime/http.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';

/** Records that are scored for a request go on for so long (ms); the next one goes on from there. */
const AT_MOST = 4_000;
/** Records between two looks at the time. */
const STRIDE = 500;
/** Reports of a view that are kept: by who sees what of it. */
const KEPT = 20;

/** By what the records of a kind are scored for a reader. */
export interface Scoring {
  entity: Entity;
  standard: EntityStandard;
  counted: readonly Counted[];
  hidden: string;
  today: string;
  country: string;
  now: string;
}

/** By what the caller's records of a kind are scored. */
export const scoringOf = async (entity: Entity, ctx: Ctx): Promise<Scoring> => {
  const standard = standardOf(await standardsOf(ctx.workspace, ctx.deps), entity.name);
  const hidden = hiddenFrom(entity, ctx.actor).fields;
  return {
    entity,
    standard,
    counted: countedFields(entity, standard, hidden),
    hidden: hidden.join(),
    today: localDate(ctx.now, ctx.workspace.timeZone),
    country: ctx.workspace.country,
    now: ctx.now,
  };
};

/** How a row's fields stand, by its standard and who reads: a row that changes is another object. */
interface Known {
  standard: EntityStandard;
  hidden: string;
  states: string;
  completeness: number;
}
const known = new WeakMap<Row, Known>();

const fieldsKnown = (row: Row, scoring: Scoring): Known => {
  const kept = known.get(row);
  if (kept && kept.standard === scoring.standard && kept.hidden === scoring.hidden) return kept;
  const { counted, standard, hidden, now, today, country } = scoring;
  const fields = fieldScores(counted, row, standard, { now, today, defaultCountry: country });
  const made: Known = {
    standard,
    hidden,
    states: fields.map((one) => stateCode(one.state)).join(''),
    completeness: completenessOf(fields),
  };
  known.set(row, made);
  return made;
};

const touchedRow = (row: Row, type: string): Touched => ({
  type,
  values: row,
  updatedAt: String(row['updatedAt']),
  updatedBy: String(row['updatedBy']),
  verifiedAt: row['verifiedAt'] as string | undefined,
});

const markOf = (row: Row, scoring: Scoring): Mark => {
  const { standard, now, entity } = scoring;
  const stale = staleAt(touchedRow(row, entity.name), standard.staleAfterDays);
  const { states, completeness } = fieldsKnown(row, scoring);
  return {
    id: row.id,
    ownerId: row['ownerId'] as string | undefined,
    teamId: row['teamId'] as string | undefined,
    completeness,
    freshness: stale === undefined ? undefined : freshnessOf(stale, standard.staleAfterDays, now),
    stale: stale !== undefined && stale <= now,
    states,
  };
};

/** What is kept of a view: its records scored, the worst first, and their report. */
export interface Scores {
  marks: Mark[];
  report: Report;
  seen: number;
  of: number;
}

interface Cached extends Scores {
  revision: number;
  standard: EntityStandard;
}
const cache = new WeakMap<ListView, Map<string, Cached>>();

const worstFirst = (a: Mark, b: Mark): number => scoreOfMark(a) - scoreOfMark(b) || (a.id < b.id ? -1 : 1);

/**
 * The scores of the caller's records of a kind, from the list in memory. They are kept until the list, the standard or the day is
 * another one; of very many records a part is scored with each request.
 */
export const scoresFor = async (scoring: Scoring, ctx: Ctx): Promise<Scores> => {
  const { entity, standard, hidden, today } = scoring;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
  const partition = scopePartition(ctx.actor, entity);
  const name = `${partition}|${hidden}|${today}`;
  const kept = cache.get(view) ?? new Map<string, Cached>();
  cache.set(view, kept);
  const found = kept.get(name);
  if (found && found.revision === view.revision && found.standard === standard) return found;
  const selected = selects({ conditions: [], archived: 'no' });
  const rows = [...view.partition(partition)].filter((row) => selected(row));
  const marks: Mark[] = [];
  const until = performance.now() + AT_MOST;
  for (const [index, row] of rows.entries()) {
    if (index % STRIDE === 0 && performance.now() > until) break;
    marks.push(markOf(row, scoring));
  }
  marks.sort(worstFirst);
  const made = { marks, report: reportOf(marks, scoring.counted), seen: marks.length, of: rows.length };
  if (made.seen < made.of) return made;
  if (kept.size >= KEPT) kept.delete(kept.keys().next().value!);
  kept.set(name, { ...made, revision: view.revision, standard });
  return made;
};

/** Rows of a view by id. */
export const rowsOf = async (entity: Entity, ids: readonly string[], ctx: Ctx): Promise<(Row | undefined)[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, entity.name, ctx.table);
  return ids.map((id) => view.rows.get(id));
};
