import { notApprovedInTime } from '../waiting.ts';

/** A quote whose price waits for a signature longer than agreed. */
export const quoteNotApprovedInTime = notApprovedInTime({
  id: 'quote-not-approved-in-time',
  types: ['quote'],
  waits: (record) => record.data['status'] === 'pending-approval',
  hours: 8,
  label: { en: 'Quote not approved in time', zh: '报价未按时审批' },
  explanation: {
    en: 'The customer asks several suppliers on the same day. Who answers last has usually lost before the price is looked at.',
    zh: '客户往往同一天向几家询价，回复最慢的，价格还没人看就已经出局了。',
  },
  help: {
    en: 'Approve the price or send it back with a reason. Whoever is away names a deputy.',
    zh: '批准价格，或写明原因退回；外出时请指定代理人。',
  },
});
