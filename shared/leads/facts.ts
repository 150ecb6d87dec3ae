/** Mailboxes that anybody can have: who writes from one has not shown a company. */
const freeMailboxes = new Set([
  'gmail.com',
  'googlemail.com',
  'outlook.com',
  'hotmail.com',
  'live.com',
  'yahoo.com',
  'icloud.com',
  'gmx.de',
  'gmx.net',
  'web.de',
  'proton.me',
  'mail.ru',
  'qq.com',
  'foxmail.com',
  '163.com',
  '126.com',
  'yeah.net',
  'sina.com',
  'sina.cn',
  'sohu.com',
  '139.com',
  '189.cn',
  'aliyun.com',
]);

/** The part of an e-mail address behind the @, in lower case; undefined where there is none. */
export const domainOf = (email: unknown): string | undefined => {
  const domain = typeof email === 'string' ? email.trim().toLowerCase().split('@')[1] : undefined;
  return domain === '' ? undefined : domain;
};

/** The domain of a company's own mailbox; undefined for one that anybody can have. */
export const companyDomain = (email: unknown): string | undefined => {
  const domain = domainOf(email);
  return domain === undefined || freeMailboxes.has(domain) ? undefined : domain;
};

/** What rules may ask of a lead beside its fields. The names stand in stored policies for ever. */
export const factFields = {
  mailbox: { en: 'Mailbox (company, free)', zh: '邮箱类型（company、free）' },
  callable: { en: 'Can be called', zh: '有电话' },
  messageLength: { en: 'Length of the message', zh: '留言字数' },
} as const;

/** A lead's data with what rules may ask besides. */
export const leadFacts = (data: Readonly<Record<string, unknown>>): Record<string, unknown> => ({
  ...data,
  mailbox: domainOf(data['email']) === undefined ? undefined : companyDomain(data['email']) ? 'company' : 'free',
  callable: Boolean(data['phone'] || data['mobile']),
  messageLength: typeof data['message'] === 'string' ? data['message'].trim().length : 0,
});
