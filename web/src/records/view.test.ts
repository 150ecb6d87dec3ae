import { describe, expect, test } from 'vitest';
import { account } from '../../../shared/customers/account.ts';
import { order } from '../../../shared/sales/order.ts';
import { en } from '../i18n/en.ts';
import type { I18n } from '../i18n/index.tsx';
import { zh } from '../i18n/zh.ts';
import { makeFormat } from '../lib/format.ts';
import { bodyFor, fieldSpecs } from './fields.ts';
import { askOf, nextSort, readView, viewText } from './view.ts';
import { conditionWords, sortWords } from './words.ts';

const i18n: Record<'en' | 'zh', I18n> = {
  en: { lang: 'en', t: en, label: (label) => label.en },
  zh: { lang: 'zh-CN', t: zh, label: (label) => label.zh },
};
const format = (lang: 'en' | 'zh') => makeFormat(i18n[lang], { timeZone: 'Asia/Shanghai', currency: 'CNY' });
const all = { shows: () => true };
const specs = [...fieldSpecs(account, all), ...fieldSpecs(order, all)];
const spec = (name: string) => specs.find((one) => one.name === name);
const titles = (id: string) => ({ mem_1: '李娜' })[id];

describe('the view in the address', () => {
  const text =
    'filter=status:in:customer|prospect&filter=name:contains:a:b&q=上海&sort=-updatedAt&archived=only&columns=name,city&shape=board';
  test('is read and written without loss', () => {
    const view = readView(`?${text}`);
    expect(view).toMatchObject({
      conditions: [
        { field: 'status', op: 'in', value: 'customer|prospect' },
        { field: 'name', op: 'contains', value: 'a:b' },
      ],
      q: '上海',
      sort: '-updatedAt',
      archived: 'only',
      columns: ['name', 'city'],
      shape: 'board',
    });
    expect(readView(viewText(view))).toEqual(view);
  });
  test('leaves out what it does not understand', () => {
    expect(readView('?filter=nonsense&filter=status:like:x&archived=maybe').conditions).toEqual([]);
    expect(viewText(readView(''))).toBe('');
  });
  test('asks the API in its own terms', () => {
    expect(askOf(account, readView('?filter=city:empty'))).toEqual({
      sort: 'name',
      filter: ['city:empty'],
      archived: 'no',
    });
  });
  test('a click on a head goes up, down, none', () => {
    expect(nextSort(undefined, 'city')).toBe('city');
    expect(nextSort('city', 'city')).toBe('-city');
    expect(nextSort('-city', 'city')).toBeUndefined();
  });
});

describe('conditions in words', () => {
  test.each([
    ['status:in:customer|prospect', 'Status is Customer or Prospect', '状态是成交客户或潜在客户'],
    ['city:empty', 'City is empty', '城市为空'],
    ['creditLimit:gte:10000000', 'Credit limit is at least ¥100,000.00', '信用额度不少于¥100,000.00'],
    ['customerSince:lt:2026-01-01', 'Customer since is before 1 Jan 2026', '建档日期早于2026-01-01'],
    ['createdAt:gte:2026-10-31T16:00:00.000Z', 'Created is no earlier than 1 Nov 2026', '创建时间不早于2026-11-01'],
    ['ownerId:in:mem_1', 'Owner is 李娜', '负责人是李娜'],
    ['name:contains:远洋', 'Name contains 远洋', '名称包含远洋'],
    ['country:eq:CN', 'Country is China', '国家/地区是中国'],
  ])('%s', (text, english, chinese) => {
    const [condition] = readView(`?filter=${text}`).conditions;
    expect(conditionWords(condition!, spec(condition!.field), format('en'), titles)).toBe(english);
    expect(conditionWords(condition!, spec(condition!.field), format('zh'), titles)).toBe(chinese);
  });
  test('orders', () => {
    expect(sortWords('-orderDate', spec('orderDate'), format('en'))).toBe('Order date, latest first');
    expect(sortWords('name', spec('name'), format('zh'))).toBe('名称：升序');
  });
});

test('own fields of the workspace travel together, an emptied field as null', () => {
  const custom = {
    name: 'custom.size',
    type: 'text' as const,
    label: { en: 'Size', zh: '规模' },
    required: false,
    place: 'custom' as const,
  };
  expect(bodyFor({ custom: { size: 'S', zone: 1 } }, custom, 'L')).toEqual({ custom: { size: 'L', zone: 1 } });
  expect(bodyFor({}, spec('city')!, '')).toEqual({ city: null });
});
