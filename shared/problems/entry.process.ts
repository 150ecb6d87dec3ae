import { defineProcess } from '../kernel/process.ts';

/** Whoever writes the book. */
const writers = ['sales-manager', 'service-agent', 'data-steward', 'auditor', 'trainer', 'administrator'] as const;

/** The way of an entry of the problem book: written, checked by somebody else, published, revised or withdrawn. */
export const entryProcess = defineProcess({
  id: 'problem-entry',
  label: { en: 'Problem-book entry', zh: '问题教科书条目' },
  purpose: {
    en: 'What went wrong once is written down so that others get it right: checked by a second person, and looked at again after a while.',
    zh: '把出过的错写成教材，让别人不再犯：经他人审核后发布，到期重新核对。',
  },
  starts: ['draft'],
  states: [
    {
      id: 'draft',
      label: { en: 'Draft', zh: '草稿' },
      responsible: 'owner',
      limitHours: 80,
      remindHours: 16,
      escalateTo: 'administrator',
      edit: 'free',
      caution: {
        en: 'Write the right way as steps that somebody new can follow.',
        zh: '正确做法要写成新人照着就能做的步骤。',
      },
    },
    {
      id: 'in-review',
      label: { en: 'In review', zh: '审核中' },
      limitHours: 24,
      remindHours: 8,
      escalateTo: 'administrator',
      edit: 'locked',
      open: ['note'],
      approval: {
        levels: [
          {
            id: 'review',
            label: { en: 'Review', zh: '审核' },
            mode: 'any',
            signers: ['data-steward', 'trainer', 'administrator'],
          },
        ],
        approved: 'published',
        rejected: 'draft',
        sentBack: 'draft',
        recalled: 'draft',
      },
    },
    {
      id: 'published',
      label: { en: 'Published', zh: '已发布' },
      final: true,
      edit: 'locked',
      open: ['note', 'reviewOn'],
      enter: [{ id: 'publish-edition' }],
    },
    {
      id: 'withdrawn',
      label: { en: 'Withdrawn', zh: '已撤下' },
      final: true,
      edit: 'locked',
      open: ['note'],
      enter: [{ id: 'clear', field: 'publishedAt' }],
    },
  ],
  transitions: [
    {
      id: 'submit',
      label: { en: 'Have it checked', zh: '提交审核' },
      from: ['draft'],
      to: 'in-review',
      roles: [...writers],
      guards: [{ id: 'entry-complete' }],
    },
    {
      id: 'revise',
      label: { en: 'Revise', zh: '修订' },
      from: ['published'],
      to: 'draft',
      roles: [...writers],
      caution: {
        en: 'Readers keep the last edition until the next one is published.',
        zh: '新版发布之前，读者看到的仍是上一版。',
      },
    },
    {
      id: 'withdraw',
      label: { en: 'Take out of the book', zh: '撤下' },
      from: ['draft', 'published'],
      to: 'withdrawn',
      roles: [...writers],
      comment: 'required',
    },
    {
      id: 'restore',
      label: { en: 'Work on it again', zh: '重新编写' },
      from: ['withdrawn'],
      to: 'draft',
      roles: [...writers],
    },
  ],
});
