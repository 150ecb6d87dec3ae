import type { WebRecord } from '../lib/records.ts';
import type { StateColumn } from '../records/board/figures.ts';

const one = (state: string): StateColumn => ({ id: state, states: [state] });

/** The columns of the board, as an order goes through them; what waits for its release is held. */
export const boardColumns: readonly StateColumn[] = [
  one('draft'),
  one('pending-approval'),
  { id: 'on-hold', states: ['on-hold', 'pending-release'] },
  one('approved'),
  one('partially-shipped'),
  one('shipped'),
  one('completed'),
];

/** States in which goods are still to go out, so that a date can be missed. */
const unshipped: readonly string[] = [
  'draft',
  'pending-approval',
  'on-hold',
  'pending-release',
  'approved',
  'partially-shipped',
];

export const isLate = (record: WebRecord, today: string): boolean =>
  typeof record['dueDate'] === 'string' && record['dueDate'] < today && unshipped.includes(String(record['status']));
