import { defineProcess } from '../kernel/process.ts';

/** The way of a proposal: what would be better, whom it would harm, adopted into a new version or rejected with the reason. */
export const proposalProcess = defineProcess({
  id: 'proposal',
  label: { en: 'Process proposal', zh: '流程建议' },
  purpose: {
    en: 'People depart from a process for a reason. Either the process learns from it, or they are told why not.',
    zh: '偏离流程总有原因：要么流程据此改进，要么告诉大家为什么不改。',
  },
  starts: ['open'],
  states: [
    {
      id: 'open',
      label: { en: 'Open', zh: '待分析' },
      responsible: 'administrator',
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'executive',
      edit: 'free',
    },
    {
      id: 'analysed',
      label: { en: 'Analysed', zh: '已分析' },
      responsible: 'administrator',
      limitHours: 40,
      remindHours: 8,
      escalateTo: 'executive',
      edit: 'free',
    },
    { id: 'adopted', label: { en: 'Adopted', zh: '已采纳' }, final: true, edit: 'locked' },
    { id: 'rejected', label: { en: 'Rejected', zh: '未采纳' }, final: true, edit: 'locked' },
  ],
  transitions: [
    {
      id: 'analyse',
      label: { en: 'Analysed', zh: '完成分析' },
      from: ['open'],
      to: 'analysed',
      roles: ['sales-manager', 'data-steward', 'executive', 'administrator'],
      required: ['better', 'harms'],
    },
    {
      id: 'adopt',
      label: { en: 'Adopt', zh: '采纳' },
      from: ['analysed'],
      to: 'adopted',
      roles: ['executive', 'administrator'],
      required: ['adoptedVersion'],
    },
    {
      id: 'reject',
      label: { en: 'Reject', zh: '不采纳' },
      from: ['open', 'analysed'],
      to: 'rejected',
      roles: ['executive', 'administrator'],
      comment: 'required',
    },
    {
      id: 'reopen',
      label: { en: 'Take up again', zh: '重新讨论' },
      from: ['adopted', 'rejected'],
      to: 'open',
      roles: ['executive', 'administrator'],
      comment: 'required',
    },
  ],
});
