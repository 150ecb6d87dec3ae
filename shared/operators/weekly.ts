import { entityOf, isEntity } from '../entities.ts';
import { openStates } from '../findings/finding.ts';
import { entityFields } from '../kernel/entity.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Row, Rule } from '../kernel/rule.ts';
import { addDays, startOfDay } from '../kernel/time.ts';

/** Weeks of the trend before the one that it ends with. */
export const WEEKS_BEFORE = 4;
/** Faults that are named one by one; the page of findings has them all. */
export const MOST_NAMED = 10;

/** A fault that somebody is to put right: what and where. How is said by the rule's help. */
export interface Mistake {
  findingId: string;
  rule: string;
  severity: string;
  subjectType: string;
  subjectId: string;
  subjectTitle: string;
  locator: string;
  openedAt: string;
  /** Opened or come back in the week that is told. */
  isNew: boolean;
  dueDate?: string;
}

/** A person's week (AUD-5): what is open, what came, and how that was in the weeks before. */
export interface WeeklySummary {
  /** The Monday on which it is told: what came in the seven days before it is new. */
  week: string;
  open: number;
  opened: number;
  /** How many came in each week, the oldest first, the told one last. */
  trend: { week: string; opened: number }[];
  mistakes: Mistake[];
}

const ranks: Readonly<Record<string, number>> = { high: 0, medium: 1, low: 2 };
const alive = (row: Row): boolean => row['removedAt'] === undefined && row['archivedAt'] === undefined;

/** Newest and gravest first, so that what is named is what matters most. */
const byWeight = (a: Mistake, b: Mistake): number =>
  Number(b.isNew) - Number(a.isNew) ||
  (ranks[a.severity] ?? 3) - (ranks[b.severity] ?? 3) ||
  (a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : a.findingId < b.findingId ? -1 : 1);

/**
 * The summary that a person is told on a Monday, by the rows of their findings. Pure: the same rows give the same summary.
 * @param week YYYY-MM-DD, a Monday of the workspace's zone
 */
export const weeklySummary = (rows: Iterable<Row>, week: string, timeZone: string): WeeklySummary => {
  const starts = Array.from({ length: WEEKS_BEFORE + 2 }, (_, index) => addDays(week, (index - WEEKS_BEFORE - 1) * 7));
  const instants = starts.map((day) => startOfDay(day, timeZone));
  const counts = new Array<number>(WEEKS_BEFORE + 1).fill(0);
  const mistakes: Mistake[] = [];
  for (const row of rows) {
    if (!alive(row)) continue;
    const openedAt = String(row['openedAt'] ?? row['createdAt']);
    const index = instants.findIndex((from, at) => from <= openedAt && openedAt < (instants[at + 1] ?? ''));
    if (index >= 0) counts[index]!++;
    if (!(openStates as readonly unknown[]).includes(row['state'])) continue;
    mistakes.push({
      findingId: row.id,
      rule: String(row['rule']),
      severity: String(row['severity']),
      subjectType: String(row['subjectType']),
      subjectId: String(row['subjectId']),
      subjectTitle: String(row['subjectTitle'] ?? ''),
      locator: String(row['locator'] ?? ''),
      openedAt,
      isNew: index === WEEKS_BEFORE,
      ...(typeof row['dueDate'] === 'string' ? { dueDate: row['dueDate'] } : {}),
    });
  }
  return {
    week,
    open: mistakes.length,
    opened: counts[WEEKS_BEFORE]!,
    // Its Monday names a week: the told one began seven days before it is told.
    trend: counts.map((opened, index) => ({ week: starts[index]!, opened })),
    mistakes: mistakes.sort(byWeight),
  };
};

type Language = 'en' | 'zh';

/** The field that a locator names, in words; '' for the record as a whole. */
export const fieldWords = (type: string, locator: string, language: Language): string => {
  if (locator === '' || !isEntity(type)) return '';
  const entity = entityOf(type);
  const line = /^lines\.(\d+)\.(.+)$/.exec(locator);
  const name = line ? line[2]! : locator;
  const fields = line && entity.lines ? fieldsOf(entity.lines) : entityFields(entity);
  const label = fields.find((field) => field.name === name)?.label[language];
  if (label === undefined) return '';
  if (!line) return label;
  const row = Number(line[1]) + 1;
  return language === 'en' ? `line ${row}, ${label}` : `第 ${row} 行 ${label}`;
};

/** A line of a notice: what is said, and the address inside the workspace where it is seen. */
export interface Told {
  text: string;
  path: string;
}

/** Where a fault is put right, inside the workspace: its record, open at the field; the findings where that has no page. */
export const pathOf = ({ subjectType, subjectId, locator }: Pick<Mistake, 'subjectType' | 'subjectId' | 'locator'>) => {
  if (!isEntity(subjectType)) return 'findings';
  const at = fieldWords(subjectType, locator, 'en') === '' ? '' : `?fix=${encodeURIComponent(locator)}`;
  return `${entityOf(subjectType).collection}/${subjectId}${at}`;
};

const cut = (text: string, max: number): string =>
  text.length > max ? `${text.slice(0, max - 1).toWellFormed()}…` : text;

/** The faults of a summary as a mail tells them: what, where, how it is done right, in the reader's language. */
export const toldOf = (summary: WeeklySummary, rules: ReadonlyMap<string, Rule>, language: Language): Told[] =>
  summary.mistakes.slice(0, MOST_NAMED).map((one) => {
    const rule = rules.get(one.rule);
    const field = fieldWords(one.subjectType, one.locator, language);
    const where = [cut(one.subjectTitle, 80), field]
      .filter((part) => part !== '')
      .join(language === 'en' ? ', ' : ' · ');
    const what = `${rule?.label[language] ?? one.rule}${language === 'en' ? ': ' : '：'}${where}`;
    const how = rule
      ? `${language === 'en' ? ' — How to do it right: ' : ' —— 正确做法：'}${cut(rule.help[language], 300)}`
      : '';
    return { text: `${what}${how}`, path: pathOf(one) };
  });

/** The week in a sentence, with the weeks before it. */
export const weekInWords = ({ open, opened, trend }: WeeklySummary, language: Language): string => {
  const before = trend.slice(0, -1).map((one) => one.opened);
  return language === 'en'
    ? `${opened} new last week, ${open} open. New in the weeks before: ${before.join(', ')}.`
    : `上周新增 ${opened} 个，现有 ${open} 个待处理；此前各周新增：${before.join('、')}。`;
};
