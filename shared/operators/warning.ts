import type { Content } from '../kernel/entity.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

export const warningKinds = {
  notice: { en: 'Notice', zh: '提醒' },
  warning: { en: 'Warning', zh: '警告' },
} as const;
export type WarningKind = keyof typeof warningKinds;

export const warningStates = {
  draft: { en: 'Draft', zh: '草稿' },
  issued: { en: 'Issued', zh: '已发出' },
  answered: { en: 'Answered', zh: '已答复' },
  appealed: { en: 'Appealed', zh: '申诉中' },
  upheld: { en: 'Upheld', zh: '维持' },
  withdrawn: { en: 'Withdrawn', zh: '已撤销' },
  'taken-back': { en: 'Taken back', zh: '已撤回' },
  discarded: { en: 'Discarded', zh: '未发出' },
} as const;

/** States in which it is between its writer and those who look over it: the person does not see what was never said to them. */
const unsaid: readonly string[] = ['draft', 'discarded'];
/** States in which it counts against the person: the next one of the kind is a warning. */
export const standing: readonly string[] = ['issued', 'answered', 'appealed', 'upheld'];

/** Most findings that one of them rests on. */
export const MAX_EVIDENCE = 30;

const computed = { computed: true } as const;

/** Once it is issued it is shown to its person, for good. */
const derive = (next: Content, previous?: Content): Content => {
  const { shownTo: _shown, ...data } = next.data;
  // A record without a state is being made, and begins as a draft.
  const said = data['status'] !== undefined && !unsaid.includes(String(data['status']));
  const shown = previous?.data['shownTo'] ?? (said ? data['memberId'] : undefined);
  return { ...next, data: { ...data, ...(shown === undefined ? {} : { shownTo: shown }) } };
};

/**
 * A notice or warning to a person whose faults recur (AUD-8): issued by a person, answered, open to appeal. Seen by its person, its
 * issuer, and those who look over all of them. Made and changed by endpoints of its own, so that no one else's hand gets into it.
 */
export const warning = defineEntity({
  name: 'warning',
  collection: 'warnings',
  label: { en: 'Notice or warning', zh: '提醒与警告' },
  plural: { en: 'Notices and warnings', zh: '提醒与警告' },
  domain: 'improvement',
  schemaVersion: 1,
  fields: {
    subject: f.text({ en: 'In short', zh: '事由' }, { max: 120 }),
    kind: f.choice(warningKinds, { en: 'Kind', zh: '类型' }).default('notice'),
    memberId: f.ref('member', { en: 'Person', zh: '对象' }),
    status: f.choice(warningStates, { en: 'Status', zh: '状态' }).default('draft'),
    text: f.longText({ en: 'What is said', zh: '正文' }, { max: 2000 }).optional(),
    evidence: f.tags({ en: 'Evidence', zh: '依据' }, computed).optional(),
    rule: f.text({ en: 'Rule', zh: '规则' }, computed).optional(),
    origin: f.text({ en: 'Proposed from', zh: '系统建议来源' }, { ...computed, max: 200 }).optional(),
    shownTo: f.ref('member', { en: 'Shown to', zh: '送达' }, computed).optional(),
    issuedBy: f.ref('member', { en: 'Issued by', zh: '发出人' }, computed).optional(),
    issuedAt: f.datetime({ en: 'Issued', zh: '发出时间' }, computed).optional(),
  },
  keys: [{ field: 'origin' }],
  title: 'subject',
  search: ['subject', 'text'],
  defaultSort: '-createdAt',
  owned: true,
  seenBy: 'warnings:write',
  people: ['shownTo'],
  personal: true,
  process: { field: 'status', of: () => 'warning' },
  derive,
  operations: ['list', 'summary', 'get', 'history'],
  example: {
    memberId: 'mem_1',
    subject: '电话格式反复出错',
    kind: 'notice',
    text: '近期多次录入的电话缺少区号，请按字段旁的格式填写。',
  },
});
