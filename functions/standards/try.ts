import { entityOf } from '../../shared/entities.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { columnValue } from '../../shared/search/query.ts';
import { entryFaults } from '../../shared/standards/check.ts';
import { customFaults } from '../../shared/standards/custom.ts';
import type { EntityStandard } from '../../shared/standards/standard.ts';
import { standardOf } from '../../shared/standards/standard.ts';
import type { tryStandard } from '../../shared/standards/standards.contract.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { hiddenFrom } from '../runtime/redact.ts';
import { standardsOf } from '../runtime/settings.ts';
import { faultsOfStandard } from './faults.ts';

/** Records that are shown of each fault. */
const MAX_SAMPLES = 10;
/** A try that takes longer (ms) says of how many records it speaks: nobody waits longer for a number. */
const LIMIT = 4_000;
const LOOK_AT_CLOCK = 500;

interface Found {
  code: string;
  count: number;
  samples: { id: string; title: string; value?: string; expected?: string }[];
}

/** A list row holds no lines and no long texts: what a standard says of those is left out, and named. */
const readable = (standard: EntityStandard, entityName: string): { standard: EntityStandard; left: string[] } => {
  const entity = entityOf(entityName);
  const columns = new Set(entityFields(entity).flatMap(({ name, type }) => (type === 'longText' ? [] : [name])));
  const isRead = (path: string) => path.startsWith('custom.') || columns.has(path);
  return {
    standard: {
      ...standard,
      fields: Object.fromEntries(Object.entries(standard.fields).filter(([path]) => isRead(path))),
      sequences: standard.sequences.filter((pair) => pair.every(isRead)),
    },
    left: [...Object.keys(standard.fields), ...standard.sequences.flat()].filter((path) => !isRead(path)),
  };
};

const text = (value: unknown): string | undefined =>
  value === undefined || value === null || value === '' ? undefined : String(value).slice(0, 100);

/** Runs a draft of a kind's data standard over what there is, beside the one in force. Nothing is written. @throws Problem invalid-input */
export const tryDraft = async (input: Input, ctx: Ctx) => {
  const { entity: type, standard: draft } = input.body as { entity: string; standard: EntityStandard };
  const faults = faultsOfStandard({ [type]: draft });
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  await claimKey('standards.try', input, ctx);
  const entity = entityOf(type);
  const inForce = readable(standardOf(await standardsOf(ctx.workspace, ctx.deps), type), type).standard;
  const wanted = readable(draft, type);
  const hidden = hiddenFrom(entity, ctx.actor).fields;
  const { country, timeZone } = ctx.workspace;
  const context = { now: ctx.now, today: localDate(ctx.now, timeZone), defaultCountry: country };
  const faultsIn = (standard: EntityStandard, row: Row): FieldFault[] => {
    const data = row as unknown as Record<string, unknown>;
    return [...entryFaults({ standard, data }, context), ...customFaults(standard, data['custom'])];
  };
  const fields = new Map<string, { now: number; before: number; byCode: Map<string, Found> }>();
  const fieldOf = (name: string) => {
    const known = fields.get(name) ?? { now: 0, before: 0, byCode: new Map<string, Found>() };
    fields.set(name, known);
    return known;
  };
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  const started = performance.now();
  let checked = 0;
  let atFault = 0;
  let whole = true;
  for (const row of view.rows.values()) {
    if (row['archivedAt'] !== undefined || row['removedAt'] !== undefined || row['aliasOf'] !== undefined) continue;
    if (checked % LOOK_AT_CLOCK === 0 && performance.now() - started > LIMIT) {
      whole = false;
      break;
    }
    checked++;
    const found = faultsIn(wanted.standard, row);
    if (found.length > 0) atFault++;
    for (const { field } of new Map(faultsIn(inForce, row).map((one) => [one.field, one])).values())
      fieldOf(field).before++;
    const told = new Set<string>();
    for (const one of found) {
      const field = fieldOf(one.field);
      if (!told.has(one.field)) field.now++;
      told.add(one.field);
      const kind = field.byCode.get(one.code) ?? { code: one.code, count: 0, samples: [] };
      field.byCode.set(one.code, kind);
      kind.count++;
      // Whoever may not see a field must not find out by a rule of their own which records have what.
      if (kind.samples.length === MAX_SAMPLES || hidden.includes(one.field)) continue;
      const value = text(columnValue(row, one.field));
      kind.samples.push({
        id: row.id,
        title: String(row[entity.title] ?? row.id),
        ...(value === undefined ? {} : { value }),
        ...(one.expected === undefined ? {} : { expected: one.expected }),
      });
    }
  }
  return {
    checked,
    whole,
    atFault,
    left: [...new Set(wanted.left)],
    fields: [...fields].map(([field, { now, before, byCode }]) => ({
      field,
      now,
      before,
      faults: [...byCode.values()],
    })),
  } satisfies typeof tryStandard.output._output;
};
