/** Why faults come about: the managed list, so that causes can be counted. The ids are for ever. */
export const causeKinds = {
  'not-trained': { en: 'Not trained', zh: '未经培训' },
  'rule-unclear': { en: 'The rule is unclear', zh: '规定不清楚' },
  careless: { en: 'Carelessness', zh: '疏忽' },
  'system-made-it-easy': { en: 'The system made it easy', zh: '系统未能防错' },
  'no-time': { en: 'No time', zh: '时间不足' },
  'data-from-outside': { en: 'Data came from outside', zh: '外来数据有误' },
  other: { en: 'Something else', zh: '其他' },
} as const;
