import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';

/** A person's deputy for a period (PRO-9). It runs and ends by its dates; nothing has to be switched. */
export const delegation = defineEntity({
  name: 'delegation',
  collection: 'delegations',
  label: { en: 'Delegation', zh: '代理授权' },
  plural: { en: 'Delegations', zh: '代理授权' },
  domain: 'work',
  schemaVersion: 1,
  fields: {
    memberId: f.ref('member', { en: 'Person', zh: '被代理人' }),
    deputyId: f.ref('member', { en: 'Deputy', zh: '代理人' }),
    from: f.datetime({ en: 'From', zh: '开始' }),
    until: f.datetime({ en: 'Until', zh: '结束' }),
    /** Processes for which the deputy acts; all when there are none. */
    processes: f.tags({ en: 'Processes', zh: '流程' }).optional(),
    why: f.text({ en: 'Why', zh: '原因' }, { max: 200, example: '年假' }).optional(),
    endedAt: f.datetime({ en: 'Ended early', zh: '提前结束' }, { computed: true }).optional(),
  },
  keys: [],
  title: 'why',
  search: ['why'],
  defaultSort: '-from',
  owned: false,
  // Made and ended by routes of their own: one delegates one's own work alone.
  operations: ['list', 'get', 'history'],
  relation: (record) => ({
    parentId: String(record.data['deputyId']),
    kind: 'delegation',
    at: String(record.data['until']),
  }),
  example: {},
});

/** Whether a delegation runs at an instant, for a process. */
export const runs = (record: Rec, now: string, process: string): boolean => {
  const { from, until, endedAt, processes } = record.data;
  if (record.archivedAt || String(from) > now || String(until) <= now) return false;
  if (typeof endedAt === 'string' && endedAt <= now) return false;
  return !Array.isArray(processes) || processes.length === 0 || processes.includes(process);
};
