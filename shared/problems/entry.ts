import { roleNames } from '../access/permissions.ts';
import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import * as f from '../kernel/field.ts';
import type { FieldFault } from '../kernel/problem.ts';
import { fault } from '../kernel/problem.ts';
import { addDays } from '../kernel/time.ts';
import { editionInBook, linkFields } from './edition.ts';

export const entryKinds = {
  problem: { en: 'Problem', zh: '问题' },
  guide: { en: 'Guide', zh: '操作指引' },
  answer: { en: 'Answer', zh: '答疑' },
} as const;

/** Longest text of an entry, characters: editions with all texts in both languages fit into one item. */
export const MAX_ENTRY_TEXT = 1000;

type Options = { computed?: true };

const text = (label: Label, options: Options) => f.longText(label, { ...options, max: MAX_ENTRY_TEXT }).optional();

/** Texts and links, in the working copy and in each edition. */
const words = (options: Options = {}) => ({
  titleZh: f.text({ en: 'Title (Chinese)', zh: '标题（中文）' }, { ...options, max: 200 }).optional(),
  titleEn: f.text({ en: 'Title (English)', zh: '标题（英文）' }, { ...options, max: 200 }).optional(),
  symptomZh: text({ en: 'Symptom (Chinese)', zh: '现象（中文）' }, options),
  symptomEn: text({ en: 'Symptom (English)', zh: '现象（英文）' }, options),
  wrongOperationZh: text({ en: 'Wrong operation (Chinese)', zh: '错误操作（中文）' }, options),
  wrongOperationEn: text({ en: 'Wrong operation (English)', zh: '错误操作（英文）' }, options),
  consequenceZh: text({ en: 'Consequence (Chinese)', zh: '后果（中文）' }, options),
  consequenceEn: text({ en: 'Consequence (English)', zh: '后果（英文）' }, options),
  causeZh: text({ en: 'Cause (Chinese)', zh: '原因（中文）' }, options),
  causeEn: text({ en: 'Cause (English)', zh: '原因（英文）' }, options),
  rightWayZh: text({ en: 'Right way (Chinese)', zh: '正确做法（中文）' }, options),
  rightWayEn: text({ en: 'Right way (English)', zh: '正确做法（英文）' }, options),
  errorCodes: f.tags({ en: 'Error codes', zh: '错误代码' }, options).optional(),
  auditRules: f.tags({ en: 'Audit rules', zh: '稽核规则' }, options).optional(),
  processSteps: f.tags({ en: 'Process steps', zh: '流程步骤' }, { ...options, max: 80 }).optional(),
  pages: f.tags({ en: 'Pages', zh: '页面' }, { ...options, max: 80 }).optional(),
  roles: f.tags({ en: 'Whom it affects', zh: '涉及角色' }, options).optional(),
});

