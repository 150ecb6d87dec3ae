import * as z from 'zod';
import { entities, entityOf } from '../../entities.ts';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { defaultProcess } from '../../processes.ts';
import { isPerson } from '../entered.ts';

/** Kinds that need somebody who looks after them for as long as they are there. */
const lasting = ['account', 'contact'];
/** Kinds of work that need somebody until they are done: documents of a process. */
const work = entities
  .filter((entity) => entity.owned && entity.process && !entity.personal && entity.seenBy === undefined)
  .map(({ name }) => name as string);

/** Whether the process of a document has steps left in its state. Of a state that it does not know nothing is said. */
const isUnderWay = (row: Row): boolean => {
  const process = entityOf(String(row['type'])).process!;
  const definition = defaultProcess(String(row['processId'] ?? process.of(row)));
  const state = definition?.states.find(({ id }) => id === row[process.field]);
  return state !== undefined && state.final !== true;
};

/**
 * Customers and open work of somebody who is not here any more: disabled, archived, or never a member. What is done may keep the name
 * of whoever did it.
 */
export const ownerInactive = defineGroupRule({
  id: 'owner-inactive',
  area: 'master-data',
  severity: 'medium',
  // The member first, so that a group of one who is here is told at a glance.
  types: ['member', ...lasting, ...work],
  label: { en: 'Owner is not active any more', zh: '负责人已停用' },
  explanation: {
    en: 'Nobody answers this customer, and nobody sees the work: reminders and tasks go to an account that no one opens. Customers are lost in the weeks after somebody leaves.',
    zh: '客户没有人答复，工作也没有人看见：提醒和待办都发给了没人登录的账号。员工离开后的几周，最容易丢客户。',
  },
  help: {
    en: 'Give the record to whoever takes over; in the list, choose all records of the former owner and change the owner in one go. Do it on the day on which somebody leaves.',
    zh: '把记录转给接手的同事；可在列表中筛选原负责人的全部记录，一次改完。人员离岗当天就应完成交接。',
  },
  settings: z.strictObject({
    customers: z
      .boolean()
      .default(true)
      .meta({ title: 'Customers and contacts as well as open work / 除未完成的工作外，也检查客户和联系人' }),
  }),
  dueDays: 3,
  // By the owner whatever the state, so that closing a document leaves no mark behind.
  keys: (row) => {
    if (row['type'] === 'member') return [row.id];
    return isPerson(row['ownerId']) ? [row['ownerId']] : [];
  },
  evaluateGroup: (key, rows, { settings }) => {
    const owner = rows.find((row) => row['type'] === 'member');
    if (owner && owner['status'] !== 'disabled') return undefined;
    const name = typeof owner?.['name'] === 'string' ? owner['name'] : key;
    return rows.flatMap((row): GroupFault[] => {
      const type = String(row['type']);
      if (type === 'member') return [];
      if (lasting.includes(type) ? !settings.customers : !isUnderWay(row)) return [];
      return [{ subjectId: row.id, subjectType: type, locator: 'ownerId', found: name }];
    });
  },
});
