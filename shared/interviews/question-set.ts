import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault, ofTouched, outside } from '../kernel/problem.ts';
import { processLabels } from '../processes.ts';

export const questionSetStates = {
  draft: { en: 'Draft', zh: '草稿' },
  published: { en: 'In use', zh: '使用中' },
  retired: { en: 'No longer used', zh: '已停用' },
} as const satisfies Record<string, Label>;

/** Longest question and answer, characters: they are read aloud. */
export const MAX_QUESTION = 300;
export const MAX_ANSWER = 800;
/** More than these nobody answers in one go. */
export const MAX_QUESTIONS = 40;
/** Percent of the points from which an interview is passed. */
export const USUAL_PASS_MARK = 80;

/** A question with its right answer, as it stands in a list and is copied onto an interview. */
const question = (options: { computed?: true } = {}) => ({
  key: f.text({ en: 'Key', zh: '题号' }, { ...options, max: 60 }).optional(),
  step: f.text({ en: 'Step of the process', zh: '流程环节' }, { ...options, max: 90 }).optional(),
  questionZh: f
    .longText({ en: 'Question (Chinese)', zh: '问题（中文）' }, { ...options, max: MAX_QUESTION })
    .optional(),
  questionEn: f
    .longText({ en: 'Question (English)', zh: '问题（英文）' }, { ...options, max: MAX_QUESTION })
    .optional(),
  answerZh: f
    .longText({ en: 'Right answer (Chinese)', zh: '标准答案（中文）' }, { ...options, max: MAX_ANSWER })
    .optional(),
  answerEn: f
    .longText({ en: 'Right answer (English)', zh: '标准答案（英文）' }, { ...options, max: MAX_ANSWER })
    .optional(),
  points: f.integer({ en: 'Points', zh: '分值' }, options).optional(),
  critical: f.boolean({ en: 'Critical', zh: '关键题' }, options).optional(),
});
export const questionFields = question();
export const copiedQuestion = question({ computed: true });
export const questionParts = Object.keys(questionFields) as (keyof typeof questionFields)[];

type Line = Record<string, unknown>;
const isFilled = (line: Line, ...names: string[]): boolean =>
  names.some((name) => typeof line[name] === 'string' && String(line[name]).trim() !== '');

const keyForm = /^[a-z0-9][\w.:-]*$/;

const wrongLine = (line: Line, at: string): FieldFault[] => [
  ...(isFilled(line, 'questionZh', 'questionEn') ? [] : [fault(`${at}.questionZh`, 'required')]),
  ...(isFilled(line, 'answerZh', 'answerEn') ? [] : [fault(`${at}.answerZh`, 'required')]),
  ...(line['key'] === undefined || keyForm.test(String(line['key']))
    ? []
    : [fault(`${at}.key`, 'bad-format', 'who.draft')]),
  ...outside(`${at}.points`, line['points'], [1, 10]),
];

const check = (next: Content, previous?: Content): FieldFault[] => {
  const lines = next.lines ?? [];
  const seen = new Set<unknown>();
  const twice = lines.flatMap((line, index) => {
    const again = seen.has(line['key']);
    seen.add(line['key']);
    return again ? [fault(`lines.${index}.key`, 'duplicate')] : [];
  });
  const faults = [
    ...outside('passMark', next.data['passMark'], [1, 100]),
    ...outside('lines', lines.length, [next.data['status'] === 'published' ? 1 : 0, MAX_QUESTIONS]),
    ...lines.flatMap((line, index) => wrongLine(line, `lines.${index}`)),
    ...twice,
  ];
  // What is put to use is right as a whole, whenever it was written.
  return next.data['status'] === 'published' ? faults : ofTouched(faults, next, previous);
};

/** Every question has a key of its own, by which its answers are counted for as long as it is the same question. */
const keyed = (lines: readonly Line[]): Line[] => {
  const taken = new Set(lines.map((line) => line['key']));
  let last = 0;
  return lines.map((line) => {
    if (line['key'] !== undefined) return line;
    do last++;
    while (taken.has(`q${last}`));
    taken.add(`q${last}`);
    return { ...line, key: `q${last}` };
  });
};

/** A process has one list in use: the natural key of one that is published is its process. */
const derive = (next: Content, previous: Content | undefined, now: string): Content => {
  const { inUseFor: _for, publishedAt, ...data } = next.data;
  const lines = keyed(next.lines ?? []);
  if (data['status'] !== 'published') return { data, lines };
  const since = previous?.data['status'] === 'published' ? (publishedAt ?? now) : now;
  return { data: { ...data, inUseFor: data['processKey'], publishedAt: since }, lines };
};

/** Questions on a process with their right answers (AUD-6). The published list of a process is the one that interviews use. */
export const questionSet = defineEntity({
  name: 'questionSet',
  collection: 'question-sets',
  label: { en: 'Question list', zh: '题单' },
  plural: { en: 'Question lists', zh: '题单' },
  domain: 'interviews',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '报价流程题单' }),
    processKey: f.choice(processLabels, { en: 'Process', zh: '流程' }),
    status: f.choice(questionSetStates, { en: 'Status', zh: '状态' }).default('draft'),
    passMark: f.integer({ en: 'Pass mark, percent', zh: '及格线（%）' }).default(USUAL_PASS_MARK),
    note: f.longText({ en: 'Note', zh: '备注' }, { max: 1000 }).optional(),
    publishedAt: f.datetime({ en: 'In use since', zh: '启用时间' }, { computed: true }).optional(),
    inUseFor: f.text({ en: 'In use for', zh: '用于流程' }, { computed: true, max: 40 }).optional(),
  },
  lines: questionFields,
  keys: [{ field: 'inUseFor' }],
  title: 'name',
  search: ['name'],
  defaultSort: 'name',
  owned: false,
  check,
  derive,
  example: {
    name: '报价流程题单',
    processKey: 'quote',
    passMark: 80,
    lines: [
      {
        questionZh: '报价单提交后多久内要审批？',
        questionEn: 'Within how many hours is a quote approved?',
        answerZh: '4 个工作小时',
        answerEn: '4 business hours',
        points: 2,
        critical: true,
      },
    ],
  },
});
