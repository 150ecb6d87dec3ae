/** Where a lead, and the deal that came of it, was first heard of. */
export const origins = {
  website: { en: 'Website', zh: '官网' },
  fair: { en: 'Trade fair', zh: '展会' },
  referral: { en: 'Referral', zh: '转介绍' },
  campaign: { en: 'Campaign', zh: '市场活动' },
  call: { en: 'Cold call', zh: '陌生拜访' },
  partner: { en: 'Partner', zh: '合作伙伴' },
  existing: { en: 'Existing customer', zh: '老客户' },
  list: { en: 'List', zh: '名单导入' },
  other: { en: 'Other', zh: '其他' },
} as const;
export type Origin = keyof typeof origins;
