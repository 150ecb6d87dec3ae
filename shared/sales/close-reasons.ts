/** Why a deal was won or lost. What a colleague would do differently next time hangs on it, so it is a list and no text. */
export const closeReasons = {
  price: { en: 'Price', zh: '价格' },
  product: { en: 'Product fit', zh: '产品匹配度' },
  delivery: { en: 'Delivery time', zh: '交期' },
  quality: { en: 'Quality', zh: '质量' },
  service: { en: 'Service', zh: '服务' },
  competitor: { en: 'Competitor', zh: '竞争对手' },
  relationship: { en: 'Relationship', zh: '客户关系' },
  budget: { en: 'No budget', zh: '无预算' },
  undecided: { en: 'No decision', zh: '未决策' },
  other: { en: 'Other', zh: '其他' },
} as const;
export type CloseReason = keyof typeof closeReasons;
