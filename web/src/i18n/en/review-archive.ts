export const reviewArchive = {
  kinds: 'Length of the reviews',
  months: 'Months',
  weeks: 'Weeks',
  intro:
    'Figures are frozen at the end of each month, and of each week while the cadence is weekly, and sent to everyone in the review group. Tick two to compare them.',
  noWeeks:
    'There is no weekly review yet. Switch the cadence to weekly: the first one comes on the Monday after a full week.',
  trend: 'Trend',
  trendOf: (name: string, from: string, to: string) => `${name}, ${from} to ${to}`,
  columns: { period: 'Period', overdue: 'Overdue findings', file: 'File' },
  tick: (name: string) => `Compare ${name}`,
  ticked: (n: number) => (n === 1 ? 'One ticked: tick another' : `${n} ticked`),
  compare: 'Compare the two',
  clear: 'Untick',
  pdf: 'PDF',
  pdfOf: (name: string) => `PDF of ${name}`,
  drawing: 'Drawing …',
  cadence: {
    label: 'Review',
    monthly: 'monthly',
    weekly: 'weekly besides, during the rollout',
    until: 'until',
    untilHint: 'The last week; for ever when left empty.',
    next: (day: string) => `The next weekly review comes on ${day} in the morning.`,
    saved: 'The cadence is changed.',
  },
  measured: (from: string, to: string) =>
    `Measured from ${from} to ${to}: what came in between, late entries and corrections included. Shares and averages of a week are left out.`,
  look: 'Look at this week so far',
  needs: {
    title: 'Needs of the wish list',
    decided: 'Decided',
    released: 'Released',
    expected: 'Expected',
    found: 'Found',
    notYet: 'not checked yet',
  },
};
