import { expectedAmount } from '../commerce/deal.ts';
import type { GuardUse, Refusal } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { leadsTo, stageLabelIn, stagesOf } from '../sales/pipeline.ts';
import { complaintGuards } from './complaint-guards.ts';
import type { Guard, GuardWorld } from './guard.ts';
import { lines, text } from './guard.ts';
import { improvementGuards } from './improvement-guards.ts';
import { interviewGuards } from './interview-guards.ts';
import { leadGuards } from './lead-guards.ts';
import { meetingGuards } from './meeting-guards.ts';
import { problemGuards } from './problem-guards.ts';
import { helpOf } from './refusals.ts';
import { sellingGuards } from './selling-guards.ts';
import { warningGuards } from './warning-guards.ts';

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
    id: 'stage-in-pipeline',
    label: { en: 'The stages of its pipeline, one after the other', zh: '按所属销售漏斗的阶段逐步推进' },
    help: {
      en: 'A deal goes through the stages that its pipeline has. Take the next one, or put the deal into another pipeline.',
      zh: '商机按所属销售漏斗的阶段推进：请先进入下一阶段，或改用其他销售漏斗。',
    },
    refs: true,
    types: ['opportunity'],
    test: (rec, _value, world) => {
      const lines = world.ref(text(rec, 'pipelineId'))?.lines;
      if (world.to === undefined || leadsTo(lines, text(rec, 'stage'), world.to) === 'yes') return [];
      const names = stagesOf(lines).map((stage) => stageLabelIn(lines, stage));
      return [
        {
          field: 'pipelineId',
          detail: {
            en: `Its stages: ${names.map((one) => one.en).join(', ')}.`,
            zh: `该漏斗的阶段：${names.map((one) => one.zh).join('、')}。`,
          },
        },
      ];
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
  ...sellingGuards,
  ...leadGuards,
  ...complaintGuards,
  ...problemGuards,
  ...improvementGuards,
  ...meetingGuards,
  ...warningGuards,
  ...interviewGuards,
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
