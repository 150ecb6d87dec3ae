import { useQueries, useQuery } from '@tanstack/react-query';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { guardOf } from '../../../shared/process/guards.ts';
import { refusalRules } from '../../../shared/process/refusals.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import { processesQuery, versionQuery } from '../designer/api.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';

/** All processes with their versions. */
export const useProcesses = () => {
  const { workspaceId, can } = useWorkspace();
  return useQuery({ ...processesQuery(workspaceId), enabled: can('processes:read') });
};

/** A version of a process that words are asked of. */
export interface VersionRef {
  process: string;
  version: number;
}

const firstSentence = (text: string): string => text.replace(/[.。]$/, '');

/** The words of a rule that a step departed from; undefined for one that this client does not know. */
export const ruleLabel = (id: string): Label | undefined => {
  const guard = guardOf(id);
  if (guard) return guard.label;
  const rule = (refusalRules as Record<string, Label | undefined>)[id];
  return rule ? { en: firstSentence(rule.en), zh: firstSentence(rule.zh) } : undefined;
};

export interface Names {
  process: (id: string) => string;
  action: (ref: VersionRef, id: string) => string;
  state: (ref: VersionRef, id: string) => string;
  rule: (id: string) => string;
}

/** What processes, actions, states and rules are called, for records that name them by id. */
export const useNames = (refs: readonly VersionRef[] = []): Names => {
  const { t, label } = useI18n();
  const { workspaceId, can } = useWorkspace();
  // Version 0 is the product's own and known here; of the others each is read once.
  const own = [
    ...new Map(refs.filter((ref) => ref.version > 0).map((ref) => [`${ref.process} ${ref.version}`, ref])).values(),
  ];
  const answers = useQueries({
    queries: own.map((ref) => ({
      ...versionQuery(workspaceId, ref.process, ref.version),
      staleTime: Number.POSITIVE_INFINITY,
      enabled: can('processes:read') && defaultProcess(ref.process) !== undefined,
    })),
  });
  const definitionOf = (ref: VersionRef): ProcessDefinition | undefined => {
    const at = own.findIndex((one) => one.process === ref.process && one.version === ref.version);
    return answers[at]?.data?.definition ?? defaultProcess(ref.process);
  };
  return {
    process: (id) => {
      const known = defaultProcess(id);
      return known ? label(known.label) : id;
    },
    action: (ref, id) => {
      const found = definitionOf(ref)?.transitions.find((one) => one.id === id);
      return found ? label(found.label) : (t.proposals.actions[id] ?? id);
    },
    state: (ref, id) => {
      const found = definitionOf(ref)?.states.find((one) => one.id === id);
      return found ? label(found.label) : id;
    },
    rule: (id) => {
      const found = ruleLabel(id);
      return found ? label(found) : id;
    },
  };
};
