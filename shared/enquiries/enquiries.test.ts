import { describe, expect, it } from 'vitest';
import { createSchema } from '../kernel/entity.ts';
import { DAY } from '../kernel/time.ts';
import { lineKey, mayBeCaller } from './callers.ts';
import { costOf } from './cost.ts';
import { enquiry, MAX_HANDLE, MAX_WAIT, subjectOf } from './enquiry.ts';
import type { Asked } from './repeat.ts';
import { repeatOf } from './repeat.ts';

describe('what an enquiry costs', () => {
  it.each([
    // seconds, minor units an hour, minor units
    [3600, 6000, 6000],
    [180, 6000, 300],
    [1, 1800, 1],
    [1, 1799, 0],
    [3, 600, 1],
    [0, 6000, 0],
    [86_400, 10_000_000, 240_000_000],
  ])('%i s at %i an hour are %i', (seconds, rate, cost) => {
    expect(costOf(seconds, rate)).toBe(cost);
  });

  it.each([
    [undefined, 6000],
    [60, undefined],
    [-1, 6000],
    ['60', 6000],
  ])('%s s at %s are not known', (seconds, rate) => {
    expect(costOf(seconds, rate)).toBeUndefined();
  });

  it('follows the handle time by the rate on the record, whatever was there before', () => {
    const data = { channel: 'call', topic: 'use', handleSeconds: 90, hourCost: 6000, cost: 1 };
    expect(enquiry.derive({ data }).data).toMatchObject({ cost: 150 });
    const { handleSeconds: _seconds, ...unknown } = data;
    expect(enquiry.derive({ data: unknown }).data).not.toHaveProperty('cost');
  });
});

describe('an enquiry', () => {
  const schema = createSchema(enquiry);
  it('needs channel, topic and a question, and nothing else', () => {
    expect(schema.safeParse({ channel: 'call', topic: 'use', question: '怎么换电池？' }).success).toBe(true);
    expect(schema.safeParse({ channel: 'call', question: 'a' }).success).toBe(false);
    expect(schema.safeParse({ topic: 'use', question: 'a' }).success).toBe(false);
    expect(enquiry.check({ data: { channel: 'call', topic: 'use' } })).toMatchObject([
      { field: 'question', code: 'required' },
    ]);
    expect(enquiry.check({ data: { channel: 'call', topic: 'use', question: ' ' } })).toHaveLength(1);
  });

  it.each(['cost', 'hourCost', 'currency', 'repeated', 'repeatOfId', 'complaintId'])(
    'takes no %s from anybody',
    (name) => {
      const body = { channel: 'call', topic: 'use', question: 'a', [name]: 1 };
      const { error } = schema.safeParse(body);
      expect(error?.issues[0]).toMatchObject({ code: 'unrecognized_keys', keys: [name] });
    },
  );

  it.each([
    ['handleSeconds', MAX_HANDLE],
    ['waitingSeconds', MAX_WAIT],
  ])('has a %s of 0 to %i', (name, most) => {
    const codes = (value: number) =>
      enquiry.check({ data: { subject: 'a', [name]: value } }).map(({ field, code }) => `${field} ${code}`);
    expect([0, most].flatMap(codes)).toEqual([]);
    expect([-1, most + 1].flatMap(codes)).toEqual([`${name} too-small`, `${name} too-large`]);
  });

  it.each([
    ['交期确认', '交期确认'],
    ['\n  Where is it?\nOrder 17', 'Where is it?'],
    ['长'.repeat(81), `${'长'.repeat(79)}…`],
    ['长'.repeat(80), '长'.repeat(80)],
  ])('is called by the first line of its question: %j', (question, subject) => {
    expect(subjectOf(question)).toBe(subject);
  });

  it('keeps the subject that somebody wrote', () => {
    const data = { subject: 'Mine', question: 'Theirs' };
    expect(enquiry.complete({ data }).data).toBe(data);
  });
});

const NOON = Date.parse('2026-11-20T04:00:00.000Z');
const asked = (id: string, over: Partial<Asked> & { ago?: number } = {}): Asked => {
  const { ago = 0, ...rest } = over;
  return { id, topic: 'delivery', accountId: 'acc_1', receivedAt: new Date(NOON - ago).toISOString(), ...rest };
};
const bounds = { days: 7, country: 'CN' };
const first = (others: Asked[], now = asked('enq_9')) => repeatOf(now, others, bounds)?.id;

