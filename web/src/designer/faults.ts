import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { processDefinition } from '../../../shared/kernel/process.ts';
import { checkDefinition } from '../../../shared/process/check.ts';
import type { CheckFacts } from '../../../shared/process/check-facts.ts';
import type { DefinitionFault } from '../../../shared/process/process.contract.ts';
import type { GraphKey } from '../process-graph/layout.ts';
import type { GraphMark } from '../process-graph/lazy.ts';

export type { DefinitionFault };

/** The part of the definition that a fault is in; none for the process as a whole. */
export const keyOfFault = (at: string): GraphKey | undefined => {
  const [list, id] = at.split('.');
  if (id === undefined) return undefined;
  if (list === 'states') return `state:${id}`;
  return list === 'transitions' ? `transition:${id}` : undefined;
};

const formWords = {
  text: {
    en: 'A text is empty or too long, in English or in Chinese.',
    zh: '中文或英文文字为空，或超出长度。',
  },
  list: { en: 'Nothing is chosen where at least one is needed.', zh: '至少要选择一项。' },
  number: { en: 'A number is too small or too large.', zh: '数值过小或过大。' },
  other: { en: 'A value does not have the right form.', zh: '内容格式不正确。' },
};

/** What the form of the definition itself does not allow: the server would refuse to read it. */
const formFaults = (definition: ProcessDefinition): DefinitionFault[] => {
  const read = processDefinition.safeParse(definition);
  if (read.success) return [];
  return read.error.issues.map((issue) => {
    const [list, place, ...rest] = issue.path.map(String);
    const things: readonly { id: string }[] | undefined =
      list === 'states' ? definition.states : list === 'transitions' ? definition.transitions : undefined;
    const at = [list, things && place !== undefined ? (things[Number(place)]?.id ?? place) : place, ...rest];
    const origin = 'origin' in issue ? issue.origin : undefined;
    const words =
      origin === 'string'
        ? formWords.text
        : origin === 'array'
          ? formWords.list
          : origin === 'number'
            ? formWords.number
            : formWords.other;
    return { rule: 'form', at: at.filter((one) => one !== undefined).join('.'), severity: 'error' as const, ...words };
  });
};

/** Everything that is wrong with a definition as it stands on the screen; what forbids saving comes first. */
export const faultsOf = (definition: ProcessDefinition, facts: CheckFacts): DefinitionFault[] => {
  const all = [...formFaults(definition), ...checkDefinition(definition, facts)];
  return [...all.filter((one) => one.severity === 'error'), ...all.filter((one) => one.severity === 'warning')];
};

/** What the server found beyond what was seen here. */
export const joined = (own: readonly DefinitionFault[], more: readonly DefinitionFault[]): DefinitionFault[] => {
  const known = new Set(own.map((one) => `${one.rule} ${one.at}`));
  return [...own, ...more.filter((one) => !known.has(`${one.rule} ${one.at}`))];
};

export const faultsAt = (faults: readonly DefinitionFault[], key: GraphKey | undefined): DefinitionFault[] =>
  faults.filter((one) => keyOfFault(one.at) === key);

export const isSound = (faults: readonly DefinitionFault[]): boolean =>
  faults.every((one) => one.severity === 'warning');

/** The parts of the graph that stand out because something forbids saving. */
export const faultMarks = (faults: readonly DefinitionFault[]): Map<GraphKey, GraphMark> =>
  new Map(
    faults.flatMap((one) => {
      const key = keyOfFault(one.at);
      return key && one.severity === 'error' ? [[key, 'fault' as const]] : [];
    }),
  );
