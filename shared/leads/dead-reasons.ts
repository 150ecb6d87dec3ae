/** Why nothing came of a lead. */
export const deadReasons = {
  'no-need': { en: 'No need', zh: '没有需求' },
  'no-budget': { en: 'No budget', zh: '没有预算' },
  competitor: { en: 'Bought elsewhere', zh: '已选择竞争对手' },
  unreachable: { en: 'Cannot be reached', zh: '无法联系' },
  'wrong-fit': { en: 'We do not sell what they want', zh: '需求不匹配' },
  duplicate: { en: 'Known already', zh: '重复线索' },
  spam: { en: 'Spam', zh: '垃圾信息' },
  other: { en: 'Other', zh: '其他' },
} as const;
