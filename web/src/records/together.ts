import type { WebRecord } from '../lib/records.ts';

/** A field that two people changed to different values. */
export interface Clash {
  /** Name of the field; own ones of the workspace as `custom.<name>`. */
  field: string;
  theirs: unknown;
  mine: unknown;
}

/** An edit that was made on an older version of a record, laid on the present one. */
export interface Meeting {
  /** The edit as it is sent for the present version. */
  body: Record<string, unknown>;
  clashes: readonly Clash[];
}

const isNothing = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Whether two values say the same; an emptied field is one that was never filled. */
export const sameValue = (a: unknown, b: unknown): boolean => {
  if (isNothing(a) || isNothing(b)) return isNothing(a) && isNothing(b);
  if (!isObject(a) || !isObject(b)) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const names = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].every((name) => sameValue(a[name], b[name]));
};

const clashOf = (field: string, base: unknown, theirs: unknown, mine: unknown): Clash | undefined =>
  sameValue(base, theirs) || sameValue(theirs, mine) ? undefined : { field, theirs, mine };

const ownFields = (record: Pick<WebRecord, 'custom'>): Record<string, unknown> => record.custom ?? {};

/**
 * Lays an edit on what somebody else made of the record meanwhile. Fields that only the other changed are taken as they are now,
 * also those that travel together with an edited one; a field that both changed is a clash unless both mean the same.
 * @param base the record on which the edit was made
 * @param now the record as it is
 */
export const meet = (base: WebRecord, now: WebRecord, edit: Readonly<Record<string, unknown>>): Meeting => {
  const body: Record<string, unknown> = { ...edit };
  const clashes: Clash[] = [];
  const look = (field: string, ...values: [unknown, unknown, unknown]) => {
    const clash = clashOf(field, ...values);
    if (clash) clashes.push(clash);
  };
  for (const [name, mine] of Object.entries(edit)) {
    // The reason belongs to this edit alone.
    if (name === 'reason') continue;
    if (name !== 'custom' || !isObject(mine)) {
      look(name, base[name], now[name], mine);
      continue;
    }
    // Own fields are sent all together: only those that differ from what was read are this edit's.
    const before = ownFields(base);
    const touched = Object.entries(mine).filter(([field, value]) => !sameValue(value, before[field]));
    for (const [field, value] of touched) look(`custom.${field}`, before[field], ownFields(now)[field], value);
    body['custom'] = { ...ownFields(now), ...Object.fromEntries(touched) };
  }
  return { body, clashes };
};
