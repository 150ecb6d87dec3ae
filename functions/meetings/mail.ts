import type { NeedStage } from '../../shared/improvement/need.ts';
import { needStages } from '../../shared/improvement/need.ts';
import type { Outcome } from '../../shared/improvement/yardsticks.ts';
import { outcomes } from '../../shared/improvement/yardsticks.ts';
import type { CommitteeReport } from '../../shared/meetings/meetings.contract.ts';
import type { PaperLanguage } from '../../shared/papers/paper.ts';
import { makeReport } from '../runtime/committee-report.ts';
import { env } from '../runtime/env.ts';
import type { Ctx } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import type { DrawnFile } from '../runtime/review-mail.ts';
import { mailGroup } from '../runtime/review-mail.ts';
import type { Jobs } from '../runtime/worker.ts';

const words = {
  'zh-CN': {
    subject: '推进委员会报告',
    says: '要点',
    success: '成绩',
    failure: '不足',
    need: '需求',
    growth: '成长',
    needs: '需求清单',
    decisions: '决议',
    meetings: '会议',
    actions: (all: number, done: number, overdue: number) => `行动项 ${all} 个：完成 ${done} 个，逾期 ${overdue} 个。`,
    open: '未完成的行动项',
    due: (day: string) => `期限 ${day}`,
    see: '查看完整报告',
    nothing: '这段时间没有会议。',
    leftOut: (count: number) => `篇幅所限，另有 ${count} 条较早的议题或决议未列出，请查阅相应会议的纪要。`,
  },
  en: {
    subject: 'Steering committee report',
    says: 'In short',
    success: 'Successes',
    failure: 'Failures',
    need: 'Needs',
    growth: 'Growth',
    needs: 'Needs of the wish list',
    decisions: 'Decisions',
    meetings: 'Meetings',
    actions: (all: number, done: number, overdue: number) => `${all} actions: ${done} done, ${overdue} overdue.`,
    open: 'Open actions',
    due: (day: string) => `due ${day}`,
    see: 'Open the whole report',
    nothing: 'There was no meeting in this time.',
    leftOut: (count: number) =>
      `Left out for want of room, older topics and decisions: ${count}. The minutes of their meetings have them.`,
  },
} as const;
type Language = keyof typeof words;

const escaped = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

type Part = readonly [title: string, lines: readonly string[]];

const spoken = ({ text, notes, decision }: CommitteeReport['decisions'][number]): string =>
  [text, decision ?? notes].filter((one) => one !== undefined && one !== '').join(' — ');

const needSaid = (one: CommitteeReport['needs'][number], lang: 'en' | 'zh'): string =>
  [
    one.title,
    needStages[one.status as NeedStage]?.[lang] ?? one.status,
    one.benefit,
    outcomes[one.outcome as Outcome]?.[lang],
    one.found,
  ]
    .filter((part) => part !== undefined && part !== '')
    .join(' · ');

const partsOf = (report: CommitteeReport, language: Language): Part[] => {
  const t = words[language];
  const lang = language === 'en' ? 'en' : 'zh';
  const { actions, topics } = report;
  const parts: Part[] = [
    [t.says, report.narrative.map((one) => one[lang])],
    [t.meetings, report.meetings.map(({ date, subject }) => `${date} ${subject}`)],
    [t.success, topics.success.map(spoken)],
    [t.failure, topics.failure.map(spoken)],
    [t.need, topics.need.map(spoken)],
    [t.growth, topics.growth.map(spoken)],
    [t.decisions, report.decisions.map(spoken)],
    [t.needs, report.needs.map((one) => needSaid(one, lang))],
    [
      t.open,
      actions.open.map(({ text, owner, dueDate }) =>
        [text, owner, dueDate && t.due(dueDate)].filter((one) => one !== undefined && one !== '').join(' · '),
      ),
    ],
  ];
  return parts.filter(([, lines]) => lines.length > 0);
};

/** The mail of a report: the whole of it in words, and the address of the page. */
export const reportMail = (
  report: CommitteeReport,
  workspace: { id: string; name: string },
  language: Language,
): { subject: string; text: string; html: string } => {
  const t = words[language];
  const subject = `${t.subject} ${report.from} – ${report.to} · ${workspace.name}`;
  const url = `${env.webOrigin}/${workspace.id}/committee-report?from=${report.from}&to=${report.to}`;
  const { all, done, overdue } = report.actions;
  const told = report.meetings.length === 0 ? t.nothing : t.actions(all, done, overdue);
  const head = report.leftOut === undefined ? told : `${told} ${t.leftOut(report.leftOut)}`;
  const parts = partsOf(report, language);
  return {
    subject,
    text: [
      subject,
      '',
      head,
      ...parts.flatMap(([title, lines]) => ['', title, ...lines.map((line) => `- ${line}`)]),
      '',
      `${t.see}: ${url}`,
    ].join('\n'),
    html:
      `<h2>${escaped(subject)}</h2><p>${escaped(head)}</p>` +
      parts
        .map(([title, lines]) => `<h3>${title}</h3><ul>${lines.map((one) => `<li>${escaped(one)}</li>`).join('')}</ul>`)
        .join('') +
      `<p><a href="${escaped(url)}">${t.see}</a></p>`,
  };
};

/** What draws a report, in the process that has the fonts. */
type DrawReport = (span: { from: string; to: string }, language: PaperLanguage, ctx: Ctx) => Promise<DrawnFile>;

/** Mails a report to the review group, each in their language with its paper, once per key. Doing it again does nothing. */
export const reportMailJobs = (draw: DrawReport): Jobs => ({
  'meetings.mail-report': async (job, deps) => {
    const ctx = await jobCtx(job.ws, 'job:meetings', deps);
    if (!ctx) return;
    const span = { from: String(job['from']), to: String(job['to']) };
    const report = await makeReport(span.from, span.to, ctx);
    await mailGroup(
      ctx.workspace,
      {
        name: `report#${span.from}#${span.to}#${String(job['key'])}`,
        write: (language) => reportMail(report, ctx.workspace, language),
        draw: (language) => draw(span, language, ctx),
      },
      deps,
    );
  },
});
