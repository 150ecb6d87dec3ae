import { kindOfId } from '../../kernel/id.ts';
import { defineRule } from '../../kernel/rule.ts';
import { auditedTypes, fieldAt, importedKind, noSettings, shownText, valuesOfType } from '../audited.ts';

/** A reference to a record that does not exist, or an imported key for which none was found. Archived and merged records do exist. */
export const orphanReference = defineRule({
  id: 'orphan-reference',
  area: 'documents',
  severity: 'high',
  types: auditedTypes,
  label: { en: 'Refers to a record that does not exist', zh: '引用的记录不存在' },
  explanation: {
    en: 'The record hangs in the air: it is missing on the customer’s or product’s page and in every figure that is made from there.',
    zh: '这条记录没有着落：客户或产品页面上看不到它，相关的统计也都漏掉它。',
  },
  help: {
    en: 'Choose the right record. If it has never been entered, enter it first. After an import look whether the key has another form in the two files.',
    zh: '选择正确的记录；如果还没有录入，先补录。若来自导入，请检查两个文件中键的写法是否一致。',
  },
  settings: noSettings,
  dueDays: 7,
  evaluate: (record, context) => [
    ...valuesOfType(record, 'ref').flatMap(({ locator, info, value }) => {
      const id = String(value);
      if (kindOfId(id) === info.ref && context.exists(id)) return [];
      return [{ locator, found: shownText(id), expected: info.ref ?? '' }];
    }),
    ...Object.entries(record.asImported ?? {}).flatMap(([path, text]) =>
      importedKind(record, path, context) === 'ref'
        ? [{ locator: path, found: shownText(text), expected: fieldAt(record.type, path)?.ref ?? '' }]
        : [],
    ),
  ],
});
