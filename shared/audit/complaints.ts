import { openComplaintStates } from '../complaints/complaint.ts';

/** An instant of a record or row; undefined where it has none that can be read. */
export const instantIn = (value: unknown): string | undefined =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : undefined;

/** Whether something is still to be done about a complaint in this state. */
export const isOpenState = (state: unknown): boolean => (openComplaintStates as readonly unknown[]).includes(state);

/** Contacts with the customer that were logged on a complaint. */
export const contactsOf = (data: Readonly<Record<string, unknown>>): number =>
  typeof data['contacts'] === 'number' ? data['contacts'] : 0;
