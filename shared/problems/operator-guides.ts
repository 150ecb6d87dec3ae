import type { PageGuide } from './page-guide.ts';

/** Guides of the pages about people's own work: a part of the list in page-guides.ts. */
export const operatorGuides: readonly PageGuide[] = [
  {
    page: '/operators/me',
    title: { en: 'My work', zh: '我的操作质量' },
    purpose: {
      en: 'What the audit found on your records, and how it is done right.',
      zh: '看稽核在您的记录中发现了什么，以及正确做法。',
    },
    steps: [
      { en: 'Put right what is new first, then what is grave.', zh: '先改新出现的，再改严重的。' },
      { en: 'Read the right way once, so that it does not come back.', zh: '看一遍正确做法，避免再犯。' },
      { en: 'Answer a notice, or appeal: somebody else decides.', zh: '收到提醒请答复；不认可可以申诉，由他人裁定。' },
    ],
    mistake: {
      en: 'Putting right the record alone: the same fault comes back with the next one.',
      zh: '只改这一条、不改做法：下一条还会出同样的错。',
    },
  },
  {
    page: '/operators',
    title: { en: 'Operators', zh: '操作质量' },
    purpose: {
      en: 'Volume, error rate and timeliness of those whom you manage, after they saw it themselves.',
      zh: '查看所管人员的录入量、出错率和按时率；数据先给本人看。',
    },
    steps: [
      { en: 'Open a person and look at the months beside each other.', zh: '点开一个人，对比各月变化。' },
      { en: 'Open the records behind a figure before you speak of it.', zh: '谈话前先点开数字背后的记录。' },
      { en: 'Give a notice only on findings that you have read.', zh: '提醒要以看过的稽核发现为依据。' },
    ],
    mistake: {
      en: 'Ranking people by one month: look at the trend, and at how much they entered.',
      zh: '拿一个月的数字给人排名：要看趋势，也要看录入量。',
    },
  },
  {
    page: '/operators/:id',
    title: { en: 'Scorecard', zh: '质量记分卡' },
    purpose: {
      en: 'One person’s months beside the team’s middle, with the certificates that they hold.',
      zh: '一个人各月的录入量、出错率和按时率，对照团队中位数，并列出上岗证。',
    },
    steps: [
      { en: 'Choose a month and open the records behind a figure.', zh: '选一个月，点数字看背后的记录。' },
      { en: 'Look whether a certificate has lapsed or is about to.', zh: '看有没有过期或快到期的上岗证。' },
      { en: 'Speak with the person before you write a notice.', zh: '先和本人谈，再决定是否发提醒。' },
    ],
    mistake: {
      en: 'Judging by a month with few records: the rate is chance.',
      zh: '录入很少的月份也拿来评价：那只是偶然。',
    },
  },
  {
    page: '/warnings',
    pages: ['/warnings/:id'],
    title: { en: 'Notices and warnings', zh: '提醒与警告' },
    purpose: {
      en: 'What was said to whom on which findings, what they answered, and appeals that wait.',
      zh: '对谁、依据哪些稽核发现提出了什么，本人怎么答复，哪些申诉等待裁定。',
    },
    steps: [
      { en: 'Read the findings that it rests on before you issue it.', zh: '发出前先看依据的稽核发现。' },
      { en: 'Its person answers, or appeals with the reason.', zh: '本人答复，或写明理由申诉。' },
      { en: 'Somebody else than its writer decides an appeal.', zh: '申诉由发出人以外的人裁定。' },
    ],
    mistake: {
      en: 'Leaving a draft lie: either issue it, or discard it.',
      zh: '草稿搁着不管：要么发出，要么注明不发出。',
    },
  },
  {
    page: '/settings/operators',
    title: { en: 'How work is judged', zh: '操作质量标准' },
    purpose: {
      en: 'From when on a month counts as accurate, and a fault that recurs asks for a notice.',
      zh: '达到什么水平算准确操作者，同一问题反复几次建议发提醒。',
    },
    steps: [
      { en: 'Look at the scores of some months first.', zh: '先看几个月的实际数据。' },
      { en: 'Change one number at a time.', zh: '一次只改一个数。' },
      { en: 'Tell everybody before it counts.', zh: '生效前先告知全员。' },
    ],
    mistake: {
      en: 'Making it so strict that nobody is accurate: it is not taken seriously then.',
      zh: '定得没人能达到：大家就不当回事了。',
    },
  },
];
