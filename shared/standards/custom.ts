import { isCalendarDate } from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import type { CustomField, EntityStandard } from './standard.ts';

const fits = (field: CustomField, value: unknown): boolean => {
  switch (field.type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
      return typeof value === 'boolean';
    case 'date':
      return typeof value === 'string' && isCalendarDate(value);
    case 'enum':
      return typeof value === 'string' && (field.values ?? []).includes(value);
  }
};

/** Faults of the workspace's own fields: one that is not declared, or a value of another type. */
export const customFaults = (standard: EntityStandard, custom: unknown): FieldFault[] =>
  Object.entries((custom ?? {}) as Record<string, unknown>).flatMap(([name, value]) => {
    if (value === null || value === undefined) return [];
    const field = standard.custom.find((one) => one.name === name);
    if (!field) return [fault(`custom.${name}`, 'unknown')];
    if (fits(field, value)) return [];
    return [
      field.type === 'enum'
        ? fault(`custom.${name}`, 'not-allowed-value', field.values?.join(', '))
        : fault(`custom.${name}`, 'type', field.type),
    ];
  });
