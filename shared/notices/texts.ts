import { entityOf, isEntity } from '../entities.ts';
import { entityFields } from '../kernel/entity.ts';
import type { Label } from '../kernel/field.ts';
import type { Notice, NoticeKind } from './notices.contract.ts';

export type MailLanguage = 'zh-CN' | 'en';

export interface MailContext {
  language: MailLanguage;
  timeZone: string;
  workspaceName: string;
  /** Address of the document. */
  url: string;
  /** Address of the workspace's pages, for what stands elsewhere. */
  root?: string | undefined;
  /** Address where such mails are turned off. */
  settingsUrl: string;
  /** Name of whoever brought it about. */
  by?: string | undefined;
}

/** Subject lines; `{doc}` is the document, `{by}` the person. */
const subjects: Record<NoticeKind, Label> = {
  'approval-asked': { en: 'Your approval is asked for: {doc}', zh: '请您审批：{doc}' },
  'approval-decided': { en: 'Decided on: {doc}', zh: '审批有结果：{doc}' },
  'step-assigned': { en: 'Now with you: {doc}', zh: '已转到您名下：{doc}' },
  'due-soon': { en: 'Due soon: {doc}', zh: '即将到期：{doc}' },
  overdue: { en: 'Overdue: {doc}', zh: '已超时：{doc}' },
  escalated: { en: 'Overdue, and yours to look after: {doc}', zh: '超时上报，请您过问：{doc}' },
  'change-decided': { en: 'Your change request was decided on: {doc}', zh: '变更申请有结果：{doc}' },
  'controlled-changed': { en: 'A controlled field was changed: {doc}', zh: '受控字段被修改：{doc}' },
  delegated: { en: 'You are the deputy of {title}', zh: '您已被指定为{title}的代理人' },
  'proposal-decided': { en: 'Your proposal was decided on: {doc}', zh: '您的流程建议有结论：{doc}' },
  'supervised-step': { en: 'Under supervision, departed from the process: {doc}', zh: '监督期内偏离流程：{doc}' },
  'lead-recall-soon': { en: 'Goes to the pool soon: {doc}', zh: '即将回收到公海：{doc}' },
  'lead-recalled': { en: 'Went to the pool: {doc}', zh: '已回收到公海：{doc}' },
  'payment-overdue': { en: 'Remind the customer to pay: {doc}', zh: '请催收逾期货款：{doc}' },
  reminder: { en: 'Reminder: {title}', zh: '提醒：{title}' },
  'help-asked': { en: 'Help is asked for: {title}', zh: '有人求助：{title}' },
  'help-answered': { en: 'Your question was answered: {title}', zh: '您的求助有答复：{title}' },
  'findings-overdue': { en: 'Findings overdue: {title}', zh: '稽核发现逾期：{title}' },
  'findings-escalated': {
    en: 'Findings overdue, yours to look after: {title}',
    zh: '稽核发现逾期上报，请您过问：{title}',
  },
  'entry-stale': { en: 'Is this still right? {title}', zh: '请核对是否仍然正确：{title}' },
  'tip-judged': { en: 'Your tip was judged: {title}', zh: '技巧评定结果：{title}' },
  'issue-reported': { en: 'About the system: {title}', zh: '系统意见：{title}' },
  'issue-answered': { en: 'Your complaint was answered: {title}', zh: '系统意见有答复：{title}' },
  'weekly-errors': { en: 'To put right this week: {title}', zh: '本周待改正：{title}' },
  'scorecard-ready': { en: 'Your scorecard is ready: {title}', zh: '您的质量记分卡已出：{title}' },
  recognised: { en: 'Recognised for accurate work: {title}', zh: '准确操作表彰：{title}' },
};

/** Where the outcome is known, the subject says it. */
const outcomes: Readonly<Record<string, Label>> = {
  approve: { en: 'Approved: {doc}', zh: '审批通过：{doc}' },
  reject: { en: 'Rejected: {doc}', zh: '已驳回：{doc}' },
  'send-back': { en: 'Sent back: {doc}', zh: '已退回：{doc}' },
  adopt: { en: 'Adopted: {doc}', zh: '已采纳：{doc}' },
};
const decided: readonly NoticeKind[] = ['approval-decided', 'change-decided', 'proposal-decided'];

