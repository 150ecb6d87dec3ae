import { describe, expect, it } from 'vitest';
import type { Item, Write } from '../../functions/runtime/table.ts';
import { WriteRefused } from '../../functions/runtime/table.ts';
import type { Key } from '../../shared/table/keys.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { calendarOf } from './calendar.ts';
import { makeSmallCompany } from './small.ts';
import { writeRecords } from './write.ts';

const now = '2026-11-18T03:20:00.000Z';
/** A hundred customers, each with a contact: a few transactions. */
const records = makeSmallCompany(
  { ws: 'ws_demo', writtenAt: now, calendar: calendarOf(Date.parse(now)) },
  {
    rows: Array.from(
      { length: 100 },
      (_, index) => [`Customer ${index}`, '上海', `+86 21 5000 ${1000 + index}`, `Person ${index}`] as const,
    ),
    country: 'CN',
    owner: { id: 'mem_rep' },
  },
);

const nameOf = (key: Key) => `${key.pk} ${key.sk}`;

/** A table in memory that knows `create`, and dies after a number of writes. */
const tableFor = (writes: number) => {
  const items = new Map<string, Item>();
  let left = writes;
  return {
    items,
    live: () => {
      left = Number.POSITIVE_INFINITY;
    },
    write: async (list: readonly Write[]) => {
      if (left-- <= 0) throw new Error('killed');
      expect(list.length).toBeLessThanOrEqual(100);
      const created = list.flatMap((one) => (one.op === 'create' ? [one.item] : []));
      const refused = created.flatMap((item, index) => (items.has(nameOf(item)) ? [index] : []));
      if (refused.length > 0) throw new WriteRefused(refused, undefined);
      for (const item of created) items.set(nameOf(item), item);
    },
    batchGet: async (keys: readonly Key[]) => keys.map((key) => items.get(nameOf(key))),
  };
};

describe('writing records', () => {
  it('goes on where it was interrupted, and changes nothing the third time', async () => {
    const table = tableFor(2);
    await expect(writeRecords(table, records)).rejects.toThrow('killed');
    const partly = table.items.size;
    table.live();
    await writeRecords(table, records);
    expect(partly).toBeGreaterThan(0);
    expect(table.items.size).toBeGreaterThan(partly);
    const whole = new Map(table.items);
    await writeRecords(table, records);
    expect(table.items).toEqual(whole);
    for (const rec of records) expect(table.items.has(nameOf(recordKey(rec.ws, rec.id)))).toBe(true);
  });

  it('says so when a natural key belongs to another record', async () => {
    const table = tableFor(Number.POSITIVE_INFINITY);
    const rec = records[0]!;
    await writeRecords(table, [rec]);
    await expect(writeRecords(table, [{ ...rec, id: 'acc_another' }])).rejects.toBeInstanceOf(WriteRefused);
  });
});
