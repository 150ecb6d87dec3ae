import { entities } from '../../entities.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';

/** A critical field that an import changed on a record that was there: nobody but the importer has seen it. */
export const criticalChangeUnreviewed = defineRule({
  id: 'critical-change-unreviewed',
  area: 'master-data',
  severity: 'high',
  types: entities.filter((entity) => entity.changes).map((entity) => entity.name as string),
  label: { en: 'Critical value changed by an import', zh: '关键字段经导入被修改' },
  explanation: {
    en: 'A price, a credit limit, a tax id entered by hand waits for a second person. An import changes many at once, and a wrong column is wrong everywhere.',
    zh: '价格、信用额度、税号手工修改时须经第二人审批；导入一次改动很多条，一列错了就处处都错。',
  },
  help: {
    en: 'Somebody other than the importer compares the value with its evidence. If it is right, they accept the finding and name the evidence as the cause; if it is wrong, they change it, which is approved as always, or undo the import.',
    zh: '由导入人以外的人核对依据。无误的，由其接受本条发现并注明依据；有误的，提交变更（照常审批），或撤销导入。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record) =>
    Object.entries(record.unreviewed ?? {})
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, mark]) => ({ locator: field, found: mark.import, related: [mark.by] })),
});
