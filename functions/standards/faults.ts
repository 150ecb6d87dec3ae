import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import type { EntityStandard, WorkspaceStandard } from '../../shared/standards/standard.ts';
import { isSafePattern } from './patterns.ts';

/** Largest standard, bytes: it is one item, and is read with every entry. */
const MAX_BYTES = 200_000;
/** So many bad patterns are told at once: each may take as long as it is allowed to. */
const MAX_BAD_PATTERNS = 5;

/** The paths that a standard can speak of; one that it demanded and nobody could fill would refuse every record. */
const pathsOf = (entity: Entity, standard: EntityStandard): ReadonlySet<string> =>
  new Set([
    ...Object.keys(entity.fields),
    ...Object.keys(entity.lines ?? {}).map((name) => `lines.${name}`),
    ...standard.custom.map(({ name }) => `custom.${name}`),
  ]);

const nameFaults = (name: string, standard: EntityStandard): FieldFault[] => {
  const at = `standard.${name}`;
  const known = pathsOf(entityOf(name), standard);
  const unknown = (place: string, path: string): FieldFault[] =>
    known.has(path) ? [] : [fault(`${at}.${place}`, 'unknown')];
  const names = standard.custom.map((field) => field.name);
  return [
    ...Object.keys(standard.fields).flatMap((path) => unknown(`fields.${path}`, path)),
    ...(standard.codeRule ? unknown('codeRule.field', standard.codeRule.field) : []),
    ...standard.sequences.flatMap((pair, index) =>
      pair.flatMap((path) => unknown(`sequences.${index}`, path)).slice(0, 1),
    ),
    ...names.flatMap((one, index) =>
      names.indexOf(one) < index ? [fault(`${at}.custom.${index}.name`, 'duplicate')] : [],
    ),
  ];
};

const patternFaults = (standards: WorkspaceStandard): FieldFault[] => {
  const faults: FieldFault[] = [];
  const patterns = Object.entries(standards).flatMap(([name, { fields, codeRule }]) => [
    ...Object.entries(fields).flatMap(([path, { pattern }]) =>
      pattern === undefined ? [] : [{ at: `standard.${name}.fields.${path}.pattern`, pattern }],
    ),
    ...(codeRule ? [{ at: `standard.${name}.codeRule.pattern`, pattern: codeRule.pattern }] : []),
  ]);
  for (const { at, pattern } of patterns) {
    if (!isSafePattern(pattern)) faults.push(fault(at, 'bad-format', 'a plain regular expression'));
    if (faults.length >= MAX_BAD_PATTERNS) break;
  }
  return faults;
};

/** What is wrong with a data standard beyond its form: names of nothing, patterns that never end, more than an item holds. */
export const faultsOfStandard = (standards: WorkspaceStandard): FieldFault[] => {
  if (Buffer.byteLength(JSON.stringify(standards)) > MAX_BYTES)
    return [fault('standard', 'too-long', `<= ${MAX_BYTES}`)];
  const names = Object.entries(standards).flatMap(([name, standard]) =>
    isEntity(name) ? nameFaults(name, standard) : [fault(`standard.${name}`, 'unknown')],
  );
  return names.length > 0 ? names : patternFaults(standards);
};
