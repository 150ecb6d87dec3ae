import type { Words } from '../index.tsx';

export const shipping: Words['shipping'] = {
  title: '待出货',
  intro: '已审批、尚有货未发的订单，最急的排在前面。',
  list: '全部出货单',
  overdue: '已超期',
  due: '待安排',
  waiting: '出货办理中',
  waitingHint: '这些订单的出货单正在准备或待审批。',
  empty: '没有待出货的订单。订单审批通过后会出现在这里。',
  columns: { order: '订单', account: '客户', due: '交货日期', open: '未出货金额', state: '状态' },
  daysLate: (n) => `超期${n}天`,
  noDate: '未定交期',
  ship: '全部出货',
  shipHint: '为全部未出货数量生成出货单并提交审批',
  part: '部分…',
  made: (number) => `${number} 已提交审批。`,
  open: '打开',
  more: (n) => `仅显示前${n}张订单。`,
  strip: {
    order: '订单',
    receivable: '应收账款',
    noReceivable: '出货单审批通过时生成应收账款。',
    track: '运单号',
    copied: '运单号已复制。',
  },
};
