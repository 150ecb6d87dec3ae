import { releaseRunOut } from '../credit/release.ts';
import { quantitySum } from '../kernel/money.ts';
import { addDays } from '../kernel/time.ts';
import { balanceOf } from '../receivables/receivable.ts';
import type { Guard } from './guard.ts';
import { lines, text } from './guard.ts';

/** Guards of quotes, orders, shipments and receivables: a part of the list in guards.ts. */
export const sellingGuards: readonly Guard[] = [
  {
    id: 'price-explained',
    label: {
      en: 'A price that differs from another live quote has a reason',
      zh: '与其他有效报价不一致的价格须有理由',
    },
    help: {
      en: 'Quote the same price, or choose the reason in the line named.',
      zh: '请报同样的价格，或在所列明细行选择理由。',
    },
    types: ['order', 'quote'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        typeof line['conflict'] === 'string' && line['reason'] === undefined
          ? [
              {
                field: `lines.${index}.reason`,
                detail: { en: `The other one is ${line['conflict']}.`, zh: `另一报价：${line['conflict']}。` },
              },
            ]
          : [],
      ),
  },
  {
    id: 'valid-ahead',
    label: { en: 'The quote is still valid', zh: '报价仍在有效期内' },
    help: { en: 'Make a revision with a new date.', zh: '请修订报价并重新设定有效期。' },
    types: ['quote'],
    test: (rec, _value, world) => {
      const until = text(rec, 'validUntil');
      return until !== '' && until < world.today ? [{ field: 'validUntil' }] : [];
    },
  },
  {
    id: 'valid-past',
    label: { en: 'The quote’s validity is over', zh: '报价有效期已过' },
    help: {
      en: 'A quote that is still valid is declined or cancelled.',
      zh: '仍在有效期内的报价请用“客户拒绝”或“取消”。',
    },
    types: ['quote'],
    test: (rec, _value, world) => (text(rec, 'validUntil') < world.today ? [] : [{ field: 'validUntil' }]),
  },
  {
    id: 'revision-made',
    label: { en: 'A revision takes its place', zh: '已有修订版替代' },
    help: { en: 'Use “Revise”: the new draft takes the place of this one.', zh: '请使用“修订”：新草稿将替代本报价。' },
    types: ['quote'],
    test: (rec) => (text(rec, 'supersededBy') === '' ? [{ field: 'supersededBy' }] : []),
  },
  {
    id: 'release-ahead',
    label: { en: 'The release ends within 90 days', zh: '解冻期限在今后 90 天内' },
    help: { en: 'Choose a day from today on, at most 90 days ahead.', zh: '请选择今天起 90 天以内的日期。' },
    value: { label: { en: 'Days at most', zh: '最多天数' }, fallback: 90 },
    types: ['order'],
    test: (rec, value, world) => {
      const until = text(rec, 'releaseUntil');
      return until >= world.today && until <= addDays(world.today, value) ? [] : [{ field: 'releaseUntil' }];
    },
  },
  {
    id: 'nothing-shipped',
    label: { en: 'Nothing of the order was shipped', zh: '订单尚未出货' },
    help: {
      en: 'What was shipped comes back by a credit note; the rest of the order is closed.',
      zh: '已出货的部分用退货红字单处理，订单余量请关闭。',
    },
    types: ['order'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        Number(line['shipped'] ?? 0) > 0 ? [{ field: `lines.${index}.shipped` }] : [],
      ),
  },
  {
    id: 'something-shipped',
    label: { en: 'A shipment of the order was approved', zh: '订单已有审批通过的出货单' },
    help: { en: 'Make the shipment; the order follows by itself.', zh: '请制作出货单，订单状态会自动更新。' },
    types: ['order'],
    test: (rec) => (lines(rec).some((line) => Number(line['shipped'] ?? 0) > 0) ? [] : [{ field: 'lines' }]),
  },
  {
    id: 'all-shipped',
    label: { en: 'All of the order was shipped', zh: '订单已全部出货' },
    help: { en: 'Make the shipment; the order follows by itself.', zh: '请制作出货单，订单状态会自动更新。' },
    types: ['order'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        Number(line['shipped'] ?? 0) < Number(line['quantity'] ?? 0) ? [{ field: `lines.${index}.shipped` }] : [],
      ),
  },
  {
    id: 'order-open',
    label: { en: 'The order is approved and not on hold', zh: '订单已审批且未冻结' },
    help: { en: 'Have the order approved or released first.', zh: '请先完成订单审批或解冻。' },
    types: ['shipment'],
    refs: true,
    test: (rec, _value, world) => {
      const order = world.ref(text(rec, 'orderId'));
      return order && ['approved', 'partially-shipped'].includes(String(order.data['status'])) && !order.archivedAt
        ? []
        : [{ field: 'orderId' }];
    },
  },
  {
    id: 'release-valid',
    label: { en: 'The release of the order has not run out', zh: '订单的解冻仍在有效期内' },
    help: { en: 'Ask for another release of the order first.', zh: '请先为该订单重新申请解冻。' },
    types: ['shipment'],
    refs: true,
    test: (rec, _value, world) => {
      const order = world.ref(text(rec, 'orderId'));
      return order && releaseRunOut(order, world.today) ? [{ field: 'orderId' }] : [];
    },
  },
  {
    id: 'within-order',
    label: { en: 'No more than the order still has', zh: '数量不超过订单未出货数量' },
    help: { en: 'Lower the quantity of the line named.', zh: '请减少所列明细行的数量。' },
    types: ['shipment'],
    refs: true,
    test: (rec, _value, world) => {
      const ordered = world.ref(text(rec, 'orderId'))?.lines ?? [];
      return lines(rec).flatMap((line, index) => {
        const of = ordered[Number(line['orderLine']) - 1];
        const left = quantitySum(Number(of?.['quantity'] ?? 0), -Number(of?.['shipped'] ?? 0));
        return of && Number(line['quantity']) <= left ? [] : [{ field: `lines.${index}.quantity` }];
      });
    },
  },
  {
    id: 'returned-in-full',
    label: { en: 'All of the shipment was credited', zh: '出货已全部开具红字单' },
    help: { en: 'Make the credit note for the return first.', zh: '请先开具退货红字单。' },
    types: ['shipment'],
    refs: true,
    test: (rec, _value, world) => {
      const billed = world.ref(text(rec, 'receivableId'));
      return billed?.lines?.every((line) => Number(line['returned'] ?? 0) >= Number(line['quantity'] ?? 0))
        ? []
        : [{ field: 'receivableId' }];
    },
  },
  {
    id: 'nothing-owed',
    label: { en: 'Nothing is owed any more', zh: '已无欠款' },
    help: { en: 'Enter the payment; the receivable follows by itself.', zh: '请录入回款，应收状态会自动更新。' },
    types: ['receivable'],
    test: (rec) => (balanceOf(rec) <= 0 ? [] : [{ field: 'balance' }]),
  },
  {
    id: 'paid-in-part',
    label: { en: 'A part was paid', zh: '已收到部分款项' },
    help: { en: 'Enter the payment; the receivable follows by itself.', zh: '请录入回款，应收状态会自动更新。' },
    types: ['receivable'],
    test: (rec) =>
      balanceOf(rec) > 0 && balanceOf(rec) < Number(rec.data['total'] ?? 0) ? [] : [{ field: 'balance' }],
  },
  {
    id: 'due-past',
    label: { en: 'The due date is past', zh: '已过到期日' },
    help: { en: 'It is not due yet.', zh: '尚未到期。' },
    types: ['receivable'],
    test: (rec, _value, world) => {
      const due = text(rec, 'dueDate');
      return due !== '' && due < world.today ? [] : [{ field: 'dueDate' }];
    },
  },
  {
    id: 'owed-in-time',
    label: { en: 'Something is owed and not overdue', zh: '有欠款且未逾期' },
    help: { en: 'Move the due date first, or reverse the payment.', zh: '请先调整到期日，或冲销回款。' },
    types: ['receivable'],
    test: (rec, _value, world) =>
      balanceOf(rec) > 0 && text(rec, 'dueDate') >= world.today ? [] : [{ field: 'dueDate' }],
  },
];
