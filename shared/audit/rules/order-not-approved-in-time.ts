import { notApprovedInTime } from '../waiting.ts';

/** An order that waits for approval longer than agreed. Imported orders carry the state of another system. */
export const orderNotApprovedInTime = notApprovedInTime({
  id: 'order-not-approved-in-time',
  types: ['order'],
  waits: (record) => record.data['status'] === 'pending-approval',
  hours: 8,
  label: { en: 'Order not approved in time', zh: '订单未按时审批' },
  explanation: {
    en: 'The customer believes that the order is running while nobody works on it, and the promised date is lost before it begins.',
    zh: '客户以为订单已经在做，实际上没有人动，还没开工交期就已经耽误了。',
  },
  help: {
    en: 'Approve the order or send it back with a reason. Whoever is away names a deputy.',
    zh: '审批通过，或写明原因退回；外出时请指定代理人。',
  },
});
