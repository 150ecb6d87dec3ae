import { expectedAmount } from '../commerce/deal.ts';
import { releaseRunOut } from '../credit/release.ts';
import type { Label } from '../kernel/field.ts';
import { quantitySum } from '../kernel/money.ts';
import type { GuardUse, Refusal } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { addDays } from '../kernel/time.ts';
import { balanceOf } from '../receivables/receivable.ts';
import { helpOf } from './refusals.ts';

/** What a guard may know besides the document. */
export interface GuardWorld {
  /** ISO UTC. */
  now: string;
  /** Calendar date of `now` in the workspace's zone. */
  today: string;
  /** Currency of the workspace. */
  currency: string;
  /** Records that the document refers to. */
  ref: (id: string) => Rec | undefined;
}

/** A condition of a step, by name: pure, tested, with its words. */
export interface Guard {
  id: string;
  label: Label;
  /** How to get past it the right way. */
  help: Label;
  /** What the setting `value` means; absent for a guard that has none. */
  value?: { label: Label; fallback: number; unit?: 'minor' };
  /** Reads the records that the document refers to. */
  refs?: true;
  /** Types of documents that it can be asked of; all when absent. */
  types?: readonly string[];
  /** Where the condition does not hold: fields with what is wrong. An empty list lets the step pass. */
  test: (rec: Rec, value: number, world: GuardWorld) => { field: string; detail?: Label }[];
}

const text = (rec: Rec, field: string): string => (typeof rec.data[field] === 'string' ? String(rec.data[field]) : '');
const lines = (rec: Rec): Record<string, unknown>[] => rec.lines ?? [];

