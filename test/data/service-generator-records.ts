import type { Rec } from '../../shared/kernel/record.ts';
import { DAY, HOUR, iso, MINUTE, seeded } from './service-generator-clock.ts';

export type Data = Record<string, unknown>;
export type Parts = Partial<Omit<Rec, 'data'>>;
export interface Twist {
  data?: Data;
  parts?: Parts;
  /** Places at which the rule is to see a fault. */
  faults?: readonly string[];
}
/** A record that is sound but for what a case says. */
export interface Base {
  reported: number;
  closed: number;
}
export type Case = readonly [name: string, make: (base: Base) => Twist];

export const WORK = 8 * HOUR;
export const QUIET = 14 * DAY;
export const AGAIN = 180 * DAY;
export const corrective = { kind: 'corrective', action: '更换车架' };
export const preventive = { kind: 'preventive', action: '每批来料测硬度' };

/** The hand that makes records, sound but for what a case says. The same seed and instant make the same ones. */
export const openMaker = (seed: number, now: number) => {
  const random = seeded(seed);
  const between = (from: number, to: number): number => from + Math.floor(random() * ((to - from) / MINUTE)) * MINUTE;
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  let ids = 0;
  let pairs = 0;
  const id = (prefix: string): string => `${prefix}_${String(++ids).padStart(8, '0')}`;
  /** A product and a cause that no other complaint has. */
  const ownPair = (): Data => {
    const n = pairs++;
    return { productId: `prd_${String(n % 211).padStart(4, '0')}`, causeId: `cau_${String(Math.floor(n / 211))}` };
  };
  const standing = (state: string, since: number, due?: number): NonNullable<Rec['process']> => ({
    id: 'complaint',
    version: 0,
    state,
    begun: 'received',
    since: iso(since),
    seq: 1,
    authors: [],
    trail: [{ n: 1, action: 'step', from: 'received', to: state, at: iso(since), by: 'mem_1' }],
    tally: {},
    ...(due === undefined ? {} : { due: iso(due) }),
  });

  const record = (type: string, prefix: string, entered: number, { data, parts }: Twist): Rec => {
    const stamp = iso(entered);
    const stamps = { createdAt: stamp, updatedAt: stamp, occurredAt: stamp, enteredAt: stamp };
    const by = { createdBy: 'mem_1', updatedBy: 'mem_1', ownerId: 'mem_1', via: 'web' as const, source: 'web' };
    const rec = { type, id: id(prefix), ws: 'ws_main', version: 1, schemaVersion: 1, ...stamps, ...by, ...parts };
    const filled = Object.fromEntries(Object.entries(data ?? {}).filter(([, value]) => value !== undefined));
    const kept = Object.fromEntries(Object.entries(rec).filter(([, value]) => value !== undefined));
    return { ...kept, data: filled } as unknown as Rec;
  };

  const some = (): Base => {
    const reported = between(now - 250 * DAY, now - 60 * DAY);
    return { reported, closed: between(reported + 20 * DAY, reported + 50 * DAY) };
  };

  /** A complaint as it should be, in a final or an open state, changed by a twist. */
  const complaint = (sort: 'closed' | 'open', base: Base, twist: Twist): Rec => {
    const { reported, closed } = base;
    const state = sort === 'closed' ? 'closed' : pick(['received', 'investigating', 'acting']);
    const contact = sort === 'closed' ? reported + 2 * DAY : between(now - 13 * DAY, now - HOUR);
    const entered = reported + Math.floor(random() * 50) * MINUTE;
    const data: Data = {
      number: `CP${String(ids).padStart(6, '0')}`,
      subject: pick(['车架焊缝开裂', '刹车异响', '漆面划伤', '少配件', '送货迟到']),
      status: state,
      severity: pick(['minor', 'major', 'critical']),
      channel: pick(['phone', 'email', 'visit']),
      happenedAt: iso(reported - between(HOUR, 5 * DAY)),
      reportedAt: iso(reported),
      contacts: 1 + Math.floor(random() * 4),
      firstContactAt: iso(reported + HOUR),
      lastContactAt: iso(contact),
      ...ownPair(),
      ...(sort === 'closed' ? { confirmed: 'yes', closedAt: iso(closed), closedBy: 'mem_2' } : {}),
      ...twist.data,
    };
    const process =
      sort === 'closed' ? standing('closed', closed) : standing(state, reported, between(now + HOUR, now + 9 * DAY));
    const parts: Parts = { lines: [corrective, preventive], process, ...twist.parts } as Parts;
    return record('complaint', 'cpl', entered, { data, parts });
  };

  const archived: Parts = { archivedAt: iso(now - DAY) };
  const removed: Parts = { removedAt: iso(now - DAY) };
  const enteredAt = (ms: number): Parts => ({ enteredAt: iso(ms), createdAt: iso(ms) });
  const imported = (ms: number, created = ms): Parts => ({
    source: 'import:imp_1',
    enteredAt: iso(ms),
    createdAt: iso(created),
  });

  return {
    now,
    random,
    between,
    pick,
    ownPair,
    standing,
    record,
    some,
    complaint,
    archived,
    removed,
    enteredAt,
    imported,
  };
};
export type Maker = ReturnType<typeof openMaker>;
