import { useMemo } from 'react';
import { finding } from '../../../shared/findings/finding.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { resolved } from '../records/view.ts';
import type { Conditions } from './board.ts';

/** The board's conditions in the API's terms: what counts from today becomes dates. */
export const useAsked = (conditions: Conditions): Conditions => {
  const { timeZone, memberId } = useWorkspace();
  const today = useFormat().today();
  return useMemo(() => {
    const view = { conditions, sort: undefined, columns: undefined, archived: 'no', q: '', shape: undefined } as const;
    return resolved(finding, view, { today, timeZone, memberId }).conditions;
  }, [conditions, today, timeZone, memberId]);
};
