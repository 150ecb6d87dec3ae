import { beforeAll, describe, expect, it, vi } from 'vitest';
import { zh } from '../i18n/zh.ts';
import type { Format } from '../lib/format.ts';
import { shownText } from './texts.ts';

let format: Format;
beforeAll(async () => {
  // The page's language is read from the device as soon as its module is there.
  vi.stubGlobal('localStorage', { getItem: () => 'zh-CN' });
  const { makeFormat } = await import('../lib/format.ts');
  format = makeFormat(
    { lang: 'zh-CN', t: zh, label: (label) => label.zh },
    { timeZone: 'Asia/Shanghai', currency: 'CNY' },
  );
});

describe('texts of findings', () => {
  it('show instants in the workspace’s zone', () => {
    expect(shownText('2026-11-09T05:53:00.000Z', { subjectType: 'order', locator: 'status' }, format)).toBe(
      '2026-11-09 13:53',
    );
  });
  it('name values of a list', () => {
    const at = { subjectType: 'opportunity', locator: 'stage' };
    expect(shownText('qualification: 2026-08-28', at, format)).toBe('需求确认: 2026-08-28');
    expect(shownText('proposal, won', at, format)).toBe('方案报价, 赢单');
    expect(shownText('≤ 30 d', at, format)).toBe('≤ 30 天');
  });
  it('speak one language and name kinds of records', () => {
    expect(shownText('≥ today / 今天', { subjectType: 'opportunity', locator: 'closeDate' }, format)).toBe('≥ 今天');
    expect(shownText('product', { subjectType: 'order', locator: 'lines.0.productId' }, format)).toBe('产品');
  });
  it('write amounts as people do', () => {
    const at = { subjectType: 'order', locator: 'lines.0.floorPrice' };
    expect(shownText('104263.00 CNY', at, format)).toBe(format.money(10_426_300, 'CNY'));
    expect(shownText('104263.00 CNY', at, format)).toContain('104,263.00');
    expect(shownText('≥ 1200 JPY', at, format)).toBe(`≥ ${format.money(1200, 'JPY')}`);
    expect(shownText('32.00 CNY + 30.00 CNY', at, format)).toBe(
      `${format.money(3200, 'CNY')} + ${format.money(3000, 'CNY')}`,
    );
    expect(shownText('Suite 500 USA', { subjectType: 'account', locator: 'name' }, format)).toBe('Suite 500 USA');
  });
  it('leave what is wrong as it was found', () => {
    expect(shownText('021-5888', { subjectType: 'account', locator: 'phone' }, format)).toBe('021-5888');
    expect(shownText('x', { subjectType: 'rule', locator: '' }, format)).toBe('x');
  });
});
