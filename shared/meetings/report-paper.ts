import { departments, needStages } from '../improvement/need.ts';
import { outcomes } from '../improvement/yardsticks.ts';
import type { Label } from '../kernel/field.ts';
import type { PaperColumn, PaperLanguage } from '../papers/paper.ts';
import type { ReportBlock, ReportPaper } from '../papers/report-paper.ts';
import { written } from '../review/narrative.ts';
import { periodName } from '../review/week.ts';
import type { CommitteeReport } from './meetings.contract.ts';

const words = {
  'zh-CN': {
    title: '推进委员会报告',
    made: (day: string) => `数据截至 ${day}`,
    missing: (months: string) => `以下月份没有月度总结：${months}`,
    leftOut: (count: number) => `篇幅所限，另有 ${count} 条较早的议题或决议未列出，请查阅相应会议的纪要。`,
    says: '要点',
    topics: { success: '成绩', failure: '不足', need: '需求', growth: '成长' },
    decisions: '决议',
    decision: (text: string) => `决议：${text}`,
    actions: '行动项',
    counts: (all: number, done: number, overdue: number) => `共 ${all} 个：完成 ${done} 个，逾期 ${overdue} 个。`,
    due: (day: string) => `期限 ${day}`,
    carried: (times: number) => `已结转 ${times} 次`,
    needs: '需求清单',
    need: ['需求', '状态', '决定', '上线', '预期收益', '实际收益'],
    figures: (a: string, b: string) => `主要指标：${a}与${b}`,
    measure: '指标',
    change: '变化',
    meetings: '会议',
    nothing: '这段时间没有会议。',
    page: '第 {page} 页，共 {pages} 页',
    and: '、',
  },
  en: {
    title: 'Steering committee report',
    made: (day: string) => `As of ${day}`,
    missing: (months: string) => `Months without a review: ${months}`,
    leftOut: (count: number) =>
      `Left out for want of room, older topics and decisions: ${count}. The minutes of their meetings have them.`,
    says: 'In short',
    topics: { success: 'Successes', failure: 'Failures', need: 'Needs', growth: 'Growth' },
    decisions: 'Decisions',
    decision: (text: string) => `Decision: ${text}`,
    actions: 'Actions',
    counts: (all: number, done: number, overdue: number) => `${all} in all: ${done} done, ${overdue} overdue.`,
    due: (day: string) => `due ${day}`,
    carried: (times: number) => `carried over ${times} times`,
    needs: 'Needs of the wish list',
    need: ['Need', 'State', 'Decided', 'Released', 'Expected benefit', 'Found benefit'],
    figures: (a: string, b: string) => `Key figures: ${a} and ${b}`,
    measure: 'Figure',
    change: 'Change',
    meetings: 'Meetings',
    nothing: 'There was no meeting in this time.',
    page: 'Page {page} of {pages}',
    and: ', ',
  },
} as const;

type Block = ReportBlock;
type Need = CommitteeReport['needs'][number];

const langOf = (language: PaperLanguage): 'en' | 'zh' => (language === 'en' ? 'en' : 'zh');
const under = (text: string, blocks: readonly Block[]): Block[] =>
  blocks.length > 0 ? [{ kind: 'heading', text }, ...blocks] : [];
const listed = (items: readonly { mark: string; text: string; more?: string }[]): Block[] =>
  items.length > 0 ? [{ kind: 'list', items }] : [];

const spoken = (rows: CommitteeReport['decisions'], language: PaperLanguage): Block[] =>
  listed(
    rows.map(({ text, notes, decision }) => {
      const more = [notes, decision && words[language].decision(decision)].filter(Boolean).join('\n');
      return { mark: '·', text, ...(more ? { more } : {}) };
    }),
  );

const actions = ({ actions: of }: CommitteeReport, language: PaperLanguage): Block[] => {
  const t = words[language];
  if (of.all === 0) return [];
  return [
    { kind: 'text', text: t.counts(of.all, of.done, of.overdue) },
    ...listed(
      of.open.map(({ text, owner, dueDate, carried }) => {
        const more = [owner, dueDate && t.due(dueDate), carried && t.carried(carried)].filter(Boolean).join(' · ');
        return { mark: '·', text, ...(more ? { more } : {}) };
      }),
    ),
  ];
};

const column = (label: string, width: number, align: PaperColumn['align'] = 'left'): PaperColumn => ({
  label,
  width,
  align,
});

