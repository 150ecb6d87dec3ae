import type { RuleSettings } from '../../shared/audit/audit.contract.ts';
import type { CommercePolicy } from '../../shared/commerce/policy.ts';
import { defaultPolicy } from '../../shared/commerce/policy.ts';
import type { LeadPolicy } from '../../shared/leads/policy.ts';
import { defaultLeadPolicy } from '../../shared/leads/policy.ts';
import type { OperatorPolicy } from '../../shared/operators/policy.ts';
import { defaultOperatorPolicy } from '../../shared/operators/policy.ts';
import type { ServicePolicy } from '../../shared/service/policy.ts';
import { defaultServicePolicy } from '../../shared/service/policy.ts';
import type { WorkspaceStandard } from '../../shared/standards/standard.ts';
import { defaultStandard } from '../../shared/standards/standard.ts';
import { settingKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Deps } from './deps.ts';
import type { Item } from './table.ts';

/** A workspace as it is stored; `pk` is its id. */
export interface WorkspaceItem {
  id: string;
  version: number;
  kind: 'production' | 'sandbox';
  name: string;
  timeZone: string;
  currency: string;
  country: string;
  createdAt: string;
  standardVersion: number;
  ruleVersion: number;
  /** Version of the process register; 0 where the product's own processes are in force. */
  processVersion: number;
  calendarVersion: number;
  commerceVersion: number;
  /** Version of the policy for leads. */
  leadsVersion: number;
  /** By what the value of customers is judged. */
  valueVersion: number;
  /** Version of the policy for complaints, enquiries and surveys. */
  serviceVersion: number;
  /** Version of the goals of the review. */
  goalsVersion: number;
  /** How often the review makes itself. */
  reviewPolicyVersion: number;
  /** By what people's work is judged. */
  operatorsVersion: number;
}

/** A workspace from before a setting existed has the product's default of it. */
export const toWorkspace = (item: Item): WorkspaceItem =>
  ({
    processVersion: 0,
    calendarVersion: 0,
    commerceVersion: 0,
    leadsVersion: 0,
    valueVersion: 0,
    serviceVersion: 0,
    goalsVersion: 0,
    reviewPolicyVersion: 0,
    operatorsVersion: 0,
    ...item,
  }) as unknown as WorkspaceItem;

/** Settings change rarely and are read with every request: a process looks again after this time (ms). */
const WORKSPACE_TTL = 5_000;
interface Cached {
  workspace: WorkspaceItem | undefined;
  at: number;
}
/** How often workspaces were forgotten: what was being read meanwhile may be from before the change. */
const changes = new WeakMap<Map<string, Cached>, number>();
const caches = new WeakMap<Deps['lists'], Map<string, Cached>>();
const cacheOf = (deps: Deps): Map<string, Cached> => {
  let cache = caches.get(deps.lists);
  if (!cache) {
    cache = new Map();
    caches.set(deps.lists, cache);
  }
  return cache;
};

/** The workspace, from the process's memory for a few seconds. */
export const workspaceOf = async (ws: string, deps: Deps): Promise<WorkspaceItem | undefined> => {
  const cache = cacheOf(deps);
  const known = cache.get(ws);
  if (known && Math.abs(deps.now() - known.at) < WORKSPACE_TTL) return known.workspace;
  const before = changes.get(cache);
  const item = await deps.table.get(workspaceKey(ws));
  const workspace = item ? toWorkspace(item) : undefined;
  if (changes.get(cache) === before) cache.set(ws, { workspace, at: deps.now() });
  return workspace;
};

/** Forgets what is held of a workspace, after this process changed it. */
export const forgetWorkspace = (ws: string, deps: Deps): void => {
  const cache = cacheOf(deps);
  cache.delete(ws);
  changes.set(cache, (changes.get(cache) ?? 0) + 1);
};

const immutable = new WeakMap<Deps['lists'], Map<string, unknown>>();

/** A version of a setting; versions never change, so they are kept as long as the world they belong to. Version 0 is the product's default. */
export const settingOf = async <T>(
  key: { ws: string; kind: string; version: number },
  fallback: T,
  deps: Deps,
): Promise<T> => {
  if (key.version === 0) return fallback;
  let kept = immutable.get(deps.lists);
  if (!kept) {
    kept = new Map();
    immutable.set(deps.lists, kept);
  }
  const name = `${key.ws}|${key.kind}|${key.version}`;
  if (!kept.has(name)) {
    const item = await deps.table.get(settingKey(key.ws, key.kind, key.version));
    if (!item) throw new Error(`setting ${name} is missing`);
    kept.set(name, item['value']);
  }
  return kept.get(name) as T;
};

export const standardsOf = (workspace: WorkspaceItem, deps: Deps): Promise<WorkspaceStandard> =>
  settingOf({ ws: workspace.id, kind: 'standard', version: workspace.standardVersion }, defaultStandard, deps);

export const ruleSettingsOf = (workspace: WorkspaceItem, deps: Deps): Promise<RuleSettings> =>
  settingOf<RuleSettings>({ ws: workspace.id, kind: 'rules', version: workspace.ruleVersion }, {}, deps);

/** What the workspace has decided about buying and selling. */
export const policyOf = (workspace: WorkspaceItem, deps: Deps): Promise<CommercePolicy> =>
  settingOf(
    { ws: workspace.id, kind: 'commerce', version: workspace.commerceVersion },
    defaultPolicy(workspace.country),
    deps,
  );

/** What the workspace has decided about its leads. */
export const leadPolicyOf = (workspace: WorkspaceItem, deps: Deps): Promise<LeadPolicy> =>
  settingOf({ ws: workspace.id, kind: 'leads', version: workspace.leadsVersion }, defaultLeadPolicy, deps);

/** What the workspace has decided about complaints, enquiries, surveys and help. */
export const servicePolicyOf = (workspace: WorkspaceItem, deps: Deps): Promise<ServicePolicy> =>
  settingOf({ ws: workspace.id, kind: 'service', version: workspace.serviceVersion }, defaultServicePolicy, deps);

/** What the workspace has decided about how people's work is judged. */
export const operatorPolicyOf = (workspace: WorkspaceItem, deps: Deps): Promise<OperatorPolicy> =>
  settingOf({ ws: workspace.id, kind: 'operators', version: workspace.operatorsVersion }, defaultOperatorPolicy, deps);
