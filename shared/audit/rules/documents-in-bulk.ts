import * as z from 'zod';
import type { GroupFault, Row } from '../../kernel/rule.ts';
import { defineGroupRule } from '../../kernel/rule.ts';
import { DAY, localDate } from '../../kernel/time.ts';
import { MAX_RELATED } from '../duplicates.ts';
import { datedTypes, densest, isBroughtOver, isPerson, ownDay } from '../entered.ts';

/**
 * Many documents of one kind that one person entered within minutes, all of them of earlier days: what was kept elsewhere was
 * carried over. One finding for each kind and day.
 */
export const documentsInBulk = defineGroupRule({
  id: 'documents-in-bulk',
  area: 'process',
  severity: 'medium',
  types: [...datedTypes, 'member'],
  label: { en: 'Documents were entered in one go afterwards', zh: '单据事后集中补录' },
  explanation: {
    en: 'The real work is still done in a notebook or spreadsheet, and the system gets a copy of it before somebody looks. Until then nobody else knew, and no limit or price was checked.',
    zh: '实际工作仍在本子或表格里进行，检查前才集中抄进系统。在此之前别人一无所知，额度和价格也没有经过检查。',
  },
  help: {
    en: 'Enter each document when it comes about. What has to be carried over from another system goes through an import, which says so.',
    zh: '每张单据发生时就录入。确需从其他系统转入的，请使用导入功能，来源会如实记录。',
  },
  settings: z.strictObject({
    documents: z.int().min(2).max(500).default(10).meta({ title: 'Documents / 单据数' }),
    minutes: z.int().min(1).max(240).default(10).meta({ title: 'Within minutes / 分钟数以内' }),
    lookBackDays: z.int().min(1).max(366).default(62).meta({ title: 'Days looked back / 回溯天数' }),
  }),
  dueDays: 14,
  byTime: true,
  keys: (row) => {
    if (row['type'] === 'member') return [row.id];
    const by = row['createdBy'];
    return isPerson(by) && !isBroughtOver(row) ? [by] : [];
  },
  evaluateGroup: (key, rows, { now, timeZone, settings }) => {
    if (!rows.some((row) => row.id === key)) return undefined;
    const since = new Date(Date.parse(now) - settings.lookBackDays * DAY).toISOString();
    const enteredAt = (row: Row) => String(row['enteredAt']);
    const dayOf = (row: Row) => localDate(enteredAt(row), timeZone);
    const older = rows.filter((row) => {
      if (row.id === key || enteredAt(row) < since) return false;
      const day = ownDay(row, timeZone);
      return day !== undefined && day < dayOf(row);
    });
    if (older.length < settings.documents) return undefined;
    const byKindAndDay = Map.groupBy(older, (row) => `${String(row['type'])} ${dayOf(row)}`);
    return [...byKindAndDay].flatMap(([locator, some]): GroupFault[] => {
      const burst = densest(some, settings.minutes * 60_000, enteredAt);
      const days = [...new Set(burst.map((row) => ownDay(row, timeZone)!))].sort();
      // All of one day: the evening's work was entered the next morning.
      if (burst.length < settings.documents || days.length < 2) return [];
      return [
        {
          subjectId: key,
          subjectType: 'member',
          locator,
          found: `${burst.length}: ${days[0]} – ${days.at(-1)}`,
          expected: `< ${settings.documents} / ${settings.minutes} min`,
          related: burst
            .map((row) => row.id)
            .sort()
            .slice(0, MAX_RELATED),
        },
      ];
    });
  },
});
