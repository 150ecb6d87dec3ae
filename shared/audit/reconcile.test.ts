import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finding } from '../findings/finding.ts';
import type { Rec } from '../kernel/record.ts';
import type { Sighting } from './evaluate.ts';
import type { Stamp, Step } from './reconcile.ts';
import { changedFinding, openedFinding, reconcile, standingOfRecord } from './reconcile.ts';

const identify = (rule: string, subject: string, locator: string) => `fnd_${rule}_${subject}_${locator}`;

const seen = (id: string, found = 'x', rule = 'bad-phone'): Sighting => ({
  rule,
  area: 'master-data',
  severity: 'medium',
  dueDays: 14,
  subject: { type: 'account', id, title: 'Ocean', ownerId: 'mem_1' },
  fault: { locator: 'phone', found },
});

const ownerOf = () => ({ ownerId: 'mem_1' });

/** The table as far as findings go, and runs over it. */
const openBook = () => {
  const book = new Map<string, Rec>();
  let run = 0;
  const stamp = (): Stamp => {
    const now = new Date(Date.UTC(2026, 10, 1 + run)).toISOString();
    return { ws: 'ws_a', run: `run_${run}`, now, today: now.slice(0, 10), writtenAt: now };
  };
  const write = (step: Step): boolean => {
    const current = book.get(step.id);
    const next = current
      ? changedFinding(current, step, stamp())
      : step.sighting && openedFinding(step.id, step.sighting, stamp(), ownerOf);
    if (next) book.set(next.id, next);
    return next !== undefined;
  };
  return {
    book,
    /** One run. @returns how many findings it wrote */
    run: (sightings: readonly Sighting[]): number => {
      run++;
      const steps = reconcile([...book.values()].map(standingOfRecord), sightings, identify);
      return steps.filter((step) => write(step)).length;
    },
    change: (id: string, data: Record<string, unknown>) => {
      const current = book.get(id)!;
      book.set(id, { ...current, version: current.version + 1, data: { ...current.data, ...data } });
    },
    data: (id: string) => book.get(id)!.data,
  };
};

const ID = identify('bad-phone', 'acc_1', 'phone');

describe('the life of a finding', () => {
  it('opens with owner and due date, closes by itself, and comes back as the same one', () => {
    const { run, book, data } = openBook();
    expect(run([seen('acc_1')])).toBe(1);
    expect(book.get(ID)).toMatchObject({ type: 'finding', version: 1, ownerId: 'mem_1', source: 'audit', via: 'job' });
    expect(data(ID)).toMatchObject({
      state: 'open',
      times: 1,
      openedAt: '2026-11-02T00:00:00.000Z',
      dueDate: '2026-11-16',
      lastRun: 'run_1',
      subjectTitle: 'Ocean',
    });
    expect(run([])).toBe(1);
    expect(data(ID)).toMatchObject({ state: 'fixed', closedAt: '2026-11-03T00:00:00.000Z', times: 1 });
    expect(run([])).toBe(0);
    expect(run([seen('acc_1')])).toBe(1);
    expect(data(ID)).toMatchObject({
      state: 'recurred',
      times: 2,
      dueDate: '2026-11-19',
      openedAt: '2026-11-02T00:00:00.000Z',
    });
    expect(data(ID)).not.toHaveProperty('closedAt');
    expect(book.size).toBe(1);
  });

  it.each(['explained', 'accepted'])(
    'leaves an %s one alone while its fault persists, and closes it when it is gone',
    (state) => {
      const { run, change, data } = openBook();
      run([seen('acc_1')]);
      change(ID, { state, cause: 'typed by hand', closedAt: '2026-11-02T05:00:00.000Z' });
      expect(run([seen('acc_1')])).toBe(0);
      expect(data(ID)).toMatchObject({ state });
      run([]);
      expect(data(ID)).toMatchObject({ state: 'fixed', cause: 'typed by hand' });
      run([seen('acc_1')]);
      expect(data(ID)).toMatchObject({ state: 'recurred', cause: 'typed by hand', times: 2 });
    },
  );

  it('follows the value that it found without opening anew', () => {
    const { run, change, data } = openBook();
    run([seen('acc_1', '12')]);
    change(ID, { state: 'accepted' });
    expect(run([seen('acc_1', '13')])).toBe(1);
    expect(data(ID)).toMatchObject({ state: 'accepted', found: '13', times: 1, lastRun: 'run_1' });
    expect(run([seen('acc_1', '13')])).toBe(0);
  });

  it('decides by what is stored, not by what a list showed', () => {
    const { run, book } = openBook();
    run([seen('acc_1')]);
    const stale: Step = { id: ID, move: 'close', standing: standingOfRecord(book.get(ID)!) };
    run([]);
    const stamp: Stamp = {
      ws: 'ws_a',
      run: 'run_9',
      now: '2026-12-01T00:00:00.000Z',
      today: '2026-12-01',
      writtenAt: '2026-12-01T00:00:00.000Z',
    };
    expect(changedFinding(book.get(ID)!, stale, stamp)).toBeUndefined();
  });

  it('is a record that the entity knows every field of', () => {
    const { run, data } = openBook();
    run([seen('acc_1')]);
    for (const name of Object.keys(data(ID))) expect(finding.fields).toHaveProperty(name);
  });
});

