import { patternOfSegments } from '../../shared/codes/code-rule.ts';
import { entityOf, isEntity } from '../../shared/entities.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault } from '../../shared/kernel/problem.ts';
import type { CustomField, EntityStandard, WorkspaceStandard } from '../../shared/standards/standard.ts';
import { customRefs } from '../../shared/standards/standard.ts';
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

/** What a field of the workspace's own lacks, or has too much of, for its kind. */
const customFieldFaults = (field: CustomField, at: string): FieldFault[] => {
  const chooses = field.type === 'enum' || field.type === 'multiEnum';
  const { min, max, values = [] } = field;
  return [
    ...(chooses && values.length === 0 ? [fault(`${at}.values`, 'required')] : []),
    ...(new Set(values).size < values.length ? [fault(`${at}.values`, 'duplicate')] : []),
    ...(field.type === 'ref' && !field.ref ? [fault(`${at}.ref`, 'required', customRefs.join(', '))] : []),
    ...(field.type === 'money' && !field.currency ? [fault(`${at}.currency`, 'required', 'CNY')] : []),
    ...(field.currency && !isCurrency(field.currency) ? [fault(`${at}.currency`, 'not-allowed-value')] : []),
    ...(min !== undefined && max !== undefined && min > max ? [fault(`${at}.max`, 'too-small', `>= ${min}`)] : []),
  ];
};

const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

const nameFaults = (name: string, standard: EntityStandard): FieldFault[] => {
  const at = `standard.${name}`;
  const known = pathsOf(entityOf(name), standard);
  const unknown = (place: string, path: string): FieldFault[] =>
    known.has(path) ? [] : [fault(`${at}.${place}`, 'unknown')];
  const names = standard.custom.map((field) => field.name);
  return [
    ...Object.keys(standard.fields).flatMap((path) => unknown(`fields.${path}`, path)),
    ...(standard.codeRule ? unknown('codeRule.field', standard.codeRule.field) : []),
    ...segmentFaults(name, standard),
    ...standard.sequences.flatMap((pair, index) =>
      pair.flatMap((path) => unknown(`sequences.${index}`, path)).slice(0, 1),
    ),
    ...names.flatMap((one, index) =>
      names.indexOf(one) < index ? [fault(`${at}.custom.${index}.name`, 'duplicate')] : [],
    ),
    ...standard.custom.flatMap((field, index) => customFieldFaults(field, `${at}.custom.${index}`)),
  ];
};

/** The parts of a code make its pattern: two that contradict each other would make codes that the rule refuses. */
const segmentFaults = (name: string, { codeRule }: EntityStandard): FieldFault[] => {
  if (!codeRule?.segments) return [];
  const { segments, pattern } = codeRule;
  const at = `standard.${name}.codeRule`;
  const wanted = patternOfSegments(segments);
  return [
    ...segments.flatMap((segment, index) =>
      segment.kind === 'field' && !Object.hasOwn(entityOf(name).fields, segment.field)
        ? [fault(`${at}.segments.${index}.field`, 'unknown')]
        : [],
    ),
    ...(segments.filter(({ kind }) => kind === 'number').length === 1
      ? []
      : [fault(`${at}.segments`, 'bad-format', 'exactly one number')]),
    ...(pattern === wanted ? [] : [fault(`${at}.pattern`, 'bad-format', wanted)]),
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
