import { describe, expect, it } from 'vitest';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { bodyFrom, editionsOf, entryFromFinding, isStale, missingIn, read, workingEntry } from './entry.ts';

const record = (fields: Record<string, unknown>): WebRecord => ({
  id: 'pbe_1',
  type: 'problemEntry',
  version: 1,
  createdAt: '2026-11-01T00:00:00.000Z',
  createdBy: 'mem_1',
  updatedAt: '2026-11-01T00:00:00.000Z',
  updatedBy: 'mem_1',
  ...fields,
});

it.each([
  ['in English', { name: '焊缝', titleEn: 'Weld' }, 'Weld'],
  ['as it is called at all where nobody wrote that', { name: '焊缝', titleEn: '' }, '焊缝'],
  ['by its id where it has no name', {}, 'pbe_1'],
])('an entry is called by readers of English %s', (_name, fields, expected) => {
  expect(titleOf(record(fields))).toBe(expected);
});

describe('a text is read', () => {
  it.each([
    ['in the reader’s language', { zh: '先填交期', en: 'Fill the date' }, { text: 'Fill the date' }],
    ['in the other one where theirs is missing', { zh: '先填交期' }, { text: '先填交期', other: 'zh-CN' }],
    ['in the other one where theirs is blank', { zh: '先填交期', en: '  ' }, { text: '先填交期', other: 'zh-CN' }],
    ['not at all where nobody wrote it', {}, undefined],
  ] as const)('%s', (_, words, expected) => {
    expect(read(words, 'en')).toEqual(expected);
  });
});

describe('an entry is stale', () => {
  it.each([
    ['not on its last day', { reviewOn: '2026-11-22' }, false],
    ['from the day after', { reviewOn: '2026-11-21' }, true],
    ['never without a day', {}, false],
    ['where the server says so', { reviewOn: '2027-01-01', stale: true }, true],
  ])('%s', (_, entry, expected) => {
    expect(isStale(entry, '2026-11-22')).toBe(expected);
  });
});

it('reads texts and links of the record, and of each edition, newest first', () => {
  const made = record({
    kind: 'problem',
    titleZh: '新标题',
    lines: [
      { edition: 1, at: '2026-01-01T00:00:00.000Z', by: 'mem_2', titleZh: '旧标题', pages: ['/orders'] },
      { edition: 2, titleZh: '标题' },
    ],
  });
  expect(workingEntry(made).title).toEqual({ zh: '新标题', en: undefined });
  expect(editionsOf(made).map(({ edition, title, links, by }) => [edition, title.zh, links.pages, by])).toEqual([
    [2, '标题', [], undefined],
    [1, '旧标题', ['/orders'], 'mem_2'],
  ]);
});

it('says in which language a title or a right way is missing', () => {
  const of = (fields: Record<string, unknown>) => missingIn(workingEntry(record(fields)));
  expect(of({ titleZh: '标', rightWayZh: '对', titleEn: 'T', rightWayEn: 'R' })).toEqual([]);
  expect(of({ titleZh: '标', rightWayZh: '对', titleEn: 'T' })).toEqual(['en']);
  expect(of({ titleEn: 'T', rightWayEn: 'R' })).toEqual(['zh-CN']);
});

const rule = {
  label: { en: 'Bad phone', zh: '电话有误' },
  explanation: { en: 'Nobody can be called.', zh: '无法联系客户。' },
  help: { en: 'Take it from the card.', zh: '按名片填写。' },
};

it('begins an entry with the words of the rule and of those who explained the finding, each in its language', () => {
  const body = bodyFrom(
    entryFromFinding({ rule: 'bad-phone', cause: '手工录入', prevention: 'Show the form beside the field.' }, rule),
  );
  expect(body).toEqual({
    kind: 'problem',
    titleEn: 'Bad phone',
    titleZh: '电话有误',
    symptomEn: 'Bad phone',
    symptomZh: '电话有误',
    consequenceEn: 'Nobody can be called.',
    consequenceZh: '无法联系客户。',
    causeZh: '手工录入',
    rightWayZh: '按名片填写。',
    rightWayEn: 'Take it from the card.\nShow the form beside the field.',
    auditRules: ['bad-phone'],
  });
});

it('keeps the texts of a new entry within what an entry may hold', () => {
  const body = bodyFrom({
    kind: 'problem',
    title: { en: 'x'.repeat(300) },
    cause: { zh: '因'.repeat(1500) },
    links: {},
  });
  expect(String(body['titleEn'])).toHaveLength(200);
  expect(String(body['causeZh'])).toHaveLength(1000);
});
