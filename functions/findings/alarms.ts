import { addDays } from '../../shared/kernel/time.ts';
import type { Looks } from '../runtime/alarms.ts';

/** Days that are given anew to put right what is not accepted any longer. */
const DAYS = 7;

/** What the clock does here: a fault that was accepted until a day and is still there is open again from the next one on. */
export const findingLooks: Looks = {
  finding: async ({ data }, today, ctx) => {
    const { state, acceptedUntil } = data;
    if (state !== 'accepted' || typeof acceptedUntil !== 'string') return {};
    if (acceptedUntil >= today) return { again: addDays(acceptedUntil, 1) };
    const comment =
      ctx.workspace.country === 'CN' ? `接受期至 ${acceptedUntil}，已到期` : `It was accepted until ${acceptedUntil}`;
    const opened = { state: Number(data['times'] ?? 1) > 1 ? 'recurred' : 'open', dueDate: addDays(today, DAYS) };
    return { follow: { data: { ...opened, acceptedUntil: undefined }, comment } };
  },
};
