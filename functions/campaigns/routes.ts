import { scopePartition } from '../../shared/access/authorise.ts';
import { campaign } from '../../shared/campaigns/campaign.ts';
import {
  campaignContracts,
  campaignProgress,
  decideVerification,
  previewCampaign,
  startCampaign,
} from '../../shared/campaigns/campaigns.contract.ts';
import { verification } from '../../shared/campaigns/verification.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { crudRoutes, saveNext, shown } from '../runtime/crud.ts';
import { nextVersion } from '../runtime/edit.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { decideHandler } from './decide.ts';
import { portionRows, previewOf } from './start.ts';

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];
const listed = (filter: string | readonly string[] | undefined): readonly string[] =>
  filter === undefined ? [] : typeof filter === 'string' ? [filter] : filter;

const start: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const current = loadedRecord(campaign, input.params.id, ctx);
    if (current.version !== input.ifMatch) throw new Problem('stale-version');
    if (current.data['state'] !== 'draft') throw new Problem('conflict', 'The campaign has begun already.');
    const { target, filter, portionSize } = current.data;
    // Conditions on fields that there are not, or that the caller does not see, are refused before anything runs.
    await previewOf({ target: String(target), filter: (filter ?? []) as string[], size: Number(portionSize) }, ctx);
    const next = { ...nextVersion(current, ctx), data: { ...current.data, state: 'running', startedAt: ctx.now } };
    const saved = await saveNext({ current, next }, ctx);
    await ctx.deps.queue.send([{ job: 'campaigns.start', ws: ctx.actor.ws, id: current.id }]);
    return shown(campaign, saved, ctx);
  },
};

const figures = ['records', 'open', 'confirmed', 'corrected', 'retired', 'escalated'] as const;

const progress: Handler = {
  keys: own,
  handle: async (input, ctx: Ctx) => {
    const rec = loadedRecord(campaign, input.params.id, ctx);
    const rows = await portionRows(rec.id, scopePartition(ctx.actor, verification), ctx);
    const owners = new Map<string, Record<string, number>>();
    for (const row of rows) {
      const owner = String(row['memberId'] ?? '');
      const sum = owners.get(owner) ?? { portions: 0 };
      sum['portions'] = (sum['portions'] ?? 0) + 1;
      for (const name of figures) sum[name] = (sum[name] ?? 0) + Number(row[name] ?? 0);
      owners.set(owner, sum);
    }
    return {
      made: rows.length,
      portions: Number(rec.data['portions'] ?? 0),
      owners: [...owners]
        .map(([ownerId, sum]) => ({ ...(ownerId === '' ? {} : { ownerId }), ...sum }))
        .sort(
          (a, b) => Number((b as Record<string, unknown>)['open']) - Number((a as Record<string, unknown>)['open']),
        ),
    };
  },
};

export const campaignRoutes: Routes[] = [
  crudRoutes(campaign),
  crudRoutes(verification),
  {
    contracts: campaignContracts,
    handlers: {
      [previewCampaign.id]: (input, ctx) =>
        previewOf(
          { target: input.query.target, filter: listed(input.query.filter), size: input.query.portionSize },
          ctx,
        ),
      [startCampaign.id]: start,
      [campaignProgress.id]: progress,
      [decideVerification.id]: decideHandler,
    },
  },
];
