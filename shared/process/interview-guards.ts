import type { Guard } from './guard.ts';
import { text } from './guard.ts';

/** Guards of interviews: a part of the list in guards.ts. */
export const interviewGuards: readonly Guard[] = [
  {
    id: 'interview-held',
    label: { en: 'Every question was asked and judged', zh: '每道题都已提问并评判' },
    help: {
      en: 'Hold the interview on its page: judge each answer, then finish it there. The result follows from the answers.',
      zh: '请在访谈页面逐题评判，再点“完成访谈”；结果由各题评判得出。',
    },
    types: ['interview'],
    elsewhere: true,
    test: (rec) => (text(rec, 'heldAt') === '' ? [{ field: 'heldAt' }] : []),
  },
  ...(['passed', 'failed'] as const).map(
    (result): Guard => ({
      id: `interview-${result}`,
      label:
        result === 'passed'
          ? { en: 'The answers reach the pass mark', zh: '得分达到及格线' }
          : { en: 'The answers miss the pass mark', zh: '得分未达到及格线' },
      help:
        result === 'passed'
          ? {
              en: 'It takes the pass mark, and every critical question answered right. Otherwise a lesson and a repeat follow.',
              zh: '须达到及格线且关键题全部答对；否则先学习、再复访。',
            }
          : {
              en: 'The pass mark was reached and every critical question is right: it is passed.',
              zh: '已达到及格线且关键题全部答对，应为通过。',
            },
      types: ['interview'],
      test: (rec) => (text(rec, 'result') === result ? [] : [{ field: 'result' }]),
    }),
  ),
  {
    id: 'by-another-person',
    label: { en: 'Taken by somebody else than the person asked', zh: '由被访谈人以外的人执行' },
    help: {
      en: 'Nobody calls off the interview in which they are asked. Tell the interviewer why it should not take place.',
      zh: '被访谈人不能取消对自己的访谈；如有理由，请告诉访谈人。',
    },
    types: ['interview'],
    test: (rec, _value, { by }) => (by !== undefined && by === rec.data['memberId'] ? [{ field: 'memberId' }] : []),
  },
  {
    id: 'by-asked-person',
    label: { en: 'Taken by the person who was asked', zh: '由被访谈人本人执行' },
    help: {
      en: 'Only the person who was asked says that they have learnt it; nobody does so for them.',
      zh: '只有被访谈人本人可以确认已学习，他人不能代办。',
    },
    types: ['interview'],
    test: (rec, _value, { by }) => (by === undefined || by === rec.data['memberId'] ? [] : [{ field: 'memberId' }]),
  },
];
