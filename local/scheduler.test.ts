import { describe, expect, it, onTestFinished } from 'vitest';
import { cronerPattern, rateMs, type Schedule, type SchedulerOptions, startScheduler, timingOf } from './scheduler.ts';
import type { State } from './state.ts';
import { quiet, tempState } from './testing.ts';

const next = (schedule: Omit<Schedule, 'id'>, after: string) =>
  timingOf({ id: 'x', ...schedule })
    .next(new Date(after))
    ?.toISOString();

describe('expressions', () => {
  it.each([
    ['cron(0 2 * * ? *)', '0 0 2 * * * *'],
    ['cron(0/15 8-18 ? * MON-FRI *)', '0 0-59/15 8-18 * * MON-FRI *'],
    ['cron(5/10,30 * ? * 2/2 2026)', '0 5-59/10,30 * * * 2-7/2 2026'],
    ['cron(0 9 LW * ? *)', '0 0 9 LW * * *'],
    ['cron(0 9 ? * L *)', '0 0 9 * * 7 *'],
  ])('%s is %s for croner', (expression, pattern) => expect(cronerPattern(expression)).toBe(pattern));

  it.each(['0 2 * * ? *', 'cron(0 2 * * ?)', 'cron(0 2 * * * *)', 'cron(0 2 ? * ? *)', 'cron(? 2 * * ? *)'])(
    '%s is refused as AWS does',
    (expression) => expect(() => cronerPattern(expression)).toThrow(expression),
  );

  it('count days of the week from Sunday as 1, and know the nth and the last one', () => {
    const monday = '2026-03-02T10:00:00Z';
    expect(next({ cron: 'cron(0 9 ? * 1 *)' }, monday)).toBe('2026-03-08T09:00:00.000Z');
    expect(next({ cron: 'cron(0 9 ? * 7 *)' }, monday)).toBe('2026-03-07T09:00:00.000Z');
    expect(next({ cron: 'cron(0 9 ? * 6#2 *)' }, monday)).toBe('2026-03-13T09:00:00.000Z');
    expect(next({ cron: 'cron(0 9 ? * 6L *)' }, monday)).toBe('2026-03-27T09:00:00.000Z');
    expect(next({ cron: 'cron(0 8 L * ? *)' }, monday)).toBe('2026-03-31T08:00:00.000Z');
    expect(next({ cron: 'cron(0 8 1 1 ? 2020)' }, monday)).toBeUndefined();
  });

  it('are read in their time zone', () => {
    expect(next({ cron: 'cron(0 8 * * ? *)', timezone: 'Asia/Shanghai' }, '2026-03-02T00:00:00Z')).toBe(
      '2026-03-03T00:00:00.000Z',
    );
  });

  it('take rates in the words of AWS only', () => {
    expect([rateMs('rate(15 minutes)'), rateMs('rate(1 hour)'), rateMs('rate(2 days)')]).toEqual([9e5, 36e5, 1728e5]);
    for (const wrong of ['rate(1 minutes)', 'rate(2 minute)', 'rate(0 minutes)', '15 minutes']) {
      expect(() => rateMs(wrong)).toThrow(wrong);
    }
    expect(() => timingOf({ id: 'x' })).toThrow('either');
  });
});

describe('scheduler', () => {
  const schedules: Schedule[] = [
    { id: 'nightly', cron: 'cron(0 2 * * ? *)' },
    { id: 'quarter', rate: 'rate(15 minutes)' },
  ];

  function setUp(state: State, at: string, options: Partial<SchedulerOptions> = {}) {
    const clock = { now: Date.parse(at) };
    const runs: string[] = [];
    const scheduler = startScheduler({
      schedules,
      state,
      invoke: async (id, time) => void runs.push(`${id} ${time.toISOString().slice(0, 16)}`),
      now: () => clock.now,
      retryMs: 1,
      log: quiet,
      ...options,
    });
    onTestFinished(() => scheduler.stop());
    const advance = async (to: string) => {
      clock.now = Date.parse(to);
      await scheduler.tick();
    };
    return { scheduler, runs, advance, clock };
  }

  it('runs what falls due, and once what was missed while off', async () => {
    const state = tempState();
    const first = setUp(state, '2026-03-01T12:00:00Z');
    await first.advance('2026-03-01T12:14:59Z');
    expect(first.runs).toEqual([]);
    await first.advance('2026-03-01T12:15:30Z');
    expect(first.runs).toEqual(['quarter 2026-03-01T12:15']);
    await first.scheduler.stop();
    const second = setUp(state, '2026-03-04T12:00:00Z');
    await second.scheduler.tick();
    expect(second.runs.sort()).toEqual(['nightly 2026-03-04T02:00', 'quarter 2026-03-04T12:00']);
    await second.advance('2026-03-04T12:14:00Z');
    expect(second.runs).toHaveLength(2);
    expect(second.scheduler.list()[0]?.next).toEqual(new Date('2026-03-05T02:00:00Z'));
    await second.scheduler.stop();
    const third = setUp(state, '2026-03-09T12:00:00Z', { catchUp: 'none' });
    await third.scheduler.tick();
    expect(third.runs).toEqual([]);
  });

  it('tries a failing run again, then goes on; one cut off is run again at the next start', async () => {
    const state = tempState();
    let tries = 0;
    const failing = setUp(state, '2026-03-01T12:00:00Z', {
      invoke: () => {
        tries++;
        return Promise.reject(new Error('cannot'));
      },
    });
    await failing.advance('2026-03-01T12:15:00Z');
    expect(tries).toBe(3);
    await failing.scheduler.tick();
    expect(tries).toBe(3);
    const { promise, resolve } = Promise.withResolvers<void>();
    await failing.scheduler.stop();
    const cut = setUp(state, '2026-03-01T12:30:00Z', { invoke: () => promise });
    const again = setUp(state, '2026-03-01T12:31:00Z');
    await again.scheduler.tick();
    expect(again.runs).toEqual(['quarter 2026-03-01T12:30']);
    resolve();
    await cut.scheduler.stop();
  });

  it('does not start a schedule that still runs, and runs one by hand', async () => {
    let running = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const invoke = () => {
      running++;
      return promise;
    };
    const { scheduler, clock } = setUp(tempState(), '2026-03-01T12:00:00Z', { invoke });
    clock.now = Date.parse('2026-03-01T12:15:00Z');
    const first = scheduler.tick();
    clock.now = Date.parse('2026-03-01T12:30:00Z');
    const second = scheduler.tick();
    expect(running).toBe(1);
    const byHand = scheduler.run('nightly');
    expect(running).toBe(2);
    resolve();
    await Promise.all([first, second, byHand]);
    await expect(scheduler.run('none')).rejects.toThrow('none');
  });
});
