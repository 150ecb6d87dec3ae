import { notApprovedInTime } from '../waiting.ts';

/** A shipment that waits for its release longer than agreed. */
export const shipmentNotApprovedInTime = notApprovedInTime({
  id: 'shipment-not-approved-in-time',
  types: ['shipment'],
  waits: (record) => record.data['status'] === 'pending-approval',
  hours: 8,
  label: { en: 'Shipment not approved in time', zh: '出货单未按时审批' },
  explanation: {
    en: 'The goods are packed and stand at the door. Either the promised day passes, or they leave without the signature and without a bill.',
    zh: '货已备好却在等签字：要么误了交期，要么不等审批先发走，应收账款也没有人开。',
  },
  help: {
    en: 'Approve the shipment or send it back with a reason. Whoever is away names a deputy.',
    zh: '审批通过，或写明原因退回；外出时请指定代理人。',
  },
});
