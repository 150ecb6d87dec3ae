import { claimLead } from '../../../shared/leads/leads.contract.ts';
import { call } from '../client.ts';
import type { I18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { ApiError, isStale } from '../lib/api-error.ts';
import { errorText } from '../lib/faults.ts';
import type { Workspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { absorb, reloadRecord } from '../records/save.ts';
import { refreshLeads } from './api.ts';

/** Takes a lead from the pool. Undefined where somebody else was faster or no more may be taken: the person is told. */
export const claim = async (
  { workspaceId: ws, memberId }: Pick<Workspace, 'workspaceId' | 'memberId'>,
  lead: { id: string; version: number },
  i18n: I18n,
): Promise<WebRecord | undefined> => {
  const words = i18n.t.leads.pool;
  try {
    const taken = (await call(claimLead, {
      params: { workspaceId: ws, id: lead.id },
      body: {},
      version: lead.version,
    })) as unknown as WebRecord;
    absorb(ws, taken);
    refreshLeads(ws);
    return taken;
  } catch (error) {
    // The answer of a first request was lost: what was taken then is theirs.
    const now = isStale(error)
      ? await reloadRecord(ws, { type: 'lead', id: lead.id }).catch(() => undefined)
      : undefined;
    refreshLeads(ws);
    if (now?.ownerId !== undefined && now.ownerId === memberId) return now;
    const gone = error instanceof ApiError && ['conflict', 'stale-version', 'not-found'].includes(error.code);
    toast({ text: gone ? words.gone : errorText(error, i18n), tone: 'bad' });
    return undefined;
  }
};
