import type { PageGuide } from './page-guide.ts';

/** Guides of the pages of interviews: a part of the list in page-guides.ts. */
export const interviewGuides: readonly PageGuide[] = [
  {
    page: '/interviews',
    pages: ['/interviews/:id'],
    title: { en: 'Interviews', zh: '流程访谈' },
    purpose: {
      en: 'Find out whether people know the process they work by; what they do not know is taught and asked again.',
      zh: '了解大家是否懂自己所做的流程；不会的先学习，再复访。',
    },
    steps: [
      {
        en: 'Draw a few people at random, or plan an interview with somebody.',
        zh: '随机抽几个人，或指定安排一次访谈。',
      },
      {
        en: 'Ask one question after the other; note the answer, then compare it with the right one.',
        zh: '逐题提问，先记下回答，再对照标准答案。',
      },
      { en: 'Judge each answer with one of the three buttons.', zh: '用三个按钮评判每题：答对、部分答对、答错。' },
      {
        en: 'Finish: whoever failed gets the lesson, and the repeat is planned by itself.',
        zh: '点“完成访谈”；未通过的会收到学习内容，并自动安排复访。',
      },
    ],
    mistake: {
      en: 'Reading the right answer aloud before they have answered: then nobody knows what they knew.',
      zh: '对方还没回答就念出标准答案：这样问不出真实情况。',
    },
  },
  {
    page: '/question-sets',
    pages: ['/question-sets/:id'],
    title: { en: 'Question lists', zh: '题单' },
    purpose: {
      en: 'What is asked about each process, with the right answers; one list in use for each.',
      zh: '维护每个流程的访谈题和标准答案，每个流程一份使用中的题单。',
    },
    steps: [
      {
        en: 'Take over the questions that the system proposes from the process.',
        zh: '先接受系统按流程定义出的题。',
      },
      {
        en: 'Strike out what everybody knows; mark as critical what nobody may get wrong.',
        zh: '删掉人人都会的题，把不能答错的标为关键题。',
      },
      { en: 'Put the list to use.', zh: '点“启用”。' },
    ],
    mistake: {
      en: 'Leaving the list as it was after the process changed: the old answer is then judged to be right.',
      zh: '流程改了，题单没跟着改：旧答案会被当成正确答案。',
    },
  },
];
