import { describe, expect, it } from 'vitest';
import type { Row } from '../kernel/rule.ts';
import { findRows, MAX_LOOKS } from './find.ts';
import type { ListView } from './list-view.ts';
import { madeUp, rowWith, viewOf } from './search.fixture.ts';
import { parseQuery } from './words.ts';

const customers = [
  rowWith('zsf', ['张三丰', 'KH-001', '+86 138 0013 8000', 'zsf@wudang.example', '教头']),
  rowWith('zw', ['张伟', 'KH-002', '13900001111', 'zhang.wei@ocean.example', '采购经理']),
  rowWith('zeng', ['曾国华', 'KH-003', '021-5888 1234']),
  rowWith('shan', ['单田芳', 'KH-004', '(010) 6555 0000']),
  rowWith('cq', ['重庆远洋机械有限公司', 'KH-005', '023 6812 0001', '重庆']),
  rowWith('lv', ['吕布', 'KH-006']),
  rowWith('ocean', ['Ocean', 'KH-007', '+44 20 7946 0018', 'info@ocean.example']),
  rowWith('oceanic', ['Oceanic Trading Ltd', 'KH-008']),
  rowWith('blue', ['Blue Ocean Trading', 'AB-12/3']),
  rowWith('subocean', ['Subocean', 'KH-010']),
  rowWith('siemens', ['Siemens China', 'KH-011']),
  rowWith('muller', ['Müller & Söhne', 'KH-012']),
  rowWith('order', ['SO-2026-00017', 'KH-013']),
  rowWith('gone', ['Ocean Old', 'KH-014'], { archivedAt: '2026-01-01' }),
  rowWith('erased', ['Ocean Erased', 'KH-015'], { removedAt: '2026-01-01', archivedAt: '2026-01-01' }),
  rowWith('loser', ['Atlantic Shipping', 'KH-016'], { aliasOf: 'ocean', archivedAt: '2026-01-01' }),
] as const;

/** The same customers alone, which are read through, and among so many others that the index is asked. */
const views: [string, ListView][] = [
  ['alone', viewOf(customers)],
  ['among many', viewOf([...Array.from({ length: 5000 }, (_, i) => rowWith(`x${i}`, [`Filler${i}`])), ...customers])],
];

const find = (view: ListView, q: string, more: Partial<Parameters<typeof findRows>[1]> = {}) =>
  findRows(view, {
    query: parseQuery(q),
    partition: 'all',
    limit: 20,
    titleField: 'name',
    self: 'me',
    recentFrom: '2026-06-01',
    ...more,
  }).hits;
const ids = (found: ReturnType<typeof find>) => found.map(({ row }) => row.id);

describe.each(views)('customers %s', (_, view) => {
  it.each([
    ['a name', '张三丰', ['zsf']],
    ['a part of a name', '三丰', ['zsf']],
    ['its pinyin', 'zhangsanfeng', ['zsf']],
    ['a part of its pinyin', 'sanfeng', ['zsf']],
    ['pinyin that is still being typed', 'zhangsanf', ['zsf']],
    ['initials', 'zsf', ['zsf']],
    ['capital initials', 'ZSF', ['zsf']],
    ['initials of two letters', 'zhsf', ['zsf']],
    ['signs and initials mixed', '张sf', ['zsf']],
    ['a surname by its reading as one', 'zengguohua', ['zeng']],
    ['the same by the other reading', 'cengguohua', ['zeng']],
    ['单 as a surname', 'shantianfang', ['shan']],
    ['单 as in 单位', 'dantianfang', ['shan']],
    ['重庆 by its name', 'chongqing', ['cq']],
    ['a company by its initials', 'cqyyjx', ['cq']],
    ['吕 as input methods have it', 'lvbu', ['lv']],
    ['吕 as passports have it', 'lyubu', ['lv']],
    ['a phone number', '13800138000', ['zsf']],
    ['the same with its country', '+86 138-0013-8000', ['zsf']],
    ['the same from abroad', '0086 13800138000', ['zsf']],
    ['the last digits', '00138000', ['zsf']],
    ['a number stored without its country', '+86 139 0000 1111', ['zw']],
    ['a number with its area', '02158881234', ['zeng']],
    ['the same in brackets', '(021) 5888-1234', ['zeng']],
    ['the same from abroad with its area', '+86 21 5888 1234', ['zeng']],
    ['a number of another country by its area', '020 7946 0018', ['ocean']],
    ['a code', 'kh-003', ['zeng']],
    ['a code without its signs', 'kh003', ['zeng']],
    ['a code with others', 'ab 12 3', ['blue']],
    ['a code without any', 'AB123', ['blue']],
    ['an order number', 'SO-2026-00017', ['order']],
    ['its last digits', '00017', ['order']],
    ['a mail address', 'zhang.wei@ocean.example', ['zw']],
    ['its domain', 'wudang.example', ['zsf']],
    ['two words of different fields, in any order', '138 张', ['zsf']],
    ['pinyin and a number', 'zhang 1390', ['zw']],
    ['full-width letters', 'ＳＩＥＭＥＮＳ', ['siemens']],
    ['a letter without its accent', 'muller sohne', ['muller']],
    ['two letters that changed places', 'seimens', ['siemens']],
    ['a letter too few', 'simens', ['siemens']],
    ['a letter too many', 'siemmens', ['siemens']],
    ['a wrong first letter', 'ziemens', ['siemens']],
    ['a wrong sign', '张三封', ['zsf']],
    ['a mistake beside another word', 'seimens china', ['siemens']],
    ['two mistakes', 'sjemems', []],
    ['a short word is not guessed', 'zsg', []],
    ['a digit is not guessed', 'KH-999', []],
    ['what a merged record was called', 'atlantic', ['ocean']],
    ['the code of a merged record', 'KH-016', ['ocean']],
    ['signs that mean nothing', '.*%', []],
    ['nothing', '   ', []],
  ])('are found by %s: %s', (_what, q, wanted) => {
    expect(ids(find(view, q))).toEqual(wanted);
  });

  it('come in the order of how well they were hit, and archived ones not at all', () => {
    const found = find(view, 'ocean').map(({ row, reason }) => `${row.id} ${reason}`);
    expect(found).toEqual(['ocean name', 'oceanic start', 'blue word', 'zw word', 'subocean part']);
    expect(find(view, 'zw').map(({ row, reason }) => `${row.id} ${reason}`)).toEqual(['zw initials']);
    expect(find(view, 'zhangwei')[0]!.reason).toBe('pinyin');
    expect(find(view, 'seimens')[0]!.reason).toBe('similar');
    expect(find(view, '13800138000')[0]!.reason).toBe('exact');
    expect(find(view, 'kh003')[0]!.reason).toBe('exact');
  });

  it('show a merged record once, with what it was called only where that was found', () => {
    expect(find(view, 'atlantic').map(({ formerly }) => formerly?.id)).toEqual(['loser']);
    expect(find(view, 'ocean')[0]!.formerly).toBeUndefined();
  });
});