describe('reconciling', () => {
  const fault = fc.record({
    subject: fc.integer({ min: 1, max: 4 }),
    rule: fc.constantFrom('bad-phone', 'bad-email'),
    found: fc.constantFrom('a', 'b'),
  });
  const sightingsOf = (faults: readonly { subject: number; rule: string; found: string }[]) =>
    faults.map((one) => seen(`acc_${one.subject}`, one.found, one.rule));
  const act = fc.oneof(
    fc.record({
      kind: fc.constant('run' as const),
      faults: fc.uniqueArray(fault, { maxLength: 8, selector: (one) => `${one.rule}${one.subject}` }),
    }),
    fc.record({
      kind: fc.constant('say' as const),
      which: fc.nat(7),
      state: fc.constantFrom('explained', 'accepted', 'open'),
    }),
  );

  it('has one finding a fault, open exactly while it persists, and writes nothing twice, whatever happens', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        const { run, change, book } = openBook();
        for (const one of acts) {
          if (one.kind === 'say') {
            const ids = [...book.keys()];
            const id = ids[one.which % Math.max(1, ids.length)];
            // People do not touch what the audit has closed.
            if (id && book.get(id)!.data['state'] !== 'fixed') change(id, { state: one.state });
            continue;
          }
          const before = new Map([...book].map(([id, rec]) => [id, rec.data]));
          const sightings = sightingsOf(one.faults);
          run(sightings);
          expect(run(sightings)).toBe(0);
          const ids = new Set(sightings.map((each) => identify(each.rule, each.subject.id, each.fault.locator)));
          expect(ids.size).toBe(sightings.length);
          for (const [id, rec] of book) {
            const was = before.get(id);
            const { state, times } = rec.data;
            if (!ids.has(id)) expect(state).toBe('fixed');
            else if (!was) expect([state, times]).toEqual(['open', 1]);
            else if (was['state'] === 'fixed') expect([state, times]).toEqual(['recurred', Number(was['times']) + 1]);
            else expect([state, times]).toEqual([was['state'], was['times']]);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('gives the same steps whatever the order of what was seen', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fault, { maxLength: 8, selector: (one) => `${one.rule}${one.subject}` }),
        fc.func(fc.integer()),
        (faults, rank) => {
          const sightings = sightingsOf(faults);
          const shuffled = [...sightings].sort((a, b) => rank(a) - rank(b));
          expect(reconcile([], shuffled, identify)).toEqual(reconcile([], sightings, identify));
        },
      ),
    );
  });
});
