import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** A document of selling that was approved by whoever made, submitted or owns it; the product refuses it, another system may not have. */
export const selfApproval = defineRule({
  id: 'self-approval',
  area: 'process',
  severity: 'high',
  types: ['order', 'quote', 'shipment', 'creditNote'],
  label: { en: 'Approved by its own maker', zh: '自己审批自己的单据' },
  explanation: {
    en: 'An approval is a second look. Where maker and approver are one person there was none, and mistakes and favours go through alike.',
    zh: '审批就是请第二个人把关。自己做、自己批，等于没有把关，差错和人情都会放过去。',
  },
  help: {
    en: 'Have somebody else with the role look at the document now. If owner or approver was filled in wrongly when it was imported, correct it.',
    zh: '请具有该角色的其他人补审；如果是导入时负责人或审批人填错，请改正。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record) => {
    const approver = record.data['approvedBy'];
    if (typeof approver !== 'string' || approver === '') return [];
    const round = record.process?.approval;
    const signed = round?.levels.some((level) => level.slots.some((slot) => slot.decision?.verdict === 'approve'));
    const makers: [string, string | undefined][] = [
      // Where the signature was given here the owner of that moment was asked; the order may have come to the approver since.
      ['owner / 负责人', signed ? undefined : record.ownerId],
      ['made it / 制单人', record.createdBy],
      ['submitted it / 提交人', round?.submittedBy],
      ['submitted on their behalf / 由他人代为提交', round?.submittedOnBehalfOf],
    ];
    const roles = makers.flatMap(([role, id]) => (id === approver ? [role] : []));
    return roles.length > 0 ? [{ locator: 'approvedBy', found: roles.join('; ') }] : [];
  },
});
