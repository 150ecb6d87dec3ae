import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** A root cause of complaints; causes form a tree (material → wrong alloy), so that reports can add up a branch (SRV-3). */
export const cause = defineEntity({
  name: 'cause',
  collection: 'causes',
  label: { en: 'Cause', zh: '原因' },
  plural: { en: 'Causes', zh: '原因分类' },
  domain: 'complaints',
  schemaVersion: 1,
  fields: {
    code: f.text({ en: 'Code', zh: '编码' }, { max: 40, dataClass: 'controlled', example: 'MAT-01' }),
    name: f.text({ en: 'Name', zh: '名称' }, { max: 120, example: '来料硬度不足' }),
    nameEn: f.text({ en: 'Name in English', zh: '英文名称' }, { max: 120, example: 'Material too soft' }).optional(),
    parentId: f.ref('cause', { en: 'Belongs to', zh: '上级原因' }).optional(),
    inUse: f.boolean({ en: 'In use', zh: '启用' }).default(true),
    note: f.longText({ en: 'Note', zh: '备注' }).optional(),
  },
  keys: [{ field: 'code' }],
  title: 'name',
  search: ['name', 'nameEn', 'code'],
  defaultSort: 'code',
  owned: false,
  branchOf: 'parentId',
  importable: true,
  example: { code: 'MAT-01', name: '来料硬度不足', nameEn: 'Material too soft' },
});
