import type { PageGuide } from './page-guide.ts';

/** Guides of the pages on which work is made better. */
export const improvementGuides: readonly PageGuide[] = [
  {
    page: '/improvement',
    pages: ['/tips', '/needs', '/improvements', '/system-issues', '/system-issues/:id'],
    title: { en: 'Improvement', zh: '持续改进' },
    purpose: {
      en: 'Tips, needs, small improvements and complaints about the system, each with what came of it.',
      zh: '技巧、需求、改善和系统意见都在这里，每一条都看得到结果。',
    },
    steps: [
      {
        en: 'Found a better way? Hand it in as a tip; you are told the judgement and its reason.',
        zh: '有好办法就提交技巧，评定结论和理由会通知您。',
      },
      {
        en: 'Something is wrong? Say so from the page where it happens.',
        zh: '哪里用着不顺，就在那一页打开帮助说出来。',
      },
      {
        en: 'Changed something? Note it with the measure that it should move.',
        zh: '做了改善就记一条，并选它影响的指标。',
      },
    ],
    mistake: {
      en: 'Working round the system in silence: nothing is mended that nobody knows of.',
      zh: '不声不响绕开系统：没人知道的问题不会有人解决。',
    },
  },
  {
    page: '/needs/:id',
    title: { en: 'A need', zh: '需求' },
    purpose: {
      en: 'The whole way of a wish: who was asked, what was decided and why, and what it brought.',
      zh: '一个需求的全过程：访谈了谁、为什么这样决定、最后带来了什么。',
    },
    steps: [
      { en: 'Interview those who will work with it.', zh: '先访谈将要使用的人。' },
      { en: 'Choose one measure and its target, and score it.', zh: '选一个指标、定目标值，并评分。' },
      { en: 'After the release, check it on the day agreed on.', zh: '上线后在约定的日期核对收益。' },
    ],
    mistake: {
      en: 'Building first and looking for a benefit afterwards.',
      zh: '先做出来，再去找收益。',
    },
  },
  {
    page: '/findings/preventions',
    title: { en: 'What preventions brought', zh: '预防效果' },
    purpose: {
      en: 'How often a fault came before and after what was done against it.',
      zh: '对照预防前后每周的发生次数，看措施有没有用。',
    },
    steps: [
      { en: 'Begin with those that changed nothing: they stand first.', zh: '先看没有见效的，排在最前。' },
      { en: 'Ask for the true cause anew and try something else.', zh: '重新查找真正的原因，换一种办法。' },
      { en: 'Give a new one four weeks before you judge it.', zh: '新措施满四周再下结论。' },
    ],
    mistake: {
      en: 'Writing “was told again” as a prevention: being told changes no way of working.',
      zh: '预防措施只写“再次提醒”：提醒改变不了做法。',
    },
  },
  {
    page: '/meetings',
    pages: ['/meetings/:id', '/meetings/:id/print'],
    title: { en: 'Meetings', zh: '会议' },
    purpose: {
      en: 'Agenda, minutes, decisions, and actions that come back until they are done.',
      zh: '议程、纪要、决议，以及没做完就自动回到下次议程的行动项。',
    },
    steps: [
      { en: 'Take the agenda from the review, then add what is missing.', zh: '先从月度总结提取议题，再补充。' },
      { en: 'Write decisions while everybody is still there.', zh: '散会前当场写下决议。' },
      { en: 'Give each action a person and a day, and close the minutes.', zh: '每个行动项定人定期限，然后定稿。' },
    ],
    mistake: {
      en: 'An action of “all of us”: nobody does it.',
      zh: '行动项写“大家”：最后没人做。',
    },
  },
  {
    page: '/committee-report',
    title: { en: 'Report of the committee', zh: '推进委员会报告' },
    purpose: {
      en: 'What the reviews and meetings of a period say to the management, on one page.',
      zh: '把一段时间的总结和会议汇成一页，向管理层汇报。',
    },
    steps: [
      { en: 'Choose the months.', zh: '选择起止月份。' },
      {
        en: 'Mark topics of meetings as success, failure, need or growth beforehand.',
        zh: '事先给会议议题标上成绩、不足、需求或成长。',
      },
      { en: 'Print it, or send it to the review group.', zh: '打印，或发给总结小组。' },
    ],
    mistake: {
      en: 'Telling successes alone: the management learns of failures from others.',
      zh: '只报喜不报忧：管理层会从别处听到。',
    },
  },
];
