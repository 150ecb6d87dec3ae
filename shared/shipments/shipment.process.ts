import { defineProcess } from '../kernel/process.ts';

const shipping = ['sales-rep', 'sales-manager', 'finance', 'data-steward', 'administrator'] as const;

/** The standard way of a shipment: seen by a second person before it leaves, billed in the moment it is approved. */
export const shipmentProcess = defineProcess({
  id: 'shipment',
  label: { en: 'Shipment', zh: '出货单' },
  purpose: {
    en: 'Nothing leaves the house that was not ordered, and nothing leaves it without being billed.',
    zh: '没有订单不出货，出货必有应收账款。',
  },
  starts: ['draft'],
  states: [
    {
      id: 'draft',
      label: { en: 'Draft', zh: '草稿' },
      responsible: 'owner',
      limitHours: 8,
      remindHours: 2,
      escalateTo: 'sales-manager',
      edit: 'free',
    },
    {
      id: 'pending-approval',
      label: { en: 'Pending approval', zh: '待审批' },
      limitHours: 4,
      remindHours: 1,
      escalateTo: 'sales-manager',
      edit: 'locked',
      open: ['note'],
      voids: 'draft',
      enter: [{ id: 'stamp-time', field: 'submittedAt' }],
      approval: {
        levels: [
          {
            id: 'release',
            label: { en: 'Sales manager or finance', zh: '销售经理或财务' },
            mode: 'any',
            signers: ['sales-manager', 'finance', 'administrator'],
          },
        ],
        approved: 'approved',
        rejected: 'cancelled',
        sentBack: 'draft',
        recalled: 'draft',
      },
      caution: {
        en: 'With your signature the goods leave and the receivable is made.',
        zh: '审批通过即出货，并同时生成应收账款。',
      },
    },
    {
      id: 'approved',
      label: { en: 'Approved', zh: '已审批' },
      responsible: 'owner',
      limitHours: 80,
      remindHours: 16,
      escalateTo: 'sales-manager',
      edit: 'locked',
      open: ['note', 'carrier', 'trackingNumber', 'deliveredDate'],
      enter: [
        { id: 'stamp-time', field: 'approvedAt' },
        { id: 'stamp-person', field: 'approvedBy' },
        { id: 'stamp-date', field: 'shipDate' },
        { id: 'post-shipment' },
      ],
    },
    {
      id: 'delivered',
      label: { en: 'Delivered', zh: '已签收' },
      final: true,
      edit: 'locked',
      open: ['note'],
      enter: [{ id: 'stamp-date', field: 'deliveredDate' }],
    },
    { id: 'returned', label: { en: 'Returned', zh: '已退回' }, final: true, edit: 'locked', open: ['note'] },
    { id: 'cancelled', label: { en: 'Cancelled', zh: '已取消' }, final: true, edit: 'locked', open: ['note'] },
  ],
  transitions: [
    {
      id: 'submit',
      label: { en: 'Submit for approval', zh: '提交审批' },
      from: ['draft'],
      to: 'pending-approval',
      roles: [...shipping],
      required: ['lines'],
      guards: [{ id: 'quantities-positive' }, { id: 'order-open' }, { id: 'release-valid' }, { id: 'within-order' }],
    },
    {
      id: 'deliver',
      label: { en: 'Delivered', zh: '已签收' },
      from: ['approved'],
      to: 'delivered',
      roles: [...shipping],
    },
    {
      id: 'return',
      label: { en: 'Came back whole', zh: '整单退回' },
      from: ['approved', 'delivered'],
      to: 'returned',
      roles: ['sales-manager', 'finance', 'administrator'],
      guards: [{ id: 'returned-in-full' }],
      comment: 'required',
      caution: { en: 'The credit note for the goods comes first.', zh: '请先开具退货红字单。' },
    },
    {
      id: 'cancel',
      label: { en: 'Cancel', zh: '取消' },
      from: ['draft'],
      to: 'cancelled',
      roles: [...shipping],
      comment: 'required',
    },
  ],
});
