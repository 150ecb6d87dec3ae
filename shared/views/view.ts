import * as z from 'zod';
import { defineEntity } from '../kernel/entity.ts';
import * as f from '../kernel/field.ts';

/** A column of a list, in the order in which they are shown; `width` in pixels where somebody set it. */
export const viewColumn = z.strictObject({
  name: z.string().min(1).max(60),
  width: z.int().min(40).max(2000).optional(),
});
export type ViewColumn = z.infer<typeof viewColumn>;

export const shares = {
  mine: { en: 'Mine', zh: '仅自己' },
  team: { en: 'My team', zh: '本团队' },
  all: { en: 'Everybody', zh: '全公司' },
} as const;
export type Share = keyof typeof shares;

const parts = (label: { en: string; zh: string }) => ({ field: { type: 'tags' as const, label } });

/** A way to look at a list that somebody saved: what is shown, in which order, with which columns. */
export const view = defineEntity({
  name: 'view',
  collection: 'views',
  label: { en: 'View', zh: '视图' },
  plural: { en: 'Views', zh: '视图' },
  domain: 'lists',
  schemaVersion: 1,
  fields: {
    name: f.text({ en: 'Name', zh: '名称' }, { max: 80, example: '华东重点客户' }),
    entity: f.text({ en: 'List', zh: '列表' }, { max: 40, example: 'account' }),
    filters: z
      .array(z.string().min(1).max(1000))
      .max(20)
      .optional()
      .meta(parts({ en: 'Conditions', zh: '筛选条件' })),
    q: f.text({ en: 'Search text', zh: '搜索内容' }, { max: 100 }).optional(),
    sort: f.text({ en: 'Order', zh: '排序' }, { max: 60, example: '-updatedAt' }).optional(),
    columns: z
      .array(viewColumn)
      .max(80)
      .optional()
      .meta(parts({ en: 'Columns', zh: '列' })),
    layout: f
      .choice({ table: { en: 'Table', zh: '表格' }, board: { en: 'Board', zh: '看板' } }, { en: 'Layout', zh: '布局' })
      .default('table'),
    group: f.text({ en: 'Columns of the board', zh: '看板分组' }, { max: 60 }).optional(),
    archived: f
      .choice(
        {
          no: { en: 'Without archived ones', zh: '不含已归档' },
          only: { en: 'Archived ones', zh: '仅已归档' },
          all: { en: 'With archived ones', zh: '含已归档' },
        },
        { en: 'Archived', zh: '归档' },
      )
      .default('no'),
    shared: f.choice(shares, { en: 'For whom', zh: '共享范围' }).default('mine'),
    by: f.ref('member', { en: 'Made by', zh: '创建人' }, { computed: true }).optional(),
    team: f.text({ en: 'Team', zh: '团队' }, { max: 60, computed: true }).optional(),
  },
  keys: [],
  title: 'name',
  // Nobody looks for a view in the search box, and those of others are their own business.
  search: [],
  defaultSort: 'name',
  owned: false,
  // Routes of its own: the generic ones would show everybody's.
  operations: [],
  example: {
    name: '华东重点客户',
    entity: 'account',
    filters: ['status:eq:customer'],
    sort: '-updatedAt',
    columns: [{ name: 'name', width: 260 }, { name: 'city' }, { name: 'phone' }],
  },
});
