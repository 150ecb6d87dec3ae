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
];
