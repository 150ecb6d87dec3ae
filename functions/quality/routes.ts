import { authorise } from '../../shared/access/authorise.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { touchedAt } from '../../shared/quality/freshness.ts';
import { qualityContracts, qualityOf, qualityReport, qualityWorst } from '../../shared/quality/quality.contract.ts';
import type { Mark } from '../../shared/quality/report.ts';
import { scoreOfMark } from '../../shared/quality/report.ts';
import { scoreOf } from '../../shared/quality/score.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { makeCursor, readCursor } from '../runtime/cursor.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { rowsOf, scoresFor, scoringOf } from './scores.ts';

/** The kind of record that is asked about. @throws Problem forbidden */
const asked = (name: string, ctx: Ctx): Entity => {
  const entity = entityOf(name);
  authorise(ctx.actor, `${entity.domain}:read`);
  return entity;
};

const report: Handler['handle'] = async (input, ctx) => {
  const entity = asked(input.query.entity, ctx);
  const scoring = await scoringOf(entity, ctx);
  const { report, seen, of } = await scoresFor(scoring, ctx);
  return { entity: entity.name, seen, of, ...report, staleAfterDays: scoring.standard.staleAfterDays };
};

interface Position {
  score: number;
  id: string;
}
const isAfter = (mark: Mark, { score, id }: Position): boolean => {
  const own = scoreOfMark(mark);
  return own > score || (own === score && mark.id > id);
};

const worst: Handler['handle'] = async (input: Input, ctx) => {
  const entity = asked(input.params.entity, ctx);
  const scoring = await scoringOf(entity, ctx);
  const { ownerId, limit, cursor } = input.query;
  const bound = `${ctx.actor.ws}\nquality\n${entity.name}\n${ctx.actor.id}\n${ownerId ?? ''}`;
  const after = readCursor<Position>(cursor, bound);
  const { marks } = await scoresFor(scoring, ctx);
  const left = marks.filter(
    (mark) =>
      scoreOfMark(mark) < 100 &&
      (ownerId === undefined || (mark.ownerId ?? '') === ownerId) &&
      (!after || isAfter(mark, after)),
  );
  const page = left.slice(0, limit);
  const rows = await rowsOf(
    entity,
    page.map((mark) => mark.id),
    ctx,
  );
  const fieldsIn = (mark: Mark, state: string) =>
    scoring.counted.filter((_, index) => mark.states[index] === state).map((one) => one.field);
  const last = page.at(-1);
  return {
    items: page.map((mark, index) => ({
      id: mark.id,
      title: String(rows[index]?.[entity.title] ?? mark.id),
      ...(mark.ownerId ? { ownerId: mark.ownerId } : {}),
      score: scoreOfMark(mark),
      stale: mark.stale,
      wrong: fieldsIn(mark, 'w'),
      missing: fieldsIn(mark, 'm'),
    })),
    ...(last && left.length > page.length
      ? { cursor: makeCursor({ score: scoreOfMark(last), id: last.id }, bound) }
      : {}),
  };
};

const one: Handler = {
  keys: (input) => [recordKey(input.params.workspaceId, input.params.id)],
  handle: async (input, ctx) => {
    const entity = asked(input.params.entity, ctx);
    const rec = loadedRecord(entity, input.params.id, ctx);
    const { counted, standard, today, country, now } = await scoringOf(entity, ctx);
    const { updatedAt, updatedBy, verifiedAt } = rec;
    const touched = { type: rec.type, values: rec.data, updatedAt, updatedBy, verifiedAt };
    return {
      ...scoreOf(touched, { counted, standard }, { now, today, defaultCountry: country }),
      touchedAt: touchedAt(touched),
      staleAfterDays: standard.staleAfterDays,
    };
  },
};

export const qualityRoutes: Routes[] = [
  {
    contracts: qualityContracts,
    handlers: { [qualityReport.id]: report, [qualityWorst.id]: worst, [qualityOf.id]: one },
  },
];
