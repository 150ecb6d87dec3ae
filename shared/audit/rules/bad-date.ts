import { isCalendarDate } from '../../kernel/field.ts';
import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, importedKind, noSettings, shownText, valuesOfType } from '../audited.ts';

/** A date that could not be read when it was imported, or that stands in no calendar. */
export const badDate = defineRule({
  id: 'bad-date',
  area: 'documents',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Date cannot be read', zh: '日期无法识别' },
  explanation: {
    en: 'Without a date the record falls out of every period: it is in no month’s figures and no deadline is watched.',
    zh: '没有日期的记录不属于任何期间，既进不了月度数据，也没有期限可跟。',
  },
  help: {
    en: 'Look up the day on the source document and enter it as year-month-day.',
    zh: '查原始单据上的日期，按“年-月-日”填写。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, context) => [
    ...Object.entries(record.asImported ?? {}).flatMap(([path, text]) =>
      importedKind(record, path, context) === 'date'
        ? [{ locator: path, found: shownText(text), expected: 'YYYY-MM-DD' }]
        : [],
    ),
    ...valuesOfType(record, 'date').flatMap(({ locator, value }) =>
      record.asImported?.[locator] === undefined && !isCalendarDate(String(value))
        ? [{ locator, found: shownText(value), expected: 'YYYY-MM-DD' }]
        : [],
    ),
  ],
});
