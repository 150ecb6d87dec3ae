import { useMemo } from 'react';
import type { ApprovalLevel, ProcessDefinition } from '../../../shared/kernel/process.ts';
import { useI18n } from '../i18n/index.tsx';
import { personOf, roleLabel } from '../process/signers.ts';
import { levelsFor, type Sizes } from './deal-lines.ts';

/** Who signs at the levels that a document of these sizes goes to, in words; empty where nobody has to. */
export const useLevels = (definition: Pick<ProcessDefinition, 'states'> | undefined): ((sizes: Sizes) => string) => {
  const { t, label } = useI18n();
  return useMemo(() => {
    const wordOf = (level: ApprovalLevel): string => {
      const [first] = level.signers;
      return first && !personOf(first) ? label(roleLabel(first)) : label(level.label);
    };
    return (sizes) =>
      definition ? [...new Set(levelsFor(definition, sizes).map(wordOf))].join(t.quotes.lane.and) : '';
  }, [definition, t, label]);
};
