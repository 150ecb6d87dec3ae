import { expect, test } from 'vitest';
import { parseCondition } from '../../../shared/search/query.ts';
import type { About } from './funnel-links.ts';
import { closedHref, enteredHref, openHref } from './funnel-links.ts';

const about: About = { from: '2026-10', to: '2026-11', timeZone: 'Asia/Shanghai' };
const filters = (href: string) => new URLSearchParams(href.split('?')[1]).getAll('filter');
const ask = { now: '2026-11', last: '2027-01' };

test.each([
  [
    'entered in the months of the company',
    enteredHref('proposal', about),
    ['proposedAt:gte:2026-09-30T16:00:00.000Z', 'proposedAt:lt:2026-11-30T16:00:00.000Z'],
  ],
  [
    'lost without a reason, of one month',
    closedHref('lost', { ...about, row: { by: 'month', key: '2026-10' } }, '-'),
    [
      'stage:in:lost',
      'closedAt:gte:2026-09-30T16:00:00.000Z',
      'closedAt:lt:2026-10-31T16:00:00.000Z',
      'closeReason:empty',
    ],
  ],
  [
    'late in a pipeline',
    openHref('late', { ...ask, pipelineId: 'pip_1' }),
    ['stage:in:prospecting|qualification|proposal|negotiation', 'closeDate:lt:2026-11-01', 'pipelineId:in:pip_1'],
  ],
  ['after the last month', openHref('later', ask).replace(/filter=stage[^&]*&/, ''), ['closeDate:gte:2027-02-01']],
])('a figure opens the deals behind it: %s', (_name, href, expected) => {
  expect(filters(href)).toEqual(expected);
  for (const text of filters(href)) expect(parseCondition(text)).toBeDefined();
});
