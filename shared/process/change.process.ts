import type { Label } from '../kernel/field.ts';
import type { ApprovalLevel, ProcessDefinition } from '../kernel/process.ts';
import { defineProcess } from '../kernel/process.ts';

const everyone: ProcessDefinition['transitions'][number]['roles'] = [
  'sales-rep',
  'sales-manager',
  'marketing',
  'service-agent',
  'finance',
  'data-steward',
  'administrator',
];

/** The way of a change of critical fields: asked for, looked at by a second person, carried out at once. */
const changeProcess = (id: string, label: Label, purpose: Label, levels: ApprovalLevel[]): ProcessDefinition =>
  defineProcess({
    id,
    label,
    purpose,
    starts: ['pending'],
    states: [
      {
        id: 'pending',
        label: { en: 'Pending approval', zh: '待审批' },
        limitHours: 8,
        remindHours: 2,
        escalateTo: 'executive',
        edit: 'locked',
        // Evidence may follow while it waits.
        open: ['reason'],
        voids: 'returned',
        approval: { levels, approved: 'applied', rejected: 'rejected', sentBack: 'returned', recalled: 'withdrawn' },
        caution: {
          en: 'Ask for the evidence (contract, letter, certificate) before you sign; the old value stands until then.',
          zh: '审批前请核对依据（合同、函件、证照）；审批前原值继续有效。',
        },
      },
      {
        id: 'returned',
        label: { en: 'Sent back', zh: '已退回' },
        responsible: 'owner',
        limitHours: 16,
        remindHours: 4,
        escalateTo: 'data-steward',
        edit: 'free',
      },
      {
        id: 'applied',
        label: { en: 'Carried out', zh: '已生效' },
        final: true,
        edit: 'locked',
        enter: [{ id: 'apply-change' }],
      },
      {
        id: 'rejected',
        label: { en: 'Rejected', zh: '已驳回' },
        final: true,
        edit: 'locked',
        enter: [{ id: 'release-change' }],
      },
      {
        id: 'withdrawn',
        label: { en: 'Withdrawn', zh: '已撤回' },
        final: true,
        edit: 'locked',
        enter: [{ id: 'release-change' }],
      },
    ],
    transitions: [
      {
        id: 'resubmit',
        label: { en: 'Submit again', zh: '重新提交' },
        from: ['returned'],
        to: 'pending',
        roles: everyone,
        required: ['reason'],
      },
      {
        id: 'withdraw',
        label: { en: 'Withdraw', zh: '撤回' },
        from: ['returned'],
        to: 'withdrawn',
        roles: everyone,
      },
    ],
  });

/** Critical fields of an account: tax id, credit limit. */
export const accountChangeProcess = changeProcess(
  'account-change',
  { en: 'Account master-data change', zh: '客户主数据变更' },
  {
    en: 'A tax id or a credit limit is not one person’s to change: a wrong one costs money before anybody notices.',
    zh: '税号、信用额度不能由一个人改动：改错一个，等发现时钱已经损失了。',
  },
  [
    {
      id: 'second-person',
      label: { en: 'Second person', zh: '复核人' },
      mode: 'any',
      signers: ['finance', 'data-steward', 'sales-manager', 'administrator'],
    },
  ],
);

/** Critical fields of a product other than its price: the code. */
export const productChangeProcess = changeProcess(
  'product-change',
  { en: 'Product master-data change', zh: '产品主数据变更' },
  {
    en: 'A product code is printed on drawings, labels and orders: it changes when a second person has seen what hangs on it.',
    zh: '产品编码印在图纸、标签和订单上：须由第二人确认影响后才能更改。',
  },
  [
    {
      id: 'second-person',
      label: { en: 'Second person', zh: '复核人' },
      mode: 'any',
      signers: ['data-steward', 'sales-manager', 'administrator'],
    },
  ],
);

/** List price, cost and dated prices of a product. */
export const priceChangeProcess = changeProcess(
  'price-change',
  { en: 'Price change', zh: '价格变更' },
  {
    en: 'One price from every mouth: it changes for everybody at once, when who answers for it has agreed.',
    zh: '对外价格一致：经负责人同意后，对所有人同时生效。',
  },
  [
    {
      id: 'sales',
      label: { en: 'Sales or finance', zh: '销售或财务' },
      mode: 'any',
      signers: ['sales-manager', 'finance', 'administrator'],
    },
    {
      id: 'board',
      label: { en: 'Executive', zh: '高管' },
      mode: 'any',
      signers: ['executive'],
      over: { measure: 'movement', atLeast: 20 },
    },
  ],
);
