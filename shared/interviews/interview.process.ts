import { roleNames } from '../access/permissions.ts';
import { defineProcess } from '../kernel/process.ts';
import { interviewers } from './people.ts';

/** The way of an interview (AUD-6): what is planned is held, and a failed one leads to a lesson and is repeated. */
export const interviewProcess = defineProcess({
  id: 'interview',
  label: { en: 'Interview', zh: '流程访谈' },
  purpose: {
    en: 'Whoever works by a process knows it: people are asked, the answers are kept, and what they did not know is taught and asked again.',
    zh: '按流程做事的人要懂流程：逐题提问、如实记录；不会的先学习，再复访。',
  },
  starts: ['planned'],
  states: [
    {
      id: 'planned',
      label: { en: 'Planned', zh: '待访谈' },
      responsible: 'field:interviewerId',
      limitHours: 8,
      limitFrom: 'dueOn',
      remindHours: 4,
      escalateTo: 'auditor',
      edit: 'free',
      caution: {
        en: 'Ask at the desk, with the work at hand. Write down what was said before you look at the right answer.',
        zh: '到工位上问，结合手头的单据问。先记下对方的回答，再看标准答案。',
      },
    },
    { id: 'passed', label: { en: 'Passed', zh: '通过' }, final: true, edit: 'locked', open: ['note'] },
    {
      id: 'failed',
      label: { en: 'Lesson to be learnt', zh: '未通过，待学习' },
      responsible: 'field:shownTo',
      limitHours: 8,
      limitFrom: 'lessonDue',
      remindHours: 4,
      escalateTo: 'trainer',
      edit: 'locked',
      open: ['note', 'lessonText', 'lessonEntryId', 'lessonDue'],
      caution: {
        en: 'Read the lesson, and do the step once as it says, before you tick it off.',
        zh: '先看学习内容，照着做一遍，再点“已学习”。',
      },
    },
    { id: 'learnt', label: { en: 'Lesson learnt', zh: '已学习' }, final: true, edit: 'locked', open: ['note'] },
    { id: 'cancelled', label: { en: 'Cancelled', zh: '已取消' }, final: true, edit: 'locked', open: ['note'] },
  ],
  transitions: [
    {
      id: 'pass',
      label: { en: 'Passed', zh: '通过' },
      from: ['planned'],
      to: 'passed',
      roles: [...interviewers],
      guards: [{ id: 'interview-held' }, { id: 'interview-passed' }],
    },
    {
      id: 'fail',
      label: { en: 'Failed', zh: '未通过' },
      from: ['planned'],
      to: 'failed',
      roles: [...interviewers],
      guards: [{ id: 'interview-held' }, { id: 'interview-failed' }],
    },
    {
      id: 'learn',
      label: { en: 'I have learnt it', zh: '我已学习' },
      from: ['failed'],
      to: 'learnt',
      roles: [...roleNames],
      guards: [{ id: 'by-asked-person' }],
    },
    {
      id: 'cancel',
      label: { en: 'Cancel', zh: '取消' },
      from: ['planned'],
      to: 'cancelled',
      roles: [...interviewers],
      guards: [{ id: 'by-another-person' }],
      comment: 'required',
    },
  ],
});
