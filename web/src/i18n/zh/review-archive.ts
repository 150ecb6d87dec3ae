import type { Words } from '../index.tsx';

export const reviewArchive: Words['reviewArchive'] = {
  kinds: '总结周期',
  months: '月度',
  weeks: '每周',
  intro: '每月月末固定数据并发送给接收总结的成员；推行期间按周总结时，每周一早上也会发送。勾选两份即可对比。',
  noWeeks: '还没有每周总结。把总结周期改为每周后，满一周的下个周一会生成第一份。',
  trend: '趋势',
  trendOf: (name, from, to) => `${name}，${from}至${to}`,
  columns: { period: '周期', overdue: '逾期问题', file: '文件' },
  tick: (name) => `对比${name}`,
  ticked: (n) => (n === 1 ? '已选 1 份，请再选一份' : `已选 ${n} 份`),
  compare: '对比这两份',
  clear: '取消选择',
  pdf: 'PDF',
  pdfOf: (name) => `${name}的 PDF`,
  drawing: '正在生成…',
  cadence: {
    label: '总结周期',
    monthly: '每月',
    weekly: '推行期间另加每周',
    until: '截止',
    untilHint: '最后一周；不填则一直按周。',
    next: (day) => `下一份每周总结将于 ${day} 早上生成。`,
    saved: '总结周期已更改。',
  },
  measured: (from, to) =>
    `统计区间 ${from} 至 ${to}：为期间净增加的数量，补录和更正计入发生的那一周；不列比率和平均值。`,
  look: '查看本周至今',
  needs: {
    title: '需求清单',
    decided: '决定',
    released: '上线',
    expected: '预期收益',
    found: '实际收益',
    notYet: '尚未核对',
  },
};
