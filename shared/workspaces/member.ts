import * as z from 'zod';
import type { RecordScope } from '../access/actor.ts';
import type { Role } from '../access/permissions.ts';
import { roleNames, roles } from '../access/permissions.ts';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import { beyondTime, ofTouched } from '../kernel/problem.ts';
import type { Rec } from '../kernel/record.ts';
import { certificate, certificateFaults, MAX_CERTIFICATES } from './certificate.ts';

const roleChoice = f.choice(roles, { en: 'Role', zh: '角色' });

/** A role held from a day on, by a certificate or an appointment, until it ends. */
export const roleGrant = z.strictObject({
  role: z.enum(roleNames as [Role, ...Role[]]),
  basis: z.string().max(200).meta({ description: 'Certificate or appointment that the role rests on.' }),
  from: z.iso.datetime(),
  until: z.iso.datetime().optional(),
});
export type RoleGrant = z.infer<typeof roleGrant>;

/** A person who works in a workspace. The identity provider knows the password; this record decides what they may do. */
export const member = defineEntity({
  name: 'member',
  collection: 'members',
  label: { en: 'Member', zh: '成员' },
  plural: { en: 'Members', zh: '成员' },
  domain: 'members',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '姓名' }, { max: 80, example: '李娜' }),
    email: f.email({ en: 'E-mail', zh: '邮箱' }, { dataClass: 'critical', example: 'li.na@example.com' }),
    role: roleChoice.meta({ ...roleChoice.meta(), description: 'Role to be granted, or the main one held' }),
    status: f
      .choice(
        { active: { en: 'Active', zh: '在职' }, disabled: { en: 'Disabled', zh: '停用' } },
        { en: 'Status', zh: '状态' },
      )
      .default('active'),
    scope: f
      .choice(
        { own: { en: 'Own records', zh: '本人' }, team: { en: 'Team', zh: '团队' }, all: { en: 'All', zh: '全部' } },
        { en: 'Record scope', zh: '数据范围' },
      )
      .default('all'),
    team: f.text({ en: 'Team', zh: '团队' }, { max: 60, example: 'east' }).optional(),
    language: f
      .choice(
        { 'zh-CN': { en: 'Chinese', zh: '中文' }, en: { en: 'English', zh: '英文' } },
        { en: 'Language', zh: '语言' },
      )
      .default('zh-CN'),
    reviewGroup: f.boolean({ en: 'Gets the monthly review', zh: '接收月度总结' }).optional(),
    certificates: z
      .array(certificate)
      .max(MAX_CERTIFICATES)
      .optional()
      .meta({ field: { type: 'tags', label: { en: 'Certificates', zh: '上岗证' } } }),
    probationUntil: f.date({ en: 'On probation until', zh: '试用期至' }).optional(),
    // Noted down without a new version: whoever signs in does not change the member, and does not stand in the way of an edit.
    lastSeenOn: f.date({ en: 'Last seen on', zh: '最近登录日期' }, { computed: true, noted: true }).optional(),
    grants: z
      .array(roleGrant)
      .max(50)
      .optional()
      .meta({ field: { type: 'tags', label: { en: 'Role grants', zh: '角色授予' }, computed: true } }),
  },
  keys: [{ field: 'email' }],
  title: 'name',
  search: ['name', 'email', 'team'],
  defaultSort: 'name',
  owned: false,
  // Whose work is looked at more closely, and who has shown that they can do it, is said by somebody else.
  refuses: (current, next, { id }) =>
    id === current.id &&
    (['certificates', 'probationUntil'] as const).some(
      (name) => JSON.stringify(current.data[name]) !== JSON.stringify(next.data[name]),
    )
      ? 'Another administrator changes your own certificates and probation.'
      : undefined,
  check: (next, previous) => [
    ...certificateFaults(next.data['certificates']),
    ...ofTouched(beyondTime('probationUntil', next.data['probationUntil']), next, previous),
  ],
  // Another role ends the grants that are held and begins a new one; who held what when stays on record.
  derive: (next, previous, now) => {
    if (!previous || next.data['role'] === previous.data['role']) return next;
    const held = ((previous.data['grants'] ?? []) as RoleGrant[]).map((grant) =>
      grant.until === undefined || grant.until > now ? { ...grant, until: now } : grant,
    );
    const grant: RoleGrant = { role: next.data['role'] as Role, basis: 'appointment', from: now };
    return { ...next, data: { ...next.data, grants: [...held, grant] } };
  },
  relation: (record) => ({ parentId: `user:${record.id}`, kind: 'member', at: record.createdAt }),
  operations: ['list', 'get', 'update', 'history'],
  example: { name: '李娜', email: 'li.na@example.com', role: 'sales-rep', scope: 'own', team: 'east' },
});

/** The roles that a member holds at an instant: grants that have begun and not ended. A disabled member holds none. */
export const rolesAt = (record: Rec, now: string): Role[] => {
  if (record.data['status'] === 'disabled' || record.archivedAt) return [];
  const grants = Array.isArray(record.data['grants']) ? (record.data['grants'] as RoleGrant[]) : [];
  return grants.filter((g) => g.from <= now && (g.until === undefined || now < g.until)).map((g) => g.role);
};

/** Whether a member is on probation on a day (YYYY-MM-DD); the last day of it counts. */
export const isOnProbation = ({ data }: Pick<Rec, 'data'>, today: string): boolean =>
  typeof data['probationUntil'] === 'string' && data['probationUntil'] >= today;

export const scopeOf = (record: Rec): RecordScope => (record.data['scope'] as RecordScope | undefined) ?? 'own';
