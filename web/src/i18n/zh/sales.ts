import type { Words } from '../index.tsx';

export const sales: Words['sales'] = {
  stageLabel: '阶段',
  moveTo: (stage) => `移至：${stage}`,
  moved: (name, stage) => `“${name}”已移至${stage}。`,
  more: '显示更多',
  emptyStage: '暂无商机',
  overdue: '已过预计成交日期',
  dragHelp: '按空格键拿起卡片，左右键选择阶段，再按空格键放下，按 Esc 取消。',
  picked: (name) => `已拿起 ${name}。`,
  over: (name, stage) => `${name} 位于${stage}上方。`,
  dropped: (name, stage) => `${name} 已放入${stage}。`,
  cancelled: (name) => `${name} 保持原位。`,
  funnelTitle: '销售漏斗',
  funnelNote: '各阶段的进行中商机，点击数字可查看明细。',
  count: '商机数',
  amount: '金额',
  weighted: '加权金额',
  weightedNote: '金额 × 阶段成交概率',
  probability: '成交概率',
  total: '进行中合计',
  closed: '已关闭',
};
