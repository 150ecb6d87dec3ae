import * as z from 'zod';
import { workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import type { Label } from '../kernel/field.ts';

/** Kinds of notices, each of which can be turned off in the app and by e-mail. The ids are for ever. */
export const noticeKinds = {
  'approval-asked': { en: 'Your approval is asked for', zh: '有单据待您审批' },
  'approval-decided': { en: 'Your document was decided on', zh: '您提交的单据有审批结果' },
  'step-assigned': { en: 'A document came to you', zh: '有单据转到您名下' },
  'due-soon': { en: 'Something is due soon', zh: '待办即将到期' },
  overdue: { en: 'Something is overdue', zh: '待办已超时' },
  escalated: { en: 'Somebody’s work is overdue', zh: '下属待办超时上报' },
  'change-decided': { en: 'Your change request was decided on', zh: '您的变更申请有结果' },
  'controlled-changed': { en: 'A controlled field was changed', zh: '受控字段被修改' },
  delegated: { en: 'You are somebody’s deputy', zh: '您被指定为代理人' },
  'proposal-decided': { en: 'Your proposal was decided on', zh: '您的流程建议有结论' },
  'supervised-step': { en: 'A supervised step departed from the process', zh: '监督期内的步骤偏离流程' },
  'lead-recall-soon': { en: 'A lead of yours goes to the pool soon', zh: '您的线索即将回收到公海' },
  'lead-recalled': { en: 'A lead of yours went to the pool', zh: '您的线索已回收到公海' },
  'payment-overdue': { en: 'A customer has not paid in time', zh: '客户货款逾期未付' },
  reminder: { en: 'You asked to be reminded', zh: '您设置的提醒到时' },
  'help-asked': { en: 'Somebody asks for help', zh: '有人求助' },
  'help-answered': { en: 'Your question was answered', zh: '您的求助有答复' },
  'findings-overdue': { en: 'Findings of yours are overdue', zh: '您有稽核发现逾期未处理' },
  'findings-escalated': { en: 'Somebody’s findings are overdue', zh: '下属的稽核发现逾期上报' },
  'entry-stale': { en: 'An entry of the problem book is to be checked', zh: '问题教科书条目需要核对' },
  'tip-judged': { en: 'Your tip was judged', zh: '您的技巧有评定结果' },
  'issue-reported': { en: 'Somebody complains about the system', zh: '有人对系统提意见' },
  'issue-answered': { en: 'Your complaint about the system was answered', zh: '您的系统意见有答复' },
  'weekly-errors': { en: 'Your weekly error summary', zh: '您的每周错误小结' },
  'scorecard-ready': { en: 'Your scorecard of the month is ready', zh: '您的月度质量记分卡已出' },
  recognised: { en: 'You worked accurately this month', zh: '您被评为本月准确操作者' },
} as const satisfies Record<string, Label>;
export type NoticeKind = keyof typeof noticeKinds;
const kind = z.enum(Object.keys(noticeKinds) as [NoticeKind, ...NoticeKind[]]);

/** Kinds that go out by e-mail unless somebody turns them off; the others begin in the app alone. */
export const mailedKinds: readonly NoticeKind[] = [
  'approval-asked',
  'due-soon',
  'overdue',
  'escalated',
  'delegated',
  'reminder',
  'help-asked',
  'help-answered',
  'tip-judged',
  'issue-answered',
  'weekly-errors',
  'recognised',
];

export const notice = z.object({
  id: z.string(),
  kind,
  at: z.string(),
  readAt: z.string().optional(),
  /** The document that it is about. */
  subjectType: z.string(),
  subjectId: z.string(),
  title: z.string(),
  process: z.string().optional(),
  state: z.string().optional(),
  action: z.string().optional(),
  due: z.string().optional(),
  comment: z.string().optional(),
  /** Fields that were changed. */
  fields: z.array(z.string()).optional(),
  /** Who brought it about. */
  by: z.string().optional(),
  /** Address inside the workspace, where it is not the document's own. */
  page: z.string().optional(),
  /** What it tells one by one, in the reader's language, each with its address inside the workspace. */
  details: z.array(z.object({ text: z.string(), path: z.string() })).optional(),
});
export type Notice = z.infer<typeof notice>;

const channels = z.strictObject({ app: z.boolean(), mail: z.boolean() });
/** Which notices a member wants; a kind that is missing has its default. */
export const noticeSettings = z.partialRecord(kind, channels);
export type NoticeSettings = z.infer<typeof noticeSettings>;

const common = { group: 'core', tag: 'Notices', params: workspacePath } as const;
const base = '/v1/workspaces/{workspaceId}/notices';

export const listNotices = defineEndpoint({
  ...common,
  id: 'notices.list',
  method: 'GET',
  path: base,
  permission: 'work:read',
  query: z.strictObject({
    limit: z.coerce.number().int().min(1).max(100).default(30),
    cursor: z.string().max(2000).optional(),
  }),
  output: z.object({ items: z.array(notice), unread: z.int(), cursor: z.string().optional() }),
  status: 200,
  errors: ['invalid-cursor'],
  example: {},
  summary: 'The caller’s notices, newest first; `unread` counts those of the last 30 days, 100 at most',
});
export const readNotices = defineEndpoint({
  ...common,
  id: 'notices.read',
  method: 'POST',
  path: `${base}/read`,
  permission: 'work:write',
  body: z.strictObject({ ids: z.array(z.string().max(100)).min(1).max(100) }),
  output: z.object({ read: z.int() }),
  status: 200,
  errors: [],
  example: { body: { ids: ['ntc_example'] } },
  summary: 'Mark notices as read',
});
export const getNoticeSettings = defineEndpoint({
  ...common,
  id: 'notices.settings',
  method: 'GET',
  path: `${base}/settings`,
  permission: 'work:read',
  output: z.object({ settings: z.record(kind, channels) }),
  status: 200,
  errors: [],
  example: {},
  summary: 'Which notices the caller gets, in the app and by e-mail',
});
export const putNoticeSettings = defineEndpoint({
  ...common,
  id: 'notices.setSettings',
  method: 'PUT',
  path: `${base}/settings`,
  permission: 'work:write',
  body: z.strictObject({ settings: noticeSettings }),
  output: z.object({ settings: z.record(kind, channels) }),
  status: 200,
  errors: [],
  example: { body: { settings: { 'due-soon': { app: true, mail: false } } } },
  summary: 'Turn kinds of notices on and off',
});

export const noticeContracts = [listNotices, getNoticeSettings, putNoticeSettings, readNotices] as const;
