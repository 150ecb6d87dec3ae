import { roleNames } from '../access/permissions.ts';
import { defineProcess } from '../kernel/process.ts';

/** Whoever may issue one. */
export const issuers = ['sales-manager', 'auditor', 'executive', 'administrator'] as const;

/**
 * The way of a notice or warning (AUD-8). An appeal is an approval of its withdrawal: the engine keeps whoever wrote, issued or
 * submitted it from deciding.
 */
export const warningProcess = defineProcess({
  id: 'warning',
  label: { en: 'Notice or warning', zh: '提醒与警告' },
  purpose: {
    en: 'Somebody whose faults recur is told so, with the evidence, can answer and appeal, and is judged by somebody else than the issuer.',
    zh: '对反复出错的人员，附上依据予以提醒或警告；本人可以答复、申诉，申诉由发出人以外的人裁定。',
  },
  starts: ['draft'],
  states: [
    {
      id: 'draft',
      label: { en: 'Draft', zh: '草稿' },
      responsible: 'owner',
      limitHours: 40,
      remindHours: 8,
      edit: 'free',
      caution: {
        en: 'Talk to the person first; write what happened and how it is done right, not what you think of them.',
        zh: '先和本人谈。正文写清发生了什么、正确做法是什么，不评价个人。',
      },
    },
    {
      id: 'issued',
      label: { en: 'Issued', zh: '已发出' },
      responsible: 'field:shownTo',
      limitHours: 40,
      remindHours: 8,
      edit: 'locked',
      enter: [
        { id: 'stamp-time', field: 'issuedAt' },
        { id: 'stamp-person', field: 'issuedBy' },
      ],
    },
    { id: 'answered', label: { en: 'Answered', zh: '已答复' }, final: true, edit: 'locked' },
    {
      id: 'appealed',
      label: { en: 'Appealed', zh: '申诉中' },
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'executive',
      edit: 'locked',
      caution: {
        en: 'To approve is to grant the appeal: it is withdrawn. To reject is to uphold it.',
        zh: '“通过”即申诉成立、予以撤销；“驳回”即维持原决定。',
      },
      approval: {
        levels: [
          {
            id: 'appeal',
            label: { en: 'Appeal', zh: '申诉裁定' },
            mode: 'any',
            signers: ['executive', 'auditor', 'administrator'],
          },
        ],
        approved: 'withdrawn',
        rejected: 'upheld',
        sentBack: 'answered',
        recalled: 'answered',
        // It is its person's appeal: whoever issued the warning must not take it back.
        recallBy: 'submitter',
      },
    },
    { id: 'upheld', label: { en: 'Upheld', zh: '维持' }, final: true, edit: 'locked' },
    { id: 'withdrawn', label: { en: 'Withdrawn', zh: '已撤销' }, final: true, edit: 'locked' },
    { id: 'taken-back', label: { en: 'Taken back', zh: '已撤回' }, final: true, edit: 'locked' },
    { id: 'discarded', label: { en: 'Discarded', zh: '未发出' }, final: true, edit: 'locked' },
  ],
  transitions: [
    {
      id: 'issue',
      label: { en: 'Issue', zh: '发出' },
      from: ['draft'],
      to: 'issued',
      roles: [...issuers],
      required: ['text', 'evidence'],
      guards: [{ id: 'by-owner' }],
    },
    {
      id: 'discard',
      label: { en: 'Do not issue', zh: '不发出' },
      from: ['draft'],
      to: 'discarded',
      roles: [...issuers],
      guards: [{ id: 'by-owner' }],
    },
    {
      id: 'answer',
      label: { en: 'Answer', zh: '答复' },
      from: ['issued'],
      to: 'answered',
      roles: [...roleNames],
      guards: [{ id: 'by-addressee' }],
      comment: 'required',
    },
    {
      id: 'appeal',
      label: { en: 'Appeal', zh: '申诉' },
      from: ['issued', 'answered'],
      to: 'appealed',
      roles: [...roleNames],
      guards: [{ id: 'by-addressee' }],
      comment: 'required',
    },
    {
      id: 'take-back',
      label: { en: 'Take back', zh: '撤回' },
      from: ['issued', 'answered', 'upheld'],
      to: 'taken-back',
      roles: [...issuers],
      guards: [{ id: 'by-owner' }],
      comment: 'required',
    },
  ],
});
