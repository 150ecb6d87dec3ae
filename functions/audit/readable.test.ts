import { describe, expect, it } from 'vitest';
import { readable, readRecords } from './readable.ts';

const item = {
  pk: 'ws_1#acc_1',
  sk: '#',
  type: 'account',
  id: 'acc_1',
  ws: 'ws_1',
  version: 1,
  schemaVersion: 1,
  createdAt: '2026-11-21T00:00:00.000Z',
  updatedAt: '2026-11-21T00:00:00.000Z',
  data: { name: 'Ocean' },
};

describe('a stored record', () => {
  it('is read as it is', () => {
    expect(readable({ ...item, lines: [{ quantity: 1 }] })).toMatchObject({ id: 'acc_1', lines: [{ quantity: 1 }] });
  });

  it.each([
    ['no data', { data: null }, /data is not an object/],
    ['a list for data', { data: [] }, /data is not an object/],
    ['no data at all', { data: undefined }, /not a record/],
    ['a form of a later product', { schemaVersion: 99 }, /schemaVersion 99/],
    ['no form', { schemaVersion: undefined }, /schemaVersion undefined/],
    ['a broken instant', { createdAt: 'yesterday' }, /createdAt is not an instant/],
    ['no instant', { updatedAt: undefined }, /updatedAt is not an instant/],
    ['lines that are none', { lines: 'three' }, /lines are not a list/],
    ['a line that is none', { lines: [null] }, /lines are not a list/],
    ['a kind that there is none of', { type: 'spaceship' }, /spaceship/],
  ])('cannot be read with %s, and costs the others nothing', (_name, parts, why) => {
    const refused: [string, string][] = [];
    const read = readRecords(
      [
        { ...item, ...parts },
        { ...item, id: 'acc_2' },
      ],
      (id, error) => refused.push([id, (error as Error).message]),
    );
    expect(read.map((rec) => rec.id)).toEqual(['acc_2']);
    expect(refused).toEqual([['acc_1', expect.stringMatching(why)]]);
  });
});
