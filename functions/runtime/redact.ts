import type { Actor } from '../../shared/access/actor.ts';
import { sees } from '../../shared/access/authorise.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { entityFields } from '../../shared/kernel/entity.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';

type Body = Record<string, unknown>;

const hiddenFields = (fields: ReturnType<typeof fieldsOf>, actor: Actor): string[] =>
  fields.filter((field) => field.sensitive && !sees(actor.roles, field.sensitive)).map((field) => field.name);

/** Fields of an entity that the actor may not see (cost, credit). */
export const hiddenFrom = (entity: Entity, actor: Actor): { fields: string[]; lines: string[] } => ({
  fields: hiddenFields(entityFields(entity), actor),
  lines: entity.lines ? hiddenFields(fieldsOf(entity.lines), actor) : [],
});

/** Takes what the actor may not see out of a record in API form; the record is changed in place. */
export const redact = (record: Body, hidden: { fields: string[]; lines: string[] }): Body => {
  for (const name of hidden.fields) delete record[name];
  for (const mark of ['pending', 'unreviewed']) {
    const marked = record[mark] as Body | undefined;
    if (!marked || hidden.fields.length === 0) continue;
    const shown = Object.entries(marked).filter(([name]) => !hidden.fields.includes(name));
    if (shown.length > 0) record[mark] = Object.fromEntries(shown);
    else delete record[mark];
  }
  const raw = record['asImported'] as Record<string, string> | undefined;
  if (raw && hidden.fields.length + hidden.lines.length > 0) {
    const shown = Object.entries(raw).filter(
      ([path]) => ![...hidden.fields, ...hidden.lines].includes(path.split('.').at(-1)!),
    );
    if (shown.length > 0) record['asImported'] = Object.fromEntries(shown);
    else delete record['asImported'];
  }
  if (hidden.lines.length > 0 && Array.isArray(record['lines'])) {
    record['lines'] = (record['lines'] as Body[]).map((line) =>
      Object.fromEntries(Object.entries(line).filter(([name]) => !hidden.lines.includes(name))),
    );
  }
  return record;
};

/** Changes that a request asks for, without the values of fields that the actor may not see. */
const shownChanges = (changes: readonly Body[], hidden: { fields: string[]; lines: string[] }): Body[] => {
  const line = (value: unknown) =>
    Array.isArray(value)
      ? value.map((one: Body) =>
          Object.fromEntries(Object.entries(one).filter(([name]) => !hidden.lines.includes(name))),
        )
      : value;
  return changes
    .filter((change) => !hidden.fields.includes(String(change['field'])))
    .map((change) =>
      change['field'] === 'lines'
        ? { ...change, before: line(change['before']), after: line(change['after']) }
        : change,
    );
};

/** Takes quoted values out of a record (a finding) whose subject's field the actor may not see; changed in place. */
export const redactQuotes = (entity: Entity, record: Body, actor: Actor): Body => {
  const subject = record['subjectType'];
  if (!entity.quotes || !isEntity(subject)) return record;
  const hidden = hiddenFrom(entityOf(subject), actor);
  if (Array.isArray(record['changes'])) record['changes'] = shownChanges(record['changes'] as Body[], hidden);
  const field =
    String(record['locator'] ?? '')
      .split('.')
      .at(-1) ?? '';
  if ([...hidden.fields, ...hidden.lines].includes(field)) for (const name of entity.quotes) delete record[name];
  return record;
};

/** Quoting fields that an actor may not search by: whoever may not see all that is quoted could guess it. */
export const unsearchable = (entity: Entity, actor: Actor): readonly string[] =>
  entity.quotes && !(sees(actor.roles, 'cost') && sees(actor.roles, 'credit')) ? entity.quotes : [];
