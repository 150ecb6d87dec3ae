export type Tone = 'plain' | 'good' | 'bad' | 'warn' | 'info';

/** One colour for one meaning in all lists, boards and charts; the word always stands beside it. */
const tones: Record<string, Tone> = {
  active: 'good',
  customer: 'good',
  won: 'good',
  completed: 'good',
  approved: 'good',
  fixed: 'good',
  shipped: 'good',
  done: 'good',
  lost: 'bad',
  cancelled: 'bad',
  overdue: 'bad',
  high: 'bad',
  recurred: 'bad',
  failed: 'bad',
  'on-hold': 'warn',
  'pending-approval': 'warn',
  medium: 'warn',
  negotiation: 'warn',
  open: 'warn',
  'partially-shipped': 'warn',
  prospect: 'info',
  proposal: 'info',
  qualification: 'info',
  explained: 'info',
  running: 'info',
  draft: 'plain',
  retired: 'plain',
  disabled: 'plain',
};

export const toneOf = (value: string): Tone => tones[value] ?? 'plain';
