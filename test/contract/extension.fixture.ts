import * as z from 'zod';
import type { Handler } from '../../functions/runtime/http.ts';
import { workspacePath } from '../../shared/kernel/crud.ts';
import { defineEndpoint } from '../../shared/kernel/endpoint.ts';
import { defineRule } from '../../shared/kernel/rule.ts';

/** An endpoint as a module would declare it. */
export const countTrucks = defineEndpoint({
  id: 'trucks.count',
  method: 'GET',
  path: '/v1/workspaces/{workspaceId}/trucks',
  summary: 'Count trucks',
  group: 'core',
  permission: 'imports:read',
  tag: 'Trucks',
  params: workspacePath,
  query: z.strictObject({ fleet: z.enum(['small', 'large']).optional() }),
  output: z.object({ trucks: z.int() }),
  status: 200,
  errors: [],
  example: {},
});

export const countHandler: Handler['handle'] = async (input, ctx) => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, 'account', ctx.table);
  const rows = [...view.rows.values()].filter(
    (row) => input.query.fleet === undefined || row['fleet'] === input.query.fleet,
  );
  return { trucks: rows.reduce((sum, row) => sum + Number(row['trucks'] ?? 0), 0), undeclared: 'never leaves' };
};

/** A rule as the catalogue would have it. */
export const tooManyTrucks = defineRule({
  id: 'too-many-trucks',
  area: 'master-data',
  severity: 'low',
  types: ['account'],
  dueDays: 7,
  label: { en: 'Too many trucks', zh: '卡车过多' },
  explanation: { en: 'Nobody has so many.', zh: '没有人有这么多。' },
  help: { en: 'Count them.', zh: '数一数。' },
  settings: z.strictObject({ most: z.int().default(5) }),
  evaluate: (record, { settings }) => {
    const trucks = record.data['trucks'];
    return typeof trucks === 'number' && trucks > settings.most
      ? [{ locator: 'trucks', found: String(trucks), expected: `<= ${settings.most}` }]
      : [];
  },
});
