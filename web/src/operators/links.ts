import { entityOf } from '../../../shared/entities.ts';
import type { IdKind } from '../../../shared/kernel/id.ts';
import { addMonths, startOfDay } from '../../../shared/kernel/time.ts';
import { enteredTypes } from '../../../shared/operators/projection.ts';

const address = (path: string, filters: readonly string[]): string => {
  const params = new URLSearchParams();
  for (const filter of filters) params.append('filter', filter);
  return `${path}?${params}`;
};

const span = (field: string, month: string, timeZone: string): string[] => [
  `${field}:gte:${startOfDay(`${month}-01`, timeZone)}`,
  `${field}:lt:${startOfDay(`${addMonths(month, 1)}-01`, timeZone)}`,
];

/** Whose work of which month. */
export interface Of {
  memberId: string;
  month: string;
  timeZone: string;
}

/** The records of a kind that somebody entered in a month. */
export const enteredHref = (type: string, { memberId, month, timeZone }: Of): string =>
  address(`/${entityOf(type as IdKind).collection}`, [
    `createdBy:eq:${memberId}`,
    ...span('createdAt', month, timeZone),
  ]);

/** The findings of a rule that were opened on what is somebody's in a month. */
export const findingsHref = (rule: string, { memberId, month, timeZone }: Of): string =>
  address('/findings', [
    `ownerId:eq:${memberId}`,
    `rule:eq:${rule}`,
    `subjectType:in:${enteredTypes.join('|')}`,
    ...span('openedAt', month, timeZone),
  ]);

/** The steps of a process that somebody took in a month, as conformance tells of them. */
export const stepsHref = (process: string, { memberId, month }: Of): string =>
  `/conformance?${new URLSearchParams({ process, member: memberId, month })}`;

/** The place where a fault is put right: the board, open on what it found on this record. */
export const fixHref = ({ subjectId, rule }: { subjectId: string; rule: string }): string =>
  address('/findings', [`subjectId:eq:${subjectId}`, `rule:eq:${rule}`]);