/** The list of guards. A new one is a value here with a row in guards.test.ts; the ids are for ever. */
export const guards: readonly Guard[] = [
  {
    id: 'has-lines',
    label: { en: 'At least one line', zh: '至少有一行明细' },
    help: { en: 'Enter what is sold before the document goes on.', zh: '请先录入明细再继续。' },
    types: ['order', 'quote'],
    test: (rec) => (lines(rec).length > 0 ? [] : [{ field: 'lines' }]),
  },
  {
    id: 'lines-priced',
    label: { en: 'Every line has quantity and price', zh: '每行明细均有数量和单价' },
    help: { en: 'Fill quantity and unit price of the line named.', zh: '请补充所列明细行的数量和单价。' },
    types: ['order', 'quote'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        (['quantity', 'unitPrice'] as const)
          .filter((name) => typeof line[name] !== 'number')
          .map((name) => ({ field: `lines.${index}.${name}` })),
      ),
  },
  {
    id: 'amounts-add-up',
    label: { en: 'Amounts are quantity times price', zh: '金额等于数量乘以单价' },
    help: { en: 'Correct the amount of the line named.', zh: '请更正所列明细行的金额。' },
    types: ['order', 'quote'],
    test: (rec) =>
      lines(rec).flatMap((line, index) => {
        const right = expectedAmount(line);
        return right === undefined || line['amount'] === right ? [] : [{ field: `lines.${index}.amount` }];
      }),
  },
  {
    id: 'quantities-positive',
    label: { en: 'Quantities are over zero', zh: '数量大于零' },
    help: { en: 'A return is a document of its own, not a line below zero.', zh: '退货请另立单据，不要用负数量表示。' },
    types: ['order', 'quote', 'shipment'],
    test: (rec) =>
      lines(rec).flatMap((line, index) =>
        typeof line['quantity'] === 'number' && line['quantity'] <= 0 ? [{ field: `lines.${index}.quantity` }] : [],
      ),
  },
  {
    id: 'products-on-sale',
    label: { en: 'No line sells a retired product', zh: '明细中没有停售产品' },
    help: { en: 'Replace the product, or have it put on sale again.', zh: '请更换产品，或先恢复该产品的销售。' },
    types: ['order', 'quote'],
    refs: true,
    test: (rec, _value, world) =>
      lines(rec).flatMap((line, index) => {
        const product = typeof line['productId'] === 'string' ? world.ref(line['productId']) : undefined;
        return product && (product.data['status'] === 'retired' || product.archivedAt)
          ? [{ field: `lines.${index}.productId` }]
          : [];
      }),
  },
  {
    id: 'account-active',
    label: { en: 'The account is in use', zh: '客户处于有效状态' },
    help: {
      en: 'The account is archived or marked as lost: bring it back first, or choose the right one.',
      zh: '客户已归档或已流失：请先恢复，或选择正确的客户。',
    },
    refs: true,
    types: ['order', 'quote', 'opportunity'],
    test: (rec, _value, world) => {
      const account = world.ref(text(rec, 'accountId'));
      return account && (account.archivedAt || account.data['status'] === 'lost') ? [{ field: 'accountId' }] : [];
    },
  },
  {
    id: 'due-date-ahead',
    label: { en: 'The promised date is not past', zh: '交货日期未过' },
    help: { en: 'Agree a date with the customer that can be kept.', zh: '请与客户确认可以兑现的交期。' },
    types: ['order'],
    test: (rec, _value, world) => {
      const due = text(rec, 'dueDate');
      return due !== '' && due < world.today ? [{ field: 'dueDate' }] : [];
    },
  },
  {
    id: 'close-date-ahead',
    label: { en: 'The expected close is not past', zh: '预计成交日期未过' },
    help: { en: 'Move the date to when the deal can be expected now.', zh: '请将日期调整到目前预计的时间。' },
    types: ['opportunity'],
    test: (rec, _value, world) => {
      const close = text(rec, 'closeDate');
      return close !== '' && close < world.today ? [{ field: 'closeDate' }] : [];
    },
  },
  {
    id: 'next-step-planned',
    label: { en: 'A next step with its date', zh: '有下一步及日期' },
    help: { en: 'Write down what happens next and when.', zh: '请写明下一步做什么、何时做。' },
    types: ['opportunity'],
    test: (rec, _value, world) => {
      const missing = text(rec, 'nextStep') === '' ? [{ field: 'nextStep' }] : [];
      const date = text(rec, 'nextStepDate');
      return date === '' || date < world.today ? [...missing, { field: 'nextStepDate' }] : missing;
    },
  },
  {
    id: 'amount-at-least',
    label: { en: 'Amount of at least', zh: '金额不低于' },
    help: { en: 'Smaller deals take another way.', zh: '金额较小的业务走其他流程。' },
    value: { label: { en: 'Amount in minor units', zh: '金额（最小货币单位）' }, fallback: 1, unit: 'minor' },
    types: ['order', 'opportunity'],
    test: (rec, value) =>
      typeof rec.data['amount'] === 'number' && rec.data['amount'] >= value ? [] : [{ field: 'amount' }],
  },
  {
    id: 'owner-named',
    label: { en: 'Somebody owns the document', zh: '单据有负责人' },
    help: {
      en: 'Choose an owner: a document without one is nobody’s work.',
      zh: '请指定负责人，没有负责人的单据无人跟进。',
    },
    test: (rec) => (rec.ownerId ? [] : [{ field: 'ownerId' }]),
  },
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

const byId = new Map(guards.map((guard) => [guard.id, guard]));
export const guardOf = (id: string): Guard | undefined => byId.get(id);

/** What the guards of a step object to. A guard that is not in the list lets nothing pass. */
export const guardRefusals = (uses: readonly GuardUse[], rec: Rec, world: GuardWorld): Refusal[] =>
  uses.flatMap((use) => {
    const guard = byId.get(use.id);
    if (!guard)
      return [{ rule: use.id, en: `Unknown condition ${use.id}.`, zh: `未知条件 ${use.id}。`, help: helpOf(use.id) }];
    return guard.test(rec, use.value ?? guard.value?.fallback ?? 0, world).map(({ field, detail }) => ({
      rule: guard.id,
      field,
      en: `${guard.label.en}: this does not hold.${detail ? ` ${detail.en}` : ''}`,
      zh: `不满足条件：${guard.label.zh}。${detail ? detail.zh : ''}`,
      help: helpOf(guard.id),
    }));
  });
