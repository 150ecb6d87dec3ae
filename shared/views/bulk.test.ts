import { describe, expect, it } from 'vitest';
import { account } from '../customers/account.ts';
import type { Rec } from '../kernel/record.ts';
import { order } from '../sales/order.ts';
import { noStandard } from '../standards/standard.ts';
import { bodyOf, bulkFaults, changesBetween, undoOf, withValues } from './bulk.ts';

const rec = (data: Record<string, unknown>, more: Partial<Rec> = {}): Rec => ({
  type: 'account',
  id: 'acc_1',
  ws: 'ws_1',
  version: 1,
  schemaVersion: 1,
  createdAt: '',
  createdBy: '',
  updatedAt: '',
  updatedBy: '',
  via: 'web',
  occurredAt: '',
  enteredAt: '',
  source: 'web',
  data,
  ...more,
});

const own = {
  ...noStandard,
  custom: [
    { name: 'fairs', type: 'multiEnum' as const, label: { en: 'Fairs', zh: '展会' }, values: ['Canton', 'Hannover'] },
  ],
};

describe('a change of many records', () => {
  it.each<[string, object, string[]]>([
    ['a field', { set: { city: '上海' } }, []],
    ['several values', { add: { tags: ['vip'], 'custom.fairs': ['Canton'] } }, []],
    ['nothing', {}, ['change']],
    ['a field that is not there', { set: { planet: 'Mars' } }, ['change.set.planet']],
    ['a code, of which each has its own', { set: { code: 'C000001' } }, ['change.set.code']],
    ['ids in other systems', { set: { externalIds: {} } }, ['change.set.externalIds']],
    ['values to a field with one', { add: { city: ['x'] } }, ['change.add.city']],
    ['an own field that is not declared', { set: { custom: { shoe: 1 } } }, ['change.set.custom.shoe']],
    ['archiving with something else', { archive: true, set: { city: 'x' } }, ['change.archive']],
  ])('%s', (_case, change, faults) => {
    expect(bulkFaults(account, change, own).map(({ field }) => field)).toEqual(faults);
  });

  it('takes no step of a process and touches no lines', () => {
    const faults = bulkFaults(order, { set: { status: 'approved', lines: [] } }, noStandard);
    expect(faults.map(({ code }) => code)).toEqual(['not-allowed-value', 'not-allowed-value']);
  });

  it('adds to what each record has, once, and leaves those alone that have it', () => {
    const change = { set: { city: '上海' }, add: { tags: ['vip', 'east'] }, remove: { tags: ['old'] } };
    expect(bodyOf(change, rec({ tags: ['old', 'vip'] }))).toEqual({ city: '上海', tags: ['vip', 'east'] });
    expect(bodyOf({ remove: { tags: ['old'] } }, rec({ tags: ['old'] }))).toEqual({ tags: null });
    expect(bodyOf({ add: { tags: ['vip'] } }, rec({ tags: ['vip'] }))).toEqual({});
    expect(bodyOf({ add: { 'custom.fairs': ['Canton'] } }, rec({ custom: { fairs: ['Hannover'], size: 3 } }))).toEqual({
      custom: { fairs: ['Hannover', 'Canton'] },
    });
  });
});

describe('taking it back', () => {
  const before = rec({ city: '苏州', tags: ['a'], custom: { size: 3 } }, { ownerId: 'mem_1' });
  const after = rec({ city: '上海', tags: ['a', 'b'], custom: { size: 4, fairs: ['Canton'] } }, { ownerId: 'mem_2' });
  const changes = changesBetween(account, before, after);
  const undone = (now: Rec) => {
    const { back, kept } = undoOf(changes, now);
    return {
      data: withValues(now.data, back),
      kept: kept.sort(),
      owner: back.find(({ field }) => field === 'ownerId'),
    };
  };

  it('is exact where nobody touched the record', () => {
    expect(undone(after)).toEqual({ data: before.data, kept: [], owner: { field: 'ownerId', value: 'mem_1' } });
  });

  it.each<[string, Rec, object, string[]]>([
    [
      'another field was changed',
      { ...after, data: { ...after.data, name: 'New' } },
      { ...before.data, name: 'New' },
      [],
    ],
    [
      'the field was changed again',
      { ...after, data: { ...after.data, city: '杭州' } },
      { ...before.data, city: '杭州' },
      ['city'],
    ],
    [
      'a tag was added since',
      { ...after, data: { ...after.data, tags: ['a', 'b', 'c'] } },
      { ...before.data, tags: ['a', 'c'] },
      [],
    ],
    ['it was put back by hand', { ...after, data: { ...after.data, city: '苏州' } }, before.data, []],
    [
      'an own field was changed again',
      { ...after, data: { ...after.data, custom: { size: 9, fairs: ['Canton'] } } },
      { ...before.data, custom: { size: 9 } },
      ['custom.size'],
    ],
  ])('keeps later work: %s', (_case, now, data, kept) => {
    expect(undone(now)).toMatchObject({ data, kept });
  });
});