describe('who asks again was not helped at the first contact', () => {
  it.each([
    ['a minute ago', { ago: 60_000 }, true],
    ['seven days ago to the millisecond', { ago: 7 * DAY }, true],
    ['a millisecond longer ago', { ago: 7 * DAY + 1 }, false],
    ['later', { ago: -1 }, false],
    ['about something else', { ago: DAY, topic: 'price' }, false],
    ['by another customer', { ago: DAY, accountId: 'acc_2' }, false],
    ['and it was archived', { ago: DAY, archivedAt: '2026-11-20T00:00:00.000Z' }, false],
    ['and it was removed', { ago: DAY, removedAt: '2026-11-20T00:00:00.000Z' }, false],
    ['at no known time', { receivedAt: undefined }, false],
  ])('asked %s', (_what, over, isRepeat) => {
    expect(first([asked('enq_1', over)])).toBe(isRepeat ? 'enq_1' : undefined);
  });

  it('names the latest of several', () => {
    expect(first([asked('enq_1', { ago: 3000 }), asked('enq_2', { ago: 1000 }), asked('enq_3', { ago: 2000 })])).toBe(
      'enq_2',
    );
  });

  it('is never the repeat of itself, nor two of each other', () => {
    expect(first([asked('enq_9')])).toBeUndefined();
    expect(first([asked('enq_1')])).toBe('enq_1');
    expect(first([asked('enq_9')], asked('enq_1'))).toBeUndefined();
  });

  it.each([
    ['the same number written otherwise', '0086 21 5888 1234', true],
    ['its local form', '58881234', true],
    ['that number of another town', '010 5888 1234', false],
    ['no number', undefined, false],
  ])('without an account goes by the line: %s', (_what, phone, isRepeat) => {
    const now = asked('enq_9', { accountId: undefined, phone: '021-58881234' });
    expect(first([asked('enq_1', { ago: 1000, accountId: undefined, phone })], now)).toBe(
      isRepeat ? 'enq_1' : undefined,
    );
    // One of both was taken down before anybody knew who it was.
    expect(first([asked('enq_1', { ago: 1000, phone })], now)).toBe(isRepeat ? 'enq_1' : undefined);
  });

  it('goes by the account where both have one, whatever the number', () => {
    const phone = '021-58881234';
    expect(
      first([asked('enq_1', { ago: 1000, accountId: 'acc_2', phone })], asked('enq_9', { phone })),
    ).toBeUndefined();
  });

  it('knows a customer by the account that theirs was merged into', () => {
    const accountOf = (id: string) => (id === 'acc_old' ? 'acc_1' : id);
    const old = asked('enq_1', { ago: 1000, accountId: 'acc_old' });
    expect(repeatOf(asked('enq_9'), [old], { ...bounds, accountOf })?.id).toBe('enq_1');
  });
});

describe('the number of a caller', () => {
  it.each([
    ['13800138000', '+86 138 0013 8000', 'same'],
    ['0086 13800138000', '138-0013-8000', 'same'],
    ['+8613800138000', '138 0013 8000', 'same'],
    ['１３８００１３８０００', '13800138000', 'same'],
    ['021 5888 1234', '+86 21 5888 1234', 'same'],
    ['5888 1234', '021-58881234', 'same'],
    ['021 5888 1234 转 801', '+86 21 5888 1234', 'same'],
    ['1380013', '+86 138 0013 8000', 'part'],
    ['+86 1380013', '13800138000', 'part'],
    ['02158881', '+86 21 5888 1234', 'part'],
    ['138001', '13800138000', undefined],
    ['13800138001', '13800138000', undefined],
    ['010 5888 1234', '021 5888 1234', undefined],
  ])('%s may be %s: %s', (typed, stored, answer) => {
    expect(mayBeCaller(typed, stored, 'CN')).toBe(answer);
  });

  it.each([
    ['+86 21 5888 1234', '8881234'],
    ['8881234', '8881234'],
    ['1234', undefined],
    ['0000000', undefined],
    [undefined, undefined],
  ])('%s is kept under %s', (phone, key) => {
    expect(lineKey(phone)).toBe(key);
  });
});
