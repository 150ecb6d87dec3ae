import { useQuery } from '@tanstack/react-query';
import { digitsOf, FEWEST_DIGITS } from '../../../shared/enquiries/callers.ts';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Caller } from './api.ts';
import { callerQuery, mattersQuery } from './api.ts';
import type { Entry } from './entry.ts';

/** Customers by the number or, where it is known who it is, by account; and which of them is active. */
export const useCallers = (entry: Entry) => {
  const { workspaceId: ws } = useWorkspace();
  const phone = useDebounced(entry.phone, 120);
  const enough = digitsOf(entry.phone).length >= FEWEST_DIGITS;
  const byPhone = useQuery(callerQuery(ws, phone));
  const byAccount = useQuery(mattersQuery(ws, entry.accountId));
  const found = enough ? (byPhone.data?.items ?? []) : [];
  const isTaken = (one: Caller): boolean =>
    entry.contactId !== ''
      ? one.id === entry.contactId
      : entry.accountId !== '' && (one.accountId === entry.accountId || one.id === entry.accountId);
  const known = entry.accountId === '' ? undefined : byAccount.data?.items[0];
  // While the answer to what was typed is on its way, those of a shorter number are shown; Enter waits for the right ones.
  const settled = enough && phone === entry.phone && !byPhone.isFetching;
  return {
    callers: found,
    before: enough ? (byPhone.data?.enquiries ?? []) : [],
    taken: found.find(isTaken) ?? known,
    state: !enough ? ('idle' as const) : settled ? ('known' as const) : ('looking' as const),
  };
};
