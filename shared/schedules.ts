import type { Schedule } from './kernel/schedule.ts';
import { defineSchedule } from './kernel/schedule.ts';

/** Everything that runs by the clock. Each is one message a workspace on the work queue. */
export const schedules: readonly Schedule[] = [
  defineSchedule({
    id: 'nightly-audit',
    // Which run begins is told by each company's own clock: shared/audit/times.ts.
    label: {
      en: 'Audits in each company’s night: documents, process, master data; weekly sweep and spot check',
      zh: '各企业夜间稽核：单据、流程、主数据；每周全面稽核与抽查',
    },
    expression: 'cron(0 * * * ? *)',
    job: 'audit.clock',
  }),
  defineSchedule({
    id: 'due-audit',
    label: { en: 'Audit of what has fallen due', zh: '到期事项稽核' },
    expression: 'cron(20 * * * ? *)',
    job: 'audit.due',
  }),
  defineSchedule({
    id: 'month-end',
    // Each hour of each day: a month ends at each company's own midnight, what was missed is made up for, and an hour in which there is
    // nothing to do costs one read.
    label: {
      en: 'Month’s end: freeze figures at the company’s midnight, make the review and mail it in the morning',
      zh: '月末：在企业当地零点冻结指标，生成月度总结并于早上发送',
    },
    expression: 'cron(5 * * * ? *)',
    job: 'review.month-end',
  }),
  defineSchedule({
    id: 'week-end',
    // Each hour of each day: a Monday on which nothing ran is made up for, and an hour in which there is nothing to do costs one read.
    label: {
      en: 'Week’s end: freeze figures; in a weekly cadence make and mail the review on the company’s Monday morning',
      zh: '周末：冻结指标；按周总结时，在企业周一早上生成并发送每周总结',
    },
    expression: 'cron(10 * * * ? *)',
    job: 'review.week-end',
  }),
  defineSchedule({
    id: 'list-snapshots',
    label: { en: 'List snapshots', zh: '列表快照' },
    expression: 'rate(15 minutes)',
    job: 'lists.snapshot',
  }),
  defineSchedule({
    id: 'unfinished-imports',
    label: { en: 'Take up imports that lost their message', zh: '继续未完成的导入' },
    expression: 'rate(15 minutes)',
    job: 'imports.resume',
  }),
  defineSchedule({
    id: 'unfinished-bulk-edits',
    label: { en: 'Take up bulk edits that lost their message', zh: '继续未完成的批量修改' },
    expression: 'rate(15 minutes)',
    job: 'lists.resume',
  }),
  defineSchedule({
    id: 'unfinished-exports',
    label: { en: 'Take up exports that lost their message', zh: '继续未完成的导出' },
    expression: 'rate(15 minutes)',
    job: 'exports.resume',
  }),
  defineSchedule({
    id: 'process-deadlines',
    label: { en: 'Reminders and escalations of what is to be done', zh: '待办提醒与超时上报' },
    expression: 'rate(5 minutes)',
    job: 'process.deadlines',
  }),
  defineSchedule({
    id: 'document-alarms',
    label: {
      en: 'Expiry of quotes, overdue receivables, recall of leads, reminders of activities',
      zh: '报价过期、应收逾期、线索回收与跟进提醒',
    },
    expression: 'rate(5 minutes)',
    job: 'documents.alarms',
  }),
  defineSchedule({
    id: 'customer-values',
    label: { en: 'Values of customers whose documents changed', zh: '单据变动后重算客户价值' },
    expression: 'rate(5 minutes)',
    job: 'value.refresh',
  }),
  defineSchedule({
    id: 'surveys',
    label: { en: 'Ask customers by the rules of surveys', zh: '按规则发送满意度调查' },
    expression: 'rate(15 minutes)',
    job: 'surveys.send',
  }),
  defineSchedule({
    id: 'problem-drafts',
    label: { en: 'Drafts for the problem book, from faults that recur', zh: '从反复出现的问题起草教科书条目' },
    expression: 'cron(0 21 * * ? *)',
    job: 'problems.draft',
  }),
  defineSchedule({
    id: 'overdue-findings',
    label: { en: 'Tell of overdue findings, later to managers', zh: '提醒逾期的稽核发现，过期未改的上报主管' },
    expression: 'cron(0 0 * * ? *)',
    job: 'findings.overdue',
  }),
  defineSchedule({
    id: 'weekly-errors',
    // Monday's morning comes to the first zone on Sunday and to the last one on Monday night.
    label: { en: 'Weekly error summary, each company’s Monday morning', zh: '每周错误小结（各企业周一早上）' },
    expression: 'cron(10 * ? * SUN,MON *)',
    job: 'operators.week',
  }),
  defineSchedule({
    id: 'month-of-operators',
    label: { en: 'Scorecards of the month that is over, and who worked accurately', zh: '上月质量记分卡与准确操作者' },
    expression: 'rate(1 hour)',
    job: 'operators.month',
  }),
  defineSchedule({
    id: 'next-meetings',
    label: { en: 'Next meetings of series, and their agendas', zh: '生成系列会议的下一次及其议程' },
    expression: 'cron(15 * * * ? *)',
    job: 'meetings.next',
  }),
  defineSchedule({
    id: 'history-digest',
    label: { en: 'Daily digest of history heads', zh: '每日变更记录摘要' },
    expression: 'cron(30 20 * * ? *)',
    job: 'history.digest',
  }),
];
