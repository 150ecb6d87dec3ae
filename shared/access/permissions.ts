import type { Label } from '../kernel/field.ts';

/** Areas that a right can speak of. */
export const domains = [
  'workspace',
  'members',
  'accounts',
  'contacts',
  'leads',
  'products',
  'opportunities',
  'prices',
  'quotes',
  'orders',
  'shipments',
  'receivables',
  'payments',
  'activities',
  'complaints',
  'enquiries',
  'surveys',
  'problems',
  'help',
  'improvement',
  'warnings',
  'interviews',
  'imports',
  'standards',
  'campaigns',
  'audit',
  'findings',
  'reviews',
  'lists',
  'work',
  'processes',
  'changes',
  'proposals',
] as const;
export type Domain = (typeof domains)[number];
export type Verb = 'read' | 'write';
export type Permission = `${Domain}:${Verb}`;

export const roles = {
  'sales-rep': { en: 'Sales rep', zh: '销售代表' },
  'sales-manager': { en: 'Sales manager', zh: '销售经理' },
  marketing: { en: 'Marketing', zh: '市场' },
  'service-agent': { en: 'Service agent', zh: '客服' },
  finance: { en: 'Finance', zh: '财务' },
  'data-steward': { en: 'Data steward', zh: '数据管理员' },
  auditor: { en: 'Auditor', zh: '稽核员' },
  trainer: { en: 'Trainer', zh: '培训师' },
  executive: { en: 'Executive', zh: '高管' },
  administrator: { en: 'Administrator', zh: '系统管理员' },
} as const satisfies Record<string, Label>;
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as Role[];

/** Fields of a kind that only some roles see (PLT-2). */
export type Sensitive = 'cost' | 'credit';

interface Grant {
  read: readonly Domain[] | 'all';
  write: readonly Domain[];
  sees: readonly Sensitive[];
}

const everyday: readonly Domain[] = [
  'workspace',
  'members',
  'accounts',
  'contacts',
  'leads',
  'products',
  'opportunities',
  'prices',
  'quotes',
  'orders',
  'shipments',
  'receivables',
  'payments',
  'activities',
  'complaints',
  'enquiries',
  'surveys',
  'problems',
  'help',
  'improvement',
  'findings',
  'standards',
  'campaigns',
  'lists',
  'work',
  'processes',
  'changes',
  'proposals',
];
/** What everybody has who works here: their own work list, views, delegations and notices, change requests, a say in the processes, a question. */
const own: readonly Domain[] = ['work', 'lists', 'changes', 'proposals', 'help', 'improvement'];
/** A deal from the first price to the goods on their way. */
const selling: readonly Domain[] = ['leads', 'opportunities', 'quotes', 'orders', 'shipments'];
/** What a customer brings: to be taken down by whoever hears it. */
const listening: readonly Domain[] = ['complaints', 'enquiries'];
const customerWork: readonly Domain[] = [...own, 'accounts', 'contacts', 'activities', 'findings'];

/** What each role may do: the one place. A right that is not here is refused. */
export const grants: Record<Role, Grant> = {
  'sales-rep': { read: everyday, write: [...customerWork, ...selling, ...listening], sees: [] },
  'sales-manager': {
    read: [...everyday, 'reviews', 'audit', 'imports', 'interviews'],
    write: [
      ...customerWork,
      ...selling,
      ...listening,
      'surveys',
      'problems',
      'prices',
      'receivables',
      'imports',
      'interviews',
    ],
    sees: ['cost', 'credit'],
  },
  marketing: {
    read: [...everyday, 'imports'],
    write: [...customerWork, ...listening, 'surveys', 'leads', 'imports'],
    sees: [],
  },
  'service-agent': {
    read: everyday,
    write: [...customerWork, ...listening, 'surveys', 'problems', 'leads'],
    sees: [],
  },
  finance: {
    read: [...everyday, 'reviews'],
    write: [...own, 'complaints', 'prices', 'orders', 'shipments', 'receivables', 'payments', 'activities', 'findings'],
    sees: ['cost', 'credit'],
  },
  'data-steward': {
    read: 'all',
    write: [
      ...customerWork,
      ...selling,
      ...listening,
      'surveys',
      'problems',
      'products',
      'prices',
      'imports',
      'standards',
      'campaigns',
      'audit',
      'interviews',
    ],
    sees: ['cost'],
  },
  auditor: {
    read: 'all',
    write: [...own, 'audit', 'findings', 'problems', 'warnings', 'interviews'],
    sees: ['cost', 'credit'],
  },
  trainer: {
    read: [...everyday, 'interviews'],
    write: [...own, 'activities', 'findings', 'problems', 'interviews'],
    sees: [],
  },
  executive: {
    read: 'all',
    write: [...own, 'reviews', 'findings', 'processes', 'warnings', 'interviews'],
    sees: ['cost', 'credit'],
  },
  administrator: {
    read: 'all',
    write: domains,
    sees: ['cost', 'credit'],
  },
};
