import { entityFields } from '../kernel/entity.ts';
import { factFields } from './facts.ts';
import { lead } from './lead.ts';

/** Names that the conditions of scoring and assignment may use: what is entered of a lead, facts, and the workspace's own fields. */
export const columnsOf = (custom: readonly string[]): ReadonlySet<string> =>
  new Set([
    ...entityFields(lead)
      .filter((field) => !field.computed && field.name !== 'status' && field.name !== 'deadReason')
      .map((field) => field.name),
    ...Object.keys(factFields),
    'source',
    ...custom.map((name) => `custom.${name}`),
  ]);