const words = {
  due: { en: 'Due', zh: '截止时间' },
  until: { en: 'Until', zh: '代理至' },
  by: { en: 'By', zh: '操作人' },
  owner: { en: 'Assigned to', zh: '责任人' },
  comment: { en: 'Comment', zh: '备注' },
  why: { en: 'Reason', zh: '原因' },
  fields: { en: 'Fields', zh: '字段' },
  open: { en: 'Open', zh: '打开' },
  off: {
    en: 'Turn such mails off',
    zh: '不再接收此类邮件',
  },
} as const satisfies Record<string, Label>;

const MAX_SUBJECT = 200;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

/** An instant on the clock of the company, the same to read in both languages: 2026-11-23 17:00. */
const clockTime = (instant: string, timeZone: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(new Date(instant));

const fieldNames = ({ subjectType, fields }: Notice, language: 'en' | 'zh'): string | undefined => {
  if (!fields || !isEntity(subjectType)) return undefined;
  const known = entityFields(entityOf(subjectType));
  const names = fields.map((name) => known.find((field) => field.name === name)?.label[language] ?? name);
  return names.join(language === 'zh' ? '、' : ', ');
};

/** The mail of a notice, in the reader's language. Pure; what people wrote is escaped in the HTML part. */
export const noticeMail = (
  notice: Notice,
  { language, timeZone, workspaceName, url, root, settingsUrl, by }: MailContext,
): { subject: string; text: string; html: string } => {
  const lang = language === 'en' ? 'en' : 'zh';
  const kind = isEntity(notice.subjectType) ? entityOf(notice.subjectType).label[lang] : '';
  const outcome = decided.includes(notice.kind) ? outcomes[notice.action ?? ''] : undefined;
  const parts: Record<string, string> = { doc: `${kind} ${notice.title}`.trim(), title: notice.title };
  const subject = (outcome ?? subjects[notice.kind])[lang]
    .replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, MAX_SUBJECT);
  const isDelegation = notice.kind === 'delegated';
  const lines: [string, string | undefined][] = [
    [words[isDelegation ? 'until' : 'due'][lang], notice.due && `${clockTime(notice.due, timeZone)} (${timeZone})`],
    [
      words[notice.kind === 'escalated' || notice.kind === 'findings-escalated' ? 'owner' : 'by'][lang],
      isDelegation ? undefined : by,
    ],
    [words.fields[lang], fieldNames(notice, lang)],
    [words[isDelegation ? 'why' : 'comment'][lang], notice.comment],
  ];
  const told = lines.filter((line): line is [string, string] => line[1] !== undefined && line[1] !== '');
  const colon = lang === 'zh' ? '：' : ': ';
  const details = (notice.details ?? []).map(({ text, path }) => ({ text, href: root ? `${root}/${path}` : url }));
  return {
    subject: `${subject} · ${workspaceName}`,
    text: [
      subject,
      '',
      ...told.map(([name, value]) => `${name}${colon}${value}`),
      ...details.flatMap(({ text, href }) => [`- ${text}`, `  ${href}`]),
      `${words.open[lang]}${colon}${url}`,
      '',
      `${words.off[lang]}${colon}${settingsUrl}`,
    ].join('\n'),
    html:
      `<p><b>${escaped(subject)}</b></p>` +
      `<table>${told.map(([name, value]) => `<tr><td>${escaped(name)}</td><td>${escaped(value)}</td></tr>`).join('')}</table>` +
      (details.length > 0
        ? `<ul>${details.map(({ text, href }) => `<li><a href="${escaped(href)}">${escaped(text)}</a></li>`).join('')}</ul>`
        : '') +
      `<p><a href="${escaped(url)}">${escaped(words.open[lang])}</a></p><p><small><a href="${escaped(settingsUrl)}">${escaped(words.off[lang])}</a></small></p>`,
  };
};
