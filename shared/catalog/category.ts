import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** A product category; products name it by its code. */
export const category = defineEntity({
  name: 'category',
  collection: 'categories',
  label: { en: 'Category', zh: '产品类别' },
  plural: { en: 'Categories', zh: '产品类别' },
  domain: 'products',
  schemaVersion: 1,
  fields: {
    code: f.text(
      { en: 'Category code', zh: '类别编码' },
      { max: 40, dataClass: 'controlled', example: 'AC_HE', aliases: ['id', 'code', 'category id'] },
    ),
    name: f.text(
      { en: 'Name', zh: '名称' },
      { max: 100, example: 'Helmets', aliases: ['name', 'subcat', 'subcategory'] },
    ),
    group: f
      .text({ en: 'Group', zh: '大类' }, { max: 100, example: 'Accessories', aliases: ['cat', 'group', 'category'] })
      .optional(),
    maintenance: f.boolean({ en: 'Needs maintenance', zh: '需要保养' }, { aliases: ['maintenance'] }).optional(),
  },
  keys: [{ field: 'code' }],
  title: 'name',
  search: ['name', 'code', 'group'],
  defaultSort: 'code',
  owned: false,
  importable: true,
  example: { code: 'AC_HE', name: 'Helmets', group: 'Accessories' },
});
