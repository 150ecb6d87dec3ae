import { decide } from '../../shared/process/approval.ts';
import { applyAction, begin } from '../../shared/process/engine.ts';
import {
  by,
  documentOf,
  done,
  maker,
  manager,
  orders,
  shanghai,
  submitted,
  worldAt,
} from '../../shared/process/testing.ts';
import { workOf } from '../../shared/process/work.ts';
import { orderProcess } from '../../shared/sales/order.process.ts';

const CALLS = 20_000;

/** Where in the year each call happens: the calendar is asked for many dates, as in a month's work. */
const at = (i: number) => worldAt(new Date(Date.UTC(2026, 10, 1, 0, (i * 37) % 43_200)).toISOString());

/** Microseconds of a call at the median and at the 99th percentile. */
const time = (call: (i: number) => unknown): [p50: number, p99: number] => {
  const times = new Float64Array(CALLS);
  for (let i = 0; i < CALLS; i++) call(i);
  for (let i = 0; i < CALLS; i++) {
    const begun = performance.now();
    call(i);
    times[i] = (performance.now() - begun) * 1000;
  }
  times.sort();
  return [times[CALLS >> 1]!, times[Math.floor(CALLS * 0.99)]!];
};

/** The engine alone, without table or wire: microseconds a call. */
export const measureEngine = (): void => {
  const draft = done(begin(orders, documentOf('order'), by(maker))).rec;
  const waiting = submitted();
  const calls: [string, (i: number) => unknown][] = [
    ['applyAction: submit, five conditions', (i) => applyAction(orders, draft, { action: 'submit' }, by(maker, at(i)))],
    ['applyAction: refused', (i) => applyAction(orders, draft, { action: 'ship' }, by(maker, at(i)))],
    ['decide: approve', (i) => decide(orders, waiting, { verdict: 'approve' }, by(manager, at(i)))],
    ['workOf', () => workOf(orders, waiting, 'SO-1', shanghai)],
  ];
  console.log(`engine on ${orderProcess.states.length} states, µs a call${''.padEnd(8)}     p50     p99`);
  for (const [name, call] of calls) {
    const [p50, p99] = time(call);
    console.log(`${name.padEnd(40)} ${p50.toFixed(1).padStart(7)} ${p99.toFixed(1).padStart(7)}`);
  }
  console.log('');
};
