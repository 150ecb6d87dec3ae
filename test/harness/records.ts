import { entityOf } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { FieldInfo } from '../../shared/kernel/field.ts';
import { fieldsOf } from '../../shared/kernel/field.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';
import { defaultStandard, standardOf } from '../../shared/standards/standard.ts';
import type { Any, Person } from './world.ts';

type Body = Record<string, unknown>;

let made = 1000;
/** A number that was not given before in this process. */
export const nextNumber = (): number => ++made;

/** The same form with another number: C000123 becomes C001001. */
export const unique = (value: string): string => {
  const number = String(nextNumber());
  return /\d/.test(value)
    ? value.replace(/\d+(?!.*\d)/, (digits) => number.padStart(digits.length, '0'))
    : `${value}-${number}`;
};

/** The body with values of its own in the fields that no two records may share. */
export const withOwnKeys = (entity: Entity, body: Body): Body => ({
  ...body,
  ...Object.fromEntries(
    entity.keys.flatMap(({ field }) => (typeof body[field] === 'string' ? [[field, unique(body[field])]] : [])),
  ),
});

/** What a call answered, demanded to be a success. */
export const done = (reply: { status: number; body: Any; version: number }): Any => {
  if (reply.status >= 300) throw new Error(`answered ${reply.status} ${JSON.stringify(reply.body)}`);
  return reply.body;
};

/** Nothing, or what examples say for a record of the kind: `acc_1`. */
const isGap = (value: unknown, field: FieldInfo): boolean =>
  value === undefined || value === `${idPrefixes[field.ref!]}_1`;

const refsAskedFor = (entity: Entity): { lines: boolean; field: FieldInfo }[] => {
  const asked = standardOf(defaultStandard, entity.name).fields;
  const part = (lines: boolean) =>
    fieldsOf((lines ? entity.lines : entity.fields) ?? {}).map((field) => ({ lines, field }));
  return [...part(false), ...part(true)].filter(
    ({ lines, field }) =>
      field.ref &&
      (asked[`${lines ? 'lines.' : ''}${field.name}`]?.required ||
        (!lines && isGap(entity.example[field.name] ?? '', field))),
  );
};

/** What is sold on a line has no list price: its orders wait for a signature, whatever they cost. */
export const unlisted: Body = { price: undefined };

/** An entity's example as a body that is taken: keys of its own, and real records where the data standard asks for one. */
export const bodyFor = async (person: Person, entity: Entity, changes: Body = {}): Promise<Body> => {
  // Who asks twice from one line about one thing is a repeat, which is noted on the earlier enquiry.
  const line = entity.name === 'enquiry' ? { phone: `+86 139 ${String(nextNumber()).padStart(8, '0')}` } : {};
  const body: Body = { ...withOwnKeys(entity, structuredClone(entity.example)), ...line, ...changes };
  const lines = (body['lines'] as Body[] | undefined) ?? [];
  for (const { lines: inLines, field } of refsAskedFor(entity)) {
    const gaps = (inLines ? lines : [body]).filter((part) => isGap(part[field.name], field));
    if (gaps.length === 0) continue;
    const { id } = await makeRecord(person, entityOf(field.ref!), inLines ? unlisted : {});
    for (const part of gaps) part[field.name] = id;
  }
  return body;
};

/** A record made through the API from its entity's example. */
export const makeRecord = async (person: Person, entity: Entity, changes: Body = {}): Promise<Any> =>
  done(await person.call('POST', `/${entity.collection}`, { body: await bodyFor(person, entity, changes) }));
