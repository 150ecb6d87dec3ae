import { expect, it } from 'vitest';
import { standing } from '../process.fixture.ts';
import { locatorsOf, record } from '../testing.ts';
import { priceChangeNotApprovedInTime } from './price-change-not-approved-in-time.ts';

const since = (at: string) => ({ process: { ...standing([]), since: at } });
const old = since('2026-11-16T02:00:00.000Z');
const young = since('2026-11-20T02:00:00.000Z');

it.each([
  ['a price change of a week', record('changeRequest', { processKey: 'price-change', status: 'pending' }, old), 1],
  ['a price change of a day', record('changeRequest', { processKey: 'price-change', status: 'pending' }, young), 0],
  ['one that was sent back', record('changeRequest', { processKey: 'price-change', status: 'returned' }, old), 0],
  [
    'a change of an account, which has its own limit',
    record('changeRequest', { processKey: 'account-change', status: 'pending' }, old),
    0,
  ],
  ['a list of a week', record('priceList', { status: 'pending-approval' }, old), 1],
  ['a list in force', record('priceList', { status: 'active' }, old), 0],
])('%s', (_name, subject, count) => {
  expect(locatorsOf(priceChangeNotApprovedInTime, subject)).toHaveLength(count);
});
