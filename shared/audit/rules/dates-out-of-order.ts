import { defineRule } from '../../kernel/rule.ts';
import { sequenceFaults } from '../../standards/check.ts';
import { auditedTypes, noSettings } from '../audited.ts';
import { valueFaults } from '../standard-faults.ts';

/**
 * Two dates of which the second lies before the first, by the pairs of the data standard. When one of them lies in the
 * future, that is the fault (`date-in-future`), and the order follows from it.
 */
export const datesOutOfOrder = defineRule({
  id: 'dates-out-of-order',
  area: 'documents',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Dates in an impossible order', zh: '日期先后颠倒' },
  explanation: {
    en: 'Nothing ends before it began. One of the two dates is wrong, and every duration worked out from them with it.',
    zh: '结束不可能早于开始。两个日期中必有一个是错的，由此算出的时长也都不对。',
  },
  help: {
    en: 'Compare both dates with the source document and correct the wrong one. They may simply have been exchanged.',
    zh: '对照原始单据核实两个日期，改正错的那个；也可能只是前后填反了。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, context) => {
    const faults = sequenceFaults(context.standard, record.data, record.lines);
    if (faults.length === 0) return [];
    const future = new Set(
      valueFaults(record, context).flatMap((one) => (one.code === 'date-in-future' ? [one.found] : [])),
    );
    return faults.flatMap(({ path, first, second }) =>
      future.has(first) || future.has(second)
        ? []
        : [{ locator: path, found: `${second} < ${first}`, expected: `≥ ${first}` }],
    );
  },
});