const slug = /^[a-z][a-z0-9-]*$/;
const linkForms: Record<(typeof linkFields)[number], (link: string) => boolean> = {
  errorCodes: (link) => slug.test(link),
  auditRules: (link) => slug.test(link),
  processSteps: (link) => /^[a-z][a-z0-9-]*[/#][a-z][a-z0-9-]*$/.test(link),
  pages: (link) => /^\/[\w:/-]*$/.test(link),
  roles: (link) => (roleNames as readonly string[]).includes(link),
};

const check = ({ data }: Content): FieldFault[] => [
  ...(data['titleZh'] || data['titleEn'] ? [] : [fault('titleZh', 'required')]),
  ...linkFields.flatMap((name) =>
    ((data[name] as string[] | undefined) ?? []).flatMap((link, index) =>
      linkForms[name](link) ? [] : [fault(`${name}.${index}`, 'bad-format')],
    ),
  ),
];

/** Editions come of publishing alone; an entry that is checked anew is stale no longer. */
const derive = (next: Content, previous?: Content): Content => {
  const { staleSince, name: _name, ...data } = next.data;
  const isNew = data['edition'] !== undefined && data['edition'] !== previous?.data['edition'];
  const stays = staleSince !== undefined && data['reviewOn'] === previous?.data['reviewOn'];
  const name = data['titleZh'] ?? data['titleEn'];
  return {
    data: { ...data, ...(name === undefined ? {} : { name }), ...(stays ? { staleSince } : {}) },
    lines: (isNew ? next.lines : previous?.lines) ?? [],
  };
};

/**
 * An entry of the problem book (REV-5): symptom, wrong operation, consequence, cause, right way, and where it is shown. Its lines are
 * the published editions, the newest last: readers see that one, whatever is being worked on.
 */
export const problemEntry = defineEntity({
  name: 'problemEntry',
  collection: 'problem-entries',
  label: { en: 'Problem-book entry', zh: '问题教科书条目' },
  plural: { en: 'Problem book', zh: '问题教科书' },
  domain: 'problems',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Entry', zh: '条目' }, { computed: true }).optional(),
    kind: f.choice(entryKinds, { en: 'Kind', zh: '类型' }).default('problem'),
    status: f
      .choice(
        {
          draft: { en: 'Draft', zh: '草稿' },
          'in-review': { en: 'In review', zh: '审核中' },
          published: { en: 'Published', zh: '已发布' },
          withdrawn: { en: 'Withdrawn', zh: '已撤下' },
        },
        { en: 'Status', zh: '状态' },
      )
      .default('draft'),
    ...words(),
    reviewOn: f.date({ en: 'Fresh until', zh: '有效期至' }).optional(),
    note: f.longText({ en: 'Note for editors', zh: '编辑备注' }, { max: MAX_ENTRY_TEXT }).optional(),
    edition: f.integer({ en: 'Edition', zh: '版次' }, { computed: true }).optional(),
    publishedAt: f.datetime({ en: 'In the book since', zh: '发布时间' }, { computed: true }).optional(),
    staleSince: f.date({ en: 'Stale since', zh: '过期日期' }, { computed: true }).optional(),
    origin: f.text({ en: 'Drafted from', zh: '来源' }, { computed: true }).optional(),
  },
  lines: {
    edition: f.integer({ en: 'Edition', zh: '版次' }, { computed: true }).optional(),
    at: f.datetime({ en: 'Published', zh: '发布时间' }, { computed: true }).optional(),
    by: f.text({ en: 'Published by', zh: '发布人' }, { computed: true }).optional(),
    kind: f.choice(entryKinds, { en: 'Kind', zh: '类型' }, { computed: true }).optional(),
    ...words({ computed: true }),
  },
  keys: [{ field: 'origin' }],
  title: 'name',
  titleEn: 'titleEn',
  search: ['titleZh', 'titleEn', 'symptomZh', 'symptomEn', 'rightWayZh', 'rightWayEn'],
  defaultSort: '-updatedAt',
  owned: true,
  seenBy: 'problems:write',
  attachments: true,
  filesOpen: (rec) => rec.data['publishedAt'] !== undefined && rec.archivedAt === undefined,
  process: { field: 'status', of: () => 'problem-entry' },
  check,
  derive,
  // The day after the last one of its freshness; once that was told, nothing until it is confirmed or revised.
  alarm: ({ data }) =>
    data['publishedAt'] !== undefined && typeof data['reviewOn'] === 'string' && data['staleSince'] === undefined
      ? addDays(data['reviewOn'], 1)
      : undefined,
  listExtras: (rec) => {
    const book = editionInBook(rec);
    return { ...(book ? { book } : {}), ...(rec.verifiedBy ? { verifiedBy: rec.verifiedBy } : {}) };
  },
  example: {
    titleZh: '订单金额与明细不符',
    titleEn: 'The amount of the order is not that of its lines',
    symptomZh: '提交订单时提示金额与明细不符。',
    wrongOperationZh: '先改总金额，没有改明细。',
    rightWayZh: '只改明细的数量和单价，金额由系统计算。',
    auditRules: ['amounts-do-not-add-up'],
    pages: ['/orders/:id'],
    roles: ['sales-rep'],
  },
});
