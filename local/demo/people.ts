import type { NewMember } from '../../functions/runtime/provision.ts';

type Person = Omit<NewMember, 'sub' | 'email'> & { key: string };

/** One member per role, and a second sales rep in another team: what each may see can be compared. */
export const people = [
  { key: 'sales-rep', name: '王晓峰', role: 'sales-rep', scope: 'own', team: 'east', language: 'zh-CN' },
  { key: 'sales-rep-2', name: '陈思雨', role: 'sales-rep', scope: 'own', team: 'south', language: 'zh-CN' },
  {
    key: 'sales-manager',
    name: '李建国',
    role: 'sales-manager',
    scope: 'team',
    team: 'east',
    language: 'zh-CN',
    reviewGroup: true,
  },
  { key: 'marketing', name: '赵敏仪', role: 'marketing', scope: 'all', language: 'en' },
  { key: 'service-agent', name: '刘佳宁', role: 'service-agent', scope: 'all', language: 'zh-CN' },
  { key: 'finance', name: '孙淑芬', role: 'finance', scope: 'all', language: 'zh-CN' },
  { key: 'data-steward', name: '何文博', role: 'data-steward', scope: 'all', language: 'zh-CN' },
  { key: 'auditor', name: '郑国强', role: 'auditor', scope: 'all', language: 'en' },
  { key: 'trainer', name: '林雅婷', role: 'trainer', scope: 'all', language: 'en' },
  { key: 'executive', name: '吴振华', role: 'executive', scope: 'all', language: 'en', reviewGroup: true },
  { key: 'admin', name: '周海燕', role: 'administrator', scope: 'all', language: 'zh-CN', reviewGroup: true },
] as const satisfies readonly Person[];

export type PersonKey = (typeof people)[number]['key'];

export const addressOf = (key: string): string => `${key}@demo.example`;

/** Every demo user signs in with it: this company is on one machine and holds nothing that is true. */
export const PASSWORD = 'Evergreen-1';
