import { defineProcess } from '../kernel/process.ts';

const money = ['finance', 'administrator'] as const;
const owed = ['open', 'partially-paid', 'overdue'] as const;

/** The standard way of a receivable. Payments and credit notes take its steps; only the write-off is asked for by a person. */
export const receivableProcess = defineProcess({
  id: 'receivable',
  label: { en: 'Receivable', zh: '应收账款' },
  purpose: {
    en: 'What was shipped is paid: on the day agreed, reminded after it, and given up by more than one person only.',
    zh: '出了货就要收到钱：到期应收、逾期即催、核销须经复核。',
  },
  starts: ['open'],
  states: [
    { id: 'open', label: { en: 'Open', zh: '未收' }, edit: 'locked', open: ['note', 'dueDate'] },
    {
      id: 'partially-paid',
      label: { en: 'Partially paid', zh: '部分收款' },
      edit: 'locked',
      open: ['note', 'dueDate'],
    },
    {
      id: 'overdue',
      label: { en: 'Overdue', zh: '逾期' },
      responsible: 'owner',
      limitHours: 24,
      remindHours: 8,
      escalateTo: 'sales-manager',
      edit: 'locked',
      open: ['note', 'dueDate'],
      caution: {
        en: 'Call first, write second: most late invoices wait for a document or a complaint to be settled.',
        zh: '先打电话再发函：多数逾期是在等单据或等客诉处理。',
      },
    },
    {
      id: 'pending-write-off',
      label: { en: 'Pending write-off', zh: '待核销' },
      limitHours: 16,
      remindHours: 4,
      escalateTo: 'executive',
      edit: 'locked',
      open: ['note'],
      approval: {
        levels: [
          {
            id: 'sales',
            label: { en: 'Sales manager', zh: '销售经理' },
            mode: 'any',
            signers: ['sales-manager'],
          },
          {
            id: 'board',
            label: { en: 'Executive', zh: '高管' },
            mode: 'any',
            signers: ['executive'],
            over: { measure: 'balance', atLeast: 1_000_000 },
          },
        ],
        approved: 'written-off',
        rejected: 'overdue',
        sentBack: 'overdue',
        recalled: 'overdue',
      },
    },
    {
      id: 'paid',
      label: { en: 'Settled', zh: '已结清' },
      final: true,
      edit: 'locked',
      open: ['note'],
      enter: [{ id: 'stamp-date', field: 'settledDate' }],
    },
    {
      id: 'written-off',
      label: { en: 'Written off', zh: '已核销' },
      final: true,
      edit: 'locked',
      open: ['note'],
      enter: [{ id: 'write-off' }, { id: 'stamp-date', field: 'settledDate' }],
    },
  ],
  transitions: [
    {
      id: 'pay-part',
      label: { en: 'Paid in part', zh: '部分收款' },
      from: ['open', 'overdue'],
      to: 'partially-paid',
      roles: [...money],
      guards: [{ id: 'paid-in-part' }],
    },
    {
      id: 'settle',
      label: { en: 'Settled', zh: '结清' },
      from: [...owed],
      to: 'paid',
      roles: [...money],
      guards: [{ id: 'nothing-owed' }],
    },
    {
      id: 'fall-due',
      label: { en: 'Overdue', zh: '转为逾期' },
      from: ['open', 'partially-paid'],
      to: 'overdue',
      roles: [...money],
      guards: [{ id: 'due-past' }],
    },
    {
      id: 'reopen',
      label: { en: 'Owed again', zh: '重新挂账' },
      from: ['paid', 'partially-paid', 'overdue'],
      to: 'open',
      roles: [...money],
      guards: [{ id: 'owed-in-time' }],
      comment: 'required',
    },
    {
      id: 'write-off',
      label: { en: 'Ask to write off', zh: '申请核销' },
      from: [...owed],
      to: 'pending-write-off',
      roles: [...money],
      comment: 'required',
    },
  ],
});
