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
];
