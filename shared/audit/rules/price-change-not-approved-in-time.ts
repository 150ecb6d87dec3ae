import type { Rec } from '../../kernel/record.ts';
import { notApprovedInTime } from '../waiting.ts';

const waits = ({ type, data }: Rec): boolean =>
  type === 'priceList'
    ? data['status'] === 'pending-approval'
    : data['processKey'] === 'price-change' && data['status'] === 'pending';

/** A price change, of one product or a whole list, that waits for its approval longer than agreed. */
export const priceChangeNotApprovedInTime = notApprovedInTime({
  id: 'price-change-not-approved-in-time',
  types: ['changeRequest', 'priceList'],
  waits,
  hours: 16,
  label: { en: 'Price change not approved in time', zh: '调价未按时审批' },
  explanation: {
    en: 'Until it is decided everybody goes on quoting the old price, and customers are promised what will soon be wrong.',
    zh: '没有定论之前，大家仍按旧价报价，对客户的承诺很快就会与新价不符。',
  },
  help: {
    en: 'Look at the effect, then approve the change or send it back with a reason.',
    zh: '先看影响预览，再批准，或写明原因退回。',
  },
});
