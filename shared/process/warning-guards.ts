import type { Guard } from './guard.ts';

// Who takes a step, beyond their role. A dry run names nobody: there they let everybody pass.

/** Guards of notices and warnings: a part of the list in guards.ts. */
export const warningGuards: readonly Guard[] = [
  {
    id: 'by-owner',
    label: { en: 'Taken by whoever answers for it', zh: '由负责人本人执行' },
    help: {
      en: 'Only its owner takes this step; an administrator or executive who disagrees tells them why.',
      zh: '这一步只能由负责人本人执行；其他人有不同意见请与负责人沟通。',
    },
    types: ['warning'],
    test: (rec, _value, { by }) => (by === undefined || by === rec.ownerId ? [] : [{ field: 'ownerId' }]),
  },
  {
    id: 'by-addressee',
    label: { en: 'Taken by the person whom it is about', zh: '由当事人本人执行' },
    help: {
      en: 'Only the person who was given it answers or appeals; nobody does so for them.',
      zh: '只有收到的本人可以答复或申诉，他人不能代办。',
    },
    types: ['warning'],
    test: (rec, _value, { by }) => (by === undefined || by === rec.data['memberId'] ? [] : [{ field: 'memberId' }]),
  },
];