describe('firms by the sound of their names', () => {
  const few = [
    rowWith('north', ['天津滨海轮业有限公司']),
    rowWith('stock', ['苏州恒通集团股份有限责任公司']),
    rowWith('middle', ['上海宏源新车行有限公司']),
    rowWith('far', ['上海远行自行车销售有限公司']),
    rowWith('bare', ['远行者俱乐部很长很长的名字']),
    rowWith('friend', ['有限元软件']),
  ];
  const crowd = Array.from({ length: 6000 }, (_, i) => rowWith(`x${i}`, [`甲乙${i}有限公司`]));

  it.each([
    ['alone', viewOf(few)],
    ['among a crowd of firms', viewOf([...few, ...crowd])],
  ])('%s: the legal form is found by its signs alone, and what follows the town counts as a beginning', (_, view) => {
    const wanted: [string, string[]][] = [
      ['yx', ['friend', 'bare', 'far', 'middle']],
      ['gs', []],
      ['gufen', []],
      ['jituan', []],
      ['zerengongsi', []],
      ['yuanxing', ['bare', 'far']],
      ['htjt', ['stock']],
      ['hengtongjituan', ['stock']],
      ['lyyxgs', ['north']],
      ['lunyeyouxiangongsi', ['north']],
      ['yxy', ['friend']],
      ['ruanjian', ['friend']],
      ['恒通集团', ['stock']],
    ];
    for (const [q, found] of wanted) expect(ids(find(view, q)), q).toEqual(found);
  });
});

describe('of hits alike', () => {
  it('own ones come first, then recent changes, then short names', () => {
    const view = viewOf([
      rowWith('long', ['Harbour Machines of the North']),
      rowWith('short', ['Harbour Co']),
      rowWith('recent', ['Harbour of late years'], { updatedAt: '2026-06-02' }),
      rowWith('mine', ['Harbour that is my own one'], { ownerId: 'me' }),
    ]);
    expect(ids(find(view, 'harbour'))).toEqual(['mine', 'recent', 'short', 'long']);
  });

  it('only what lies in the scope is found, however much of others’ there is', () => {
    const others = Array.from({ length: 9000 }, (_, i) => rowWith(`o${i}`, [`Harbour ${i}`], { ownerId: 'other' }));
    const own = Array.from({ length: 3500 }, (_, i) =>
      rowWith(`m${i}`, [i % 100 === 0 ? `Harbour own ${i}` : `Atlas ${i}`], { ownerId: 'me', updatedAt: '2020-01-01' }),
    );
    for (const mine of [own, own.slice(0, 1001)]) {
      const found = find(viewOf([...others, ...mine]), 'harbour own', { partition: 'o:me' });
      expect(found).toHaveLength(Math.min(20, mine.filter(({ id }) => Number(id.slice(1)) % 100 === 0).length));
      expect(found.every(({ row }) => row['ownerId'] === 'me')).toBe(true);
    }
    expect(find(viewOf([...others, ...own]), 'harbour 17', { partition: 'o:me' })).toEqual(
      find(viewOf(own), 'harbour 17'),
    );
  });
});

describe('the work of a search', () => {
  const queries = [
    'o',
    'oc',
    'ocean',
    'trading',
    '张',
    '张三',
    'zhang',
    'zs',
    'zsf',
    'zhangsanfeng',
    '13',
    '138 0',
    '1380013',
    'c-0',
    'example',
    'oecan',
    'xyzzy',
    '王 138',
    'wang 138',
    '机械有限公司',
    '.',
  ];
  const looks = (rows: readonly Row[]) => {
    const view = viewOf(rows);
    const search = { partition: 'all', limit: 8, titleField: 'name', self: 'me', recentFrom: '2026-06-01' };
    return queries.map((q) => findRows(view, { ...search, query: parseQuery(q) }).looked);
  };

  it('has a bound that does not grow with the records', () => {
    const large = looks(Array.from({ length: 20_000 }, (_, n) => madeUp(n)));
    for (const [i, looked] of large.entries()) expect(looked, queries[i]).toBeLessThanOrEqual(MAX_LOOKS);
    // Most queries are answered by a few hundred looks: less than a tenth of the records.
    expect(large.filter((looked) => looked > 2000).map((_, i) => i)).toHaveLength(0);
  });
});
