import type { Row } from '../kernel/rule.ts';
import { ListView } from './list-view.ts';
import { compactForms, searchForm } from './words.ts';

/** A row as the list index has it: its search text is made of the values given, the title first. */
export const rowWith = (id: string, values: readonly string[], more: Record<string, unknown> = {}): Row => ({
  id,
  version: 1,
  updatedAt: '2026-01-01T00:00:00.000Z',
  name: values[0],
  ...more,
  _q: searchForm(values.flatMap((value) => [value, ...compactForms(value)]).join('\n')),
});

export const viewOf = (rows: readonly Row[]): ListView => {
  const view = new ListView();
  view.apply(rows);
  return view;
};

const surnames = '王李张刘陈杨黄赵周吴徐孙马朱胡郭何高林罗曾单仇吕欧阳';
const given = '伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英三丰小红文华建国志重庆';
const companies = ['Ocean', 'Northwind', 'Siemens', 'Evergreen', 'Harbour', 'Müller', 'Atlas', '远洋', '恒通', '新华'];
const from = (text: string | readonly string[], n: number) => text[(Math.imul(n + 1, 2654435761) >>> 8) % text.length]!;

/** A made-up person or company for each number. */
export const madeUp = (n: number): Row =>
  rowWith(
    `rec_${String((n * 7919) % 1_000_003).padStart(7, '0')}`,
    [
      n % 3 === 0
        ? `${from(companies, n)} ${n} ${n % 2 ? '机械有限公司' : 'Trading Ltd'}`
        : `${from(surnames, n)}${from(given, n * 7)}${n % 2 ? from(given, n * 13) : ''}`,
      `C-${String(n).padStart(6, '0')}`,
      `person${n}@company${n % 900}.example`,
      `+86 13${n % 10} ${String((n * 7919) % 10_000).padStart(4, '0')} ${String(n % 10_000).padStart(4, '0')}`,
      n % 2 ? '采购经理' : 'Buyer',
    ],
    { ownerId: `mem_${n % 40}`, updatedAt: new Date(1_700_000_000_000 + n * 1000).toISOString() },
  );
