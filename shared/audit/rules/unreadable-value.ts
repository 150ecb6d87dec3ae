import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, fieldAt, importedKind, noSettings, shownText } from '../audited.ts';

/** An imported value other than a date or a reference that could not be read; those two have rules of their own. */
export const unreadableValue = defineRule({
  id: 'unreadable-value',
  area: 'master-data',
  severity: 'medium',
  types: auditedTypes,
  label: { en: 'Imported value could not be read', zh: '导入的值无法识别' },
  explanation: {
    en: 'The import kept the text as it came, but the field itself is empty: it counts in no total and no list finds it.',
    zh: '导入时只保留了原文，字段本身是空的：合计里没有它，清单里也查不到。',
  },
  help: {
    en: 'Read the original text beside the field and enter what it means. If many rows show it, mend the import mapping and import again.',
    zh: '参照字段旁的原文填入正确的值；如果很多行都有同样问题，应修改导入映射后重新导入。',
  },
  settings: noSettings,
  dueDays: 14,
  evaluate: (record, context) =>
    Object.entries(record.asImported ?? {}).flatMap(([path, text]) => {
      if (importedKind(record, path, context) !== 'other') return [];
      const info = fieldAt(record.type, path);
      const expected = info?.values?.map((one) => one.value).join(', ') ?? info?.type;
      return [{ locator: path, found: shownText(text), ...(expected === undefined ? {} : { expected }) }];
    }),
});
