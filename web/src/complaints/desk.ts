import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { isPersonal, personInCharge } from '../../../shared/process/standing.ts';
import type { WebRecord } from '../lib/records.ts';

/** Whose turn it is with a document: a person or a role; nothing where it is nobody's. */
export type Turn = { person: string } | { role: string } | undefined;

/** Whose turn it is by the document's process, told from its row in a list. */
export const turnOf = (definition: ProcessDefinition, row: WebRecord, field: string): Turn => {
  const state = definition.states.find((one) => one.id === row[field]);
  if (!state || state.final || !state.responsible) return undefined;
  if (!isPersonal(state.responsible)) return { role: state.responsible };
  const person = personInCharge(state, { ownerId: row.ownerId, data: row });
  return person === undefined ? undefined : { person };
};

/** Fields by which the process names a person, the owner first: who has a turn stands in one of them. */
export const turnFields = (definition: ProcessDefinition): string[] => [
  'ownerId',
  ...new Set(
    definition.states.flatMap(({ responsible }) =>
      responsible?.startsWith('field:') ? [responsible.slice('field:'.length)] : [],
    ),
  ),
];

/** States in which something is left to do. */
export const openStates = (definition: ProcessDefinition): string[] =>
  definition.states.filter((one) => !one.final).map((one) => one.id);

/** States that are somebody's turn by one of these roles, and those that are passed up to one of them when they are late. */
export const roleStates = (
  definition: ProcessDefinition,
  roles: readonly string[],
): { own: string[]; passedUp: string[] } => {
  const open = definition.states.filter((one) => !one.final);
  return {
    own: open.filter(({ responsible }) => responsible && roles.includes(responsible)).map((one) => one.id),
    passedUp: open.filter(({ escalateTo }) => escalateTo && roles.includes(escalateTo)).map((one) => one.id),
  };
};

const due = (row: WebRecord): string => (typeof row['stepDue'] === 'string' ? row['stepDue'] : '9999');

/** Rows of several lists once each, the most pressing first; what is due nowhere stands last. */
export const mostPressing = (rows: readonly WebRecord[]): WebRecord[] =>
  [...new Map(rows.map((row) => [row.id, row])).values()].sort(
    (a, b) => due(a).localeCompare(due(b)) || a.id.localeCompare(b.id),
  );
