import { roleNames } from '../access/permissions.ts';
import { defineProcess } from '../kernel/process.ts';
import { judges } from './judges.ts';

/** What happens when a tip is judged: when, by whom, and why. */
const judged = [
  { id: 'stamp-time', field: 'judgedAt' },
  { id: 'stamp-person', field: 'judgedBy' },
  { id: 'note-judgement' },
];

/** The way of a tip (REV-3): judged by somebody who did not write it, by an expert's word where it needs one. */
export const tipProcess = defineProcess({
  id: 'tip',
  label: { en: 'Tip', zh: '技巧' },
  purpose: {
    en: 'A good way of working reaches everybody, a harmful one nobody; and whoever wrote it learns why.',
    zh: '好办法让大家都用上，有害的不扩散；提出的人知道结论和理由。',
  },
  starts: ['submitted'],
  states: [
    {
      id: 'submitted',
      label: { en: 'To be judged', zh: '待评定' },
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'administrator',
      edit: 'locked',
      // Its author may put it better until it is judged.
      open: ['title', 'text', 'expertId', 'processKey', 'page'],
      caution: {
        en: 'Ask whether it would also be right for a customer, a colleague and an auditor who see it.',
        zh: '想一想：客户、同事、稽核员看到这样做，是否也认为妥当。',
      },
      approval: {
        levels: [{ id: 'judge', label: { en: 'Judgement', zh: '评定' }, mode: 'any', signers: [...judges] }],
        approved: 'promoted',
        rejected: 'declined',
        sentBack: 'withdrawn',
        recalled: 'withdrawn',
      },
    },
    {
      id: 'asked-expert',
      label: { en: 'With an expert', zh: '请专家看' },
      responsible: 'field:expertId',
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'administrator',
      edit: 'locked',
      open: ['expertId', 'expertOpinion'],
    },
    {
      id: 'promoted',
      label: { en: 'Promoted', zh: '已推广' },
      final: true,
      edit: 'locked',
      open: ['processKey', 'page'],
      enter: judged,
    },
    { id: 'declined', label: { en: 'Declined', zh: '不推广' }, final: true, edit: 'locked', enter: judged },
    { id: 'withdrawn', label: { en: 'Back with its author', zh: '退回或撤回' }, final: true, edit: 'free' },
  ],
  transitions: [
    {
      id: 'ask-expert',
      label: { en: 'Ask an expert', zh: '请专家看' },
      from: ['submitted'],
      to: 'asked-expert',
      roles: [...judges],
      required: ['expertId'],
    },
    {
      id: 'advise',
      label: { en: 'Give the opinion', zh: '给出意见' },
      from: ['asked-expert'],
      to: 'submitted',
      roles: [...roleNames],
      required: ['expertOpinion'],
    },
    {
      id: 'hand-in',
      label: { en: 'Hand in again', zh: '重新提交' },
      from: ['withdrawn'],
      to: 'submitted',
      roles: [...roleNames],
    },
    {
      id: 'judge-again',
      label: { en: 'Judge again', zh: '重新评定' },
      from: ['promoted', 'declined'],
      to: 'submitted',
      roles: [...judges],
      comment: 'required',
    },
  ],
});
