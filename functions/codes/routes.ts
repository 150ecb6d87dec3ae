import { authorise, may } from '../../shared/access/authorise.ts';
import type { CodeRule, Series } from '../../shared/codes/code-rule.ts';
import { registerOf, segmentsOf, seriesOf } from '../../shared/codes/code-rule.ts';
import { codeContracts, getCodes, nextCode } from '../../shared/codes/codes.contract.ts';
import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { normaliseKey } from '../../shared/kernel/entity.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { codeForm } from '../../shared/matching/text-form.ts';
import { followsRule } from '../../shared/standards/check.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import type { Key } from '../../shared/table/keys.ts';
import { guardKey, numberKey } from '../../shared/table/keys.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, replayOf } from '../runtime/idempotency.ts';
import { standardsOf } from '../runtime/settings.ts';
import { WriteRefused } from '../runtime/table.ts';

/** Most records that are shown of those against the rule, and of those alike. */
const MAX_SHOWN = 100;
/** Tries in one request to get behind codes that records have already. */
const TRIES = 200;

interface Coded {
  entity: Entity;
  field: string;
  rule: CodeRule | undefined;
  rows: Iterable<Row>;
}

const codedOf = async (type: string, ctx: Ctx): Promise<Coded> => {
  const entity = entityOf(type);
  const rule = standardOf(await standardsOf(ctx.workspace, ctx.deps), type).codeRule;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  return { entity, field: rule?.field ?? 'code', rule, rows: view.rows.values() };
};

const textOf = (row: Row, field: string): string | undefined => {
  const value = row[field];
  return typeof value === 'string' && value.trim() !== '' && row['removedAt'] === undefined ? value : undefined;
};

const seriesFor = (rule: CodeRule | undefined, data: Record<string, unknown>, ctx: Ctx): Series | undefined => {
  const segments = rule && segmentsOf(rule);
  const year = localDate(ctx.now, ctx.workspace.timeZone).slice(0, 4);
  return segments && seriesOf(segments, { data, year });
};

const register = async (input: Input, ctx: Ctx) => {
  const { type } = input.query;
  // Names of all customers stand here, whosever they are.
  if (!may(ctx.actor.roles, `${entityOf(type).domain}:read`)) throw new Problem('forbidden');
  const { entity, field, rule, rows } = await codedOf(type, ctx);
  const shown = (row: Row) => ({
    id: row.id,
    code: String(row[field]),
    title: String(row[entity.title] ?? row.id),
    ...(row['archivedAt'] === undefined ? {} : { archived: true }),
  });
  const codes: string[] = [];
  const broken: Row[] = [];
  const spellings = new Map<string, Row[]>();
  let blank = 0;
  for (const row of rows) {
    const code = textOf(row, field);
    if (code === undefined) {
      if (row['removedAt'] === undefined && row['archivedAt'] === undefined && row['aliasOf'] === undefined) blank++;
      continue;
    }
    codes.push(code);
    if (row['archivedAt'] !== undefined || row['aliasOf'] !== undefined) continue;
    if (rule && !followsRule(rule, code)) broken.push(row);
    const form = codeForm(code);
    const same = spellings.get(form);
    if (same) same.push(row);
    else spellings.set(form, [row]);
  }
  const alike = [...spellings.values()].filter((same) => same.length > 1);
  const series = seriesFor(rule, {}, ctx);
  const found = series && registerOf(series, codes);
  return {
    type,
    field,
    ...(rule ? { rule: { pattern: rule.pattern, example: rule.example } } : {}),
    inUse: codes.length,
    blank,
    ...(found?.next ? { next: found.next } : {}),
    gaps: found?.gaps ?? [],
    broken: { total: broken.length, items: broken.slice(0, MAX_SHOWN).map(shown) },
    alike: { total: alike.length, items: alike.slice(0, MAX_SHOWN).map((same) => same.slice(0, 10).map(shown)) },
  };
};

/** A series goes on behind the highest code that a record has. Whoever else has brought it there, or further, has done so. */
const startBehind = async (key: Key, highest: number, ctx: Ctx): Promise<void> => {
  try {
    await ctx.table.write([{ op: 'advance', item: { ...key, last: highest }, field: 'last', below: highest }]);
  } catch (error) {
    if (!(error instanceof WriteRefused)) throw error;
  }
};

/** Takes a number of the series that no record has and nobody else was given. @throws Problem conflict */
const taken = async (series: Series, { entity, field, rows }: Coded, ctx: Ctx): Promise<string> => {
  const codes = [...rows].flatMap((row) => textOf(row, field) ?? []);
  const { highest } = registerOf(series, codes);
  const key = numberKey(ctx.actor.ws, `code:${entity.name}:${series.before}`);
  const natural = entity.keys.find((one) => one.field === field);
  await startBehind(key, highest, ctx);
  for (let tries = 1; tries <= TRIES; tries++) {
    const number = await ctx.table.increase(key);
    const code = series.code(number);
    if (String(number).length > series.digits) throw new Problem('conflict', 'All numbers of this series are used up.');
    const guard = natural && guardKey(ctx.actor.ws, entity.name, field, normaliseKey(natural, code));
    if (!guard || (await ctx.table.get(guard)) === undefined) return code;
  }
  throw new Problem('busy');
};

const next = async (input: Input, ctx: Ctx) => {
  const { type, data = {} } = input.body;
  authorise(ctx.actor, `${entityOf(type).domain}:write`);
  const [key] = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  const known = key && (await ctx.table.get(key));
  if (known) return { code: replayOf(nextCode.id, input, known) };
  const coded = await codedOf(type, ctx);
  const series = seriesFor(coded.rule, data, ctx);
  if (!series) {
    const asks = coded.rule?.segments?.flatMap((part) => (part.kind === 'field' ? [part.field] : [])) ?? [];
    throw asks.length > 0
      ? new Problem(
          'invalid-input',
          undefined,
          asks.map((field) => fault(`data.${field}`, 'required')),
        )
      : new Problem('conflict', 'The code rule of this kind has no number that could be counted on.');
  }
  const code = await taken(series, coded, ctx);
  const once = idempotencyWrite(nextCode.id, input, ctx, code);
  if (once.length === 0) return { code };
  try {
    await ctx.table.write(once);
    return { code };
  } catch (error) {
    if (!(error instanceof WriteRefused) || !error.existing) throw error;
    return { code: replayOf(nextCode.id, input, error.existing) };
  }
};

/** The register of codes, and the next one of a series. */
export const codeRoutes: Routes[] = [
  { contracts: codeContracts, handlers: { [getCodes.id]: register, [nextCode.id]: next } },
];
