import type { FieldFault } from '../../../shared/kernel/problem.ts';

import { patternOf } from '../../../shared/standards/check.ts';
import type {
  CustomField,
  EntityStandard,
  FieldStandard,
  WorkspaceStandard,
} from '../../../shared/standards/standard.ts';
import type { Words } from '../i18n/index.tsx';

/** What this page itself sees to be wrong, beyond what the server refuses. */
export type OwnFault = keyof Words['standards']['wrong'];

/** A fault of the page, or one of the server in its own words. */
export type Fault = { kind: 'own'; code: OwnFault } | { kind: 'server'; fault: FieldFault };

export type Faults = ReadonlyMap<string, Fault>;

const own = (code: OwnFault): Fault => ({ kind: 'own', code });

/** Where a fault stands, as the server names it: `standard.account.fields.phone.pattern`. */
export const placeOf = (entity: string, part: string): string => `standard.${entity}.${part}`;

const codeFaults = ({ codeRule }: EntityStandard): [string, Fault][] => {
  if (!codeRule) return [];
  if (codeRule.pattern === '') return [['codeRule.pattern', own('patternEmpty')]];
  const pattern = patternOf(codeRule.pattern);
  if (!pattern) return [['codeRule.pattern', own('pattern')]];
  return pattern.test(codeRule.example) ? [] : [['codeRule.example', own('example')]];
};

const fieldFault = (path: string, rule: FieldStandard): [string, Fault][] => {
  const at = (part: string) => `fields.${path}.${part}`;
  const pattern = rule.pattern ? patternOf(rule.pattern) : undefined;
  const { allowed } = rule;
  return [
    ...(rule.pattern && !pattern ? [[at('pattern'), own('pattern')] as [string, Fault]] : []),
    ...(rule.example && pattern && !pattern.test(rule.example)
      ? [[at('example'), own('example')] as [string, Fault]]
      : []),
    ...(rule.example && allowed && !allowed.includes(rule.example)
      ? [[at('example'), own('exampleNotAllowed')] as [string, Fault]]
      : []),
    // A correction towards a value that is itself refused would be wrong advice.
    ...(allowed && Object.values(rule.corrections ?? {}).some((right) => !allowed.includes(right))
      ? [[at('corrections'), own('correctionNotAllowed')] as [string, Fault]]
      : []),
  ];
};

const customFaults = (field: CustomField, index: number, all: readonly CustomField[]): [string, Fault][] => {
  const at = (part: string) => `custom.${index}.${part}`;
  const faults: [string, Fault][] = [];
  if (!/^[a-z][A-Za-z0-9]{0,39}$/.test(field.name)) faults.push([at('name'), own('customName')]);
  else if (all.findIndex((one) => one.name === field.name) < index) faults.push([at('name'), own('customTwice')]);
  if (field.label.zh.trim() === '') faults.push([at('label.zh'), own('customLabel')]);
  if (field.label.en.trim() === '') faults.push([at('label.en'), own('customLabel')]);
  const chooses = field.type === 'enum' || field.type === 'multiEnum';
  if (chooses && (field.values ?? []).length === 0) faults.push([at('values'), own('customValues')]);
  if (field.type === 'money' && !/^[A-Z]{3}$/.test(field.currency ?? ''))
    faults.push([at('currency'), own('customCurrency')]);
  if (field.min !== undefined && field.max !== undefined && field.min > field.max)
    faults.push([at('max'), own('customBounds')]);
  return faults;
};

const sequenceFaults = ({ sequences }: EntityStandard): [string, Fault][] =>
  sequences.flatMap(([first, second], index) => {
    const at = `sequences.${index}`;
    if (first === '' || second === '') return [[at, own('sequenceEmpty')] as [string, Fault]];
    if (first === second) return [[at, own('sequenceSame')] as [string, Fault]];
    return first.startsWith('lines.') === second.startsWith('lines.')
      ? []
      : [[at, own('sequenceMixed')] as [string, Fault]];
  });

/** Everything that can be seen to be wrong before the server is asked, by place. */
export const draftFaults = (standard: WorkspaceStandard): Faults =>
  new Map(
    Object.entries(standard).flatMap(([name, entity]) =>
      [
        ...codeFaults(entity),
        ...Object.entries(entity.fields).flatMap(([path, rule]) => fieldFault(path, rule)),
        ...sequenceFaults(entity),
        ...entity.custom.flatMap(customFaults),
      ].map(([part, one]) => [placeOf(name, part), one] as const),
    ),
  );

/** Faults of the server under the places of this page. A place below one of ours (`…allowed.3`) counts as ours. */
export const serverFaults = (faults: readonly FieldFault[]): Faults =>
  new Map(
    faults.map((one) => [
      one.field.replace(/\.(allowed|corrections|values)\..+$/, '.$1'),
      // Whether it is a pattern at all was seen here; what is left is one that takes too long.
      one.code === 'bad-format' && one.field.endsWith('.pattern')
        ? own('patternSlow')
        : { kind: 'server' as const, fault: one },
    ]),
  );

/** The first fault at a place or below it. */
export const faultAt = (faults: Faults, place: string): Fault | undefined => {
  const exact = faults.get(place);
  if (exact) return exact;
  for (const [where, one] of faults) if (where.startsWith(`${place}.`)) return one;
  return undefined;
};

/** Faults of an entity, for the mark on its tab. */
export const faultCount = (faults: Faults, entity: string): number =>
  [...faults.keys()].filter((where) => where.startsWith(`standard.${entity}.`)).length;