const labelOf = (labels: Readonly<Record<string, Label>>, key: string, lang: 'en' | 'zh'): string =>
  labels[key]?.[lang] ?? key;

/** A measure with how far it went: `Open findings: 40 → 20`. */
const measured = (one: Need, value: number | undefined, lang: 'en' | 'zh'): string =>
  one.measure && value !== undefined
    ? `${one.measure[lang]}: ${one.before === undefined ? '' : `${one.before} → `}${value}`
    : '';

const lines = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join('\n');

const needs = (report: CommitteeReport, language: PaperLanguage): Block[] => {
  const t = words[language];
  const lang = langOf(language);
  if (report.needs.length === 0) return [];
  const widths = [22, 10, 12, 12, 22, 22];
  const rows = report.needs.map((one) => [
    lines(one.title, labelOf(departments, one.department, lang)),
    labelOf(needStages, one.status, lang),
    one.decidedOn ?? '',
    one.releasedOn ?? '',
    lines(one.benefit, measured(one, one.target, lang)),
    lines(one.outcome && labelOf(outcomes, one.outcome, lang), measured(one, one.actual, lang), one.found),
  ]);
  return [{ kind: 'table', table: { columns: t.need.map((label, at) => column(label, widths[at]!)), rows } }];
};

const figures = ({ figures: rows, periods }: CommitteeReport, language: PaperLanguage): Block[] => {
  const t = words[language];
  const lang = langOf(language);
  const [first, last] = [periods[0], periods.at(-1)];
  if (!first || !last || first === last || rows.length === 0) return [];
  const names = [periodName(first, lang), periodName(last, lang)] as const;
  const cells = rows.map((row) => {
    const text = (value: number | undefined) => (value === undefined ? '' : written(value, row, lang));
    const { change } = row;
    const moved = change === undefined ? '' : change === 0 ? '=' : `${change > 0 ? '+' : '−'}${text(Math.abs(change))}`;
    return [`${row.label[lang]}${row.currency ? ` (${row.currency})` : ''}`, text(row.a), text(row.b), moved];
  });
  const heads = [
    column(t.measure, 40),
    column(names[0], 20, 'right'),
    column(names[1], 20, 'right'),
    column(t.change, 20, 'right'),
  ];
  return under(t.figures(...names), [{ kind: 'table', table: { columns: heads, rows: cells } }]);
};

const marks = { good: '+', bad: '!', plain: '·' } as const;

/** The committee's report as it is printed. Pure: the same report gives the same paper. @param today YYYY-MM-DD, the day of its making */
export const committeePaper = (
  report: CommitteeReport,
  { name, today }: { name: string; today: string },
  language: PaperLanguage,
): ReportPaper => {
  const t = words[language];
  const lang = langOf(language);
  const month = (period: string) => periodName(period, lang);
  const topics = Object.keys(t.topics) as (keyof typeof t.topics)[];
  return {
    language,
    title: t.title,
    subject: report.from === report.to ? month(report.from) : `${month(report.from)} – ${month(report.to)}`,
    fileName: `${t.title} ${report.from} ${report.to}.pdf`,
    madeAt: `${today}T00:00:00.000Z`,
    seller: { name },
    notes: [
      t.made(today),
      ...(report.missing.length > 0 ? [t.missing(report.missing.map(month).join(t.and))] : []),
      ...(report.leftOut === undefined ? [] : [t.leftOut(report.leftOut)]),
    ],
    blocks: [
      ...under(t.says, listed(report.narrative.map((line) => ({ mark: marks[line.tone], text: line[lang] })))),
      ...topics.flatMap((kind) => under(t.topics[kind], spoken(report.topics[kind], language))),
      ...under(t.decisions, spoken(report.decisions, language)),
      ...under(t.actions, actions(report, language)),
      ...under(t.needs, needs(report, language)),
      ...figures(report, language),
      ...under(
        t.meetings,
        report.meetings.length === 0
          ? [{ kind: 'text', text: t.nothing }]
          : listed(
              report.meetings.map(({ date, subject, attendees, summary }) => {
                const more = lines(attendees.join(t.and), summary);
                return { mark: '·', text: `${date} ${subject}`, ...(more ? { more } : {}) };
              }),
            ),
      ),
    ],
    foot: `${t.made(today)} · ${t.page}`,
  };
};
