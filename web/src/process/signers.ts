import type { Role } from '../../../shared/access/permissions.ts';
import { roles } from '../../../shared/access/permissions.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import type { ApprovalRound, Slot } from '../../../shared/kernel/process.ts';
import { openSlots } from '../../../shared/process/rounds.ts';

/** The person of `member:mem_…`; undefined for a role. */
export const personOf = (signer: string): string | undefined =>
  signer.startsWith('member:') ? signer.slice('member:'.length) : undefined;

/** The name of a role. */
export const roleLabel = (role: string): Label => roles[role as Role] ?? { en: role, zh: role };

/** How a signature stands: given, asked for now, still to come, or not needed any more. */
export type SlotState = 'signed' | 'waits' | 'later' | 'not-asked';

export const slotState = (round: ApprovalRound, level: number, slot: Slot): SlotState => {
  if (slot.decision) return 'signed';
  if (round.outcome !== undefined || level < round.level) return 'not-asked';
  if (level > round.level) return 'later';
  const here = round.levels[level];
  if (here && openSlots(here).some((one) => one.id === slot.id)) return 'waits';
  return here?.mode === 'sequence' ? 'later' : 'not-asked';
};

/** Signers whose turn it is: ids of people and names of roles. */
export const awaited = (round: ApprovalRound): string[] => {
  const level = round.levels[round.level];
  return round.outcome === undefined && level ? openSlots(level).map((slot) => slot.signer) : [];
};
