import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, HOUR, iso, MINUTE } from './service-generator-clock.ts';
import type { Maker, Twist } from './service-generator-records.ts';
import { AGAIN } from './service-generator-records.ts';

/** A cause that comes again, and what looks like it: each case puts an earlier and a later complaint. */
export const againCases = (
  { now, random, between, ownPair, standing, complaint, archived }: Maker,
  put: (rec: Rec, faults?: readonly string[]) => void,
) => {
  /** Two complaints of one product and cause: an earlier one that ended at `end`, a later one that happened so much after. */
  const recurring = (
    after: number,
    first: Twist = {},
    second: Twist = {},
    fault = after > 0 && after <= AGAIN,
  ): void => {
    const end = now - AGAIN - between(20 * DAY, 40 * DAY);
    const pair = ownPair();
    const old = complaint(
      'closed',
      { reported: end - 30 * DAY, closed: end },
      { data: { ...pair, ...first.data }, ...(first.parts ? { parts: first.parts } : {}) },
    );
    const happened = end + after;
    const data = { ...pair, happenedAt: iso(happened), reportedAt: iso(happened + HOUR), ...second.data };
    const linked = second.data?.['recurrenceOfId'] === 'old' ? { recurrenceOfId: old.id } : {};
    put(old);
    const next = complaint(
      'open',
      { reported: happened + HOUR, closed: 0 },
      { data: { ...data, ...linked }, ...(second.parts ? { parts: second.parts } : {}) },
    );
    put(next, fault ? ['causeId'] : []);
  };
  const within = (): number => between(DAY, AGAIN);
  const reopened: Twist = {
    data: { status: 'investigating', closedAt: undefined, confirmed: undefined, lastContactAt: iso(now - DAY) },
    parts: { process: standing('investigating', now - 50 * DAY, now + DAY) },
  };
  const faults: (() => void)[] = [
    () => recurring(MINUTE),
    () => recurring(AGAIN),
    () => recurring(within()),
    () => recurring(within() - 2 * HOUR, {}, { data: { happenedAt: undefined } }),
    () => recurring(within(), reopened, { data: { recurrenceOfId: 'old' } }),
  ];
  const near: (() => void)[] = [
    () => recurring(AGAIN + MINUTE),
    () => recurring(AGAIN + DAY),
    () => recurring(0),
    () => recurring(-5 * DAY),
    () => recurring(within(), {}, { data: { productId: 'prd_other' } }, false),
    () => recurring(within(), {}, { data: { causeId: `cau_other_${Math.floor(random() * 1e9)}` } }, false),
    () =>
      recurring(
        within(),
        {},
        { data: { status: 'rejected' }, parts: { process: standing('rejected', now - DAY) } },
        false,
      ),
    () => recurring(within(), { data: { status: 'rejected' } }, {}, false),
    () => recurring(within(), { parts: archived }, {}, false),
    () => recurring(within(), {}, { parts: archived }, false),
    () => recurring(within(), reopened, {}, false),
  ];
  return { faults, near };
};
