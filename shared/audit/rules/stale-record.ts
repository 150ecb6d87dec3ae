import type { Rec } from '../../kernel/record.ts';
import { defineRule } from '../../kernel/rule.ts';
import { localDate } from '../../kernel/time.ts';
import { staleAt, touchedAt } from '../../quality/freshness.ts';
import type { EntityStandard } from '../../standards/standard.ts';
import { auditedTypes, noSettings } from '../audited.ts';

const staleOn = (record: Rec, { staleAfterDays }: EntityStandard): string | undefined =>
  staleAt({ ...record, values: record.data }, staleAfterDays);

/** A record that nobody has touched for as many days as the data standard allows. */
export const staleRecord = defineRule({
  id: 'stale-record',
  area: 'master-data',
  severity: 'low',
  types: auditedTypes,
  label: { en: 'Record has not been touched for long', zh: '记录长期未更新' },
  explanation: {
    en: 'People move, firms rename, deals go cold. What nobody has looked at for so long is no longer known to be true.',
    zh: '人会调动，公司会更名，商机会冷掉。这么久没人看过的资料，已经不能保证还是对的。',
  },
  help: {
    en: 'Call or write to the customer, check the data and save the record. What is over is to be closed or archived.',
    zh: '联系客户，核对资料后保存；已经结束的，请关闭或归档。',
  },
  settings: noSettings,
  dueDays: 30,
  evaluate: (record, { now, standard, timeZone }) => {
    const at = staleOn(record, standard);
    if (at === undefined || at > now) return [];
    // The day of the last change and not the age: the text of a finding must not differ from run to run.
    return [{ locator: '', found: localDate(touchedAt(record), timeZone), expected: `≤ ${standard.staleAfterDays} d` }];
  },
  checkAgain: (record, { now, standard }) => {
    const at = staleOn(record, standard);
    return at !== undefined && at > now ? at : undefined;
  },
});
