import { expect, test } from 'vitest';
import { buildPack } from '../../shared/review/pack.ts';
import type { ReviewPack, ServicePack } from '../../shared/review/review.contract.ts';
import { reviewMail } from './mail.ts';

const none = { value: 0 };
const share = (percent?: number, before?: number) => ({
  of: none,
  in: none,
  ...(percent === undefined ? {} : { percent }),
  ...(before === undefined ? {} : { before }),
});
/** A month in which nothing but one enquiry was counted. */
const quiet = buildPack(
  {
    period: '2026-10',
    workspaceId: 'ws_1',
    workspaceName: '海港车行',
    frozenAt: '2026-11-01T00:00:00.000Z',
    asOf: '2026-11-01',
    provisional: false,
    gauges: {},
    flows: { '2026-10': { 'service.enquiries': { count: 1 } } },
    owners: {},
  },
  undefined,
);
const packWith = (service?: { complaints: object }): ReviewPack => {
  const { service: counted, ...rest } = quiet;
  if (!service || !counted) return rest;
  return {
    ...rest,
    service: { ...counted, ...service, complaints: { ...counted.complaints, ...service.complaints } } as ServicePack,
  };
};

const served = {
  firstContact: share(84.6, 80),
  complaints: { confirmed: share(), opened: { value: 3, before: 5 } },
  lost: { count: { value: 1 }, byReason: [] },
};

test.each([
  ['zh-CN', '首次联系即解决: 84.6% (上月 80%)', '新增客诉: 3 (上月 5)', '流失客户: 1'],
  [
    'en',
    'Solved at the first contact: 84.6% (month before 80%)',
    'Complaints received: 3 (month before 5)',
    'Customers lost: 1',
  ],
] as const)('the monthly mail in %s tells whether customers were helped, and who left', (language, ...told) => {
  const lines = reviewMail(packWith(served), language).text.split('\n');
  expect(lines).toEqual(expect.arrayContaining([...told]));
  // A share of nothing is not told.
  expect(lines.filter((line) => /确认|Confirmed/.test(line))).toEqual([]);
});

test('where no service was counted, the mail says nothing of it', () => {
  expect(reviewMail(packWith(), 'en').text).not.toContain('Complaints');
});
