import { entityOf } from '../../shared/entities.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { ProcessDefinition } from '../../shared/kernel/process.ts';
import type { ProcessRegister, VersionEntry } from '../../shared/process/process.contract.ts';
import * as contract from '../../shared/process/process.contract.ts';
import { readProcessMap, variantDocuments } from '../../shared/process/variants.contract.ts';
import { processes } from '../../shared/processes.ts';
import { recordKey, settingKey } from '../../shared/table/keys.ts';
import type { Ctx, Input, Routes } from '../runtime/http.ts';
import { definitionKind, definitionOf, entryOf, registerOf } from '../runtime/process.ts';
import type { Source } from './facts.ts';
import { faultsOf, underWayOf, workloadOf } from './facts.ts';
import { conformanceOf, writeThreshold } from './habits.ts';
import { migrateVersion } from './migrate.ts';
import { currentRegister, refuseTooLarge, refuseUnsound, versionEntryOf, writeRegister } from './register.ts';
import { tryDefinition } from './try.ts';
import { mapOf, variantDocumentsOf } from './variants.ts';

const sourceOf = (ctx: Ctx): Source => ({ workspace: ctx.workspace, deps: ctx.deps, table: ctx.table, now: ctx.now });

const list = async (_input: Input, ctx: Ctx) => {
  const register = await registerOf(ctx.workspace, ctx.deps);
  const items = await Promise.all(
    processes.map(async (shipped) => {
      const entry = entryOf(register, shipped.id);
      const { label, purpose } = await definitionOf(ctx.workspace, shipped.id, entry.current, ctx.deps);
      const underWay = await underWayOf(shipped.id, register, sourceOf(ctx));
      const sums = [...underWay].map(([version, counts]): [string, number] => [
        String(version),
        Object.values(counts).reduce((sum, count) => sum + count, 0),
      ]);
      return { id: shipped.id, label, purpose, ...entry, underWay: Object.fromEntries(sums) };
    }),
  );
  return { version: ctx.workspace.processVersion, items };
};

const get = async ({ params: { process, version } }: Input, ctx: Ctx) => {
  const register = await registerOf(ctx.workspace, ctx.deps);
  const entry = versionEntryOf(register, process, version);
  const definition = await definitionOf(ctx.workspace, process, version, ctx.deps);
  return { entry, definition, faults: await faultsOf(process, definition, register, sourceOf(ctx)) };
};

const check = async ({ params: { process }, body: { definition } }: Input, ctx: Ctx) => {
  refuseTooLarge(definition);
  const register = await registerOf(ctx.workspace, ctx.deps);
  const faults = await faultsOf(process, definition, register, sourceOf(ctx));
  return { faults, workload: await workloadOf(process, definition, register, sourceOf(ctx)) };
};

interface SaveBody {
  definition: ProcessDefinition;
  basedOn: number;
  note: string;
  proposalId?: string;
}

const refuseMissing = async (process: string, body: SaveBody, register: ProcessRegister, ctx: Ctx): Promise<void> => {
  const faults = entryOf(register, process).versions.some((one) => one.version === body.basedOn)
    ? []
    : [fault('basedOn', 'no-such-record')];
  if (body.proposalId !== undefined) {
    const item = await ctx.table.get(recordKey(ctx.actor.ws, body.proposalId));
    const found = item?.['type'] === entityOf('proposal').name && item['removedAt'] === undefined;
    if (!found) faults.push(fault('proposalId', 'no-such-record'));
  }
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
};

const save = async ({ params: { process }, body, ifMatch }: Input, ctx: Ctx) => {
  const { definition, basedOn, note, proposalId } = body as SaveBody;
  refuseTooLarge(definition);
  const now = await currentRegister(ifMatch, ctx);
  await refuseMissing(process, body, now.register, ctx);
  refuseUnsound(await faultsOf(process, definition, now.register, { ...sourceOf(ctx), workspace: now.workspace }));
  const known = entryOf(now.register, process);
  const number = Math.max(...known.versions.map((one) => one.version)) + 1;
  const entry: VersionEntry = {
    version: number,
    enforcement: 'draft',
    since: ctx.now,
    by: ctx.actor.id,
    madeAt: ctx.now,
    madeBy: ctx.actor.id,
    note,
    basedOn,
    ...(proposalId ? { proposalId } : {}),
  };
  const version = await writeRegister(
    now,
    {
      process,
      entry: { ...known, versions: [...known.versions, entry] },
      reason: note,
      writes: [
        {
          op: 'create',
          item: {
            ...settingKey(ctx.actor.ws, definitionKind(process), number),
            value: definition,
            at: ctx.now,
            by: ctx.actor.id,
          },
        },
      ],
    },
    ctx,
  );
  return { version, entry };
};

interface EnforceBody {
  enforcement: VersionEntry['enforcement'];
  teams?: string[];
  reason: string;
}

/** Refuses what would leave new documents without a process in force, or a pilot without anybody in it. @throws Problem */
const refuseEnforcement = (entry: VersionEntry, current: number, body: EnforceBody, ctx: Ctx): void => {
  if (entry.version === current && (body.enforcement === 'draft' || body.enforcement === 'pilot'))
    throw new Problem('conflict', 'New documents follow this version. Put another one in force first.');
  if (body.enforcement === 'pilot' && !body.teams?.length && ctx.workspace.kind !== 'sandbox')
    throw new Problem('invalid-input', undefined, [fault('teams', 'required')]);
};

const enforce = async ({ params: { process, version: number }, body, ifMatch }: Input, ctx: Ctx) => {
  const { enforcement, teams, reason } = body as EnforceBody;
  const now = await currentRegister(ifMatch, ctx);
  const known = entryOf(now.register, process);
  const before = versionEntryOf(now.register, process, number);
  refuseEnforcement(before, known.current, body, ctx);
  // People and fields may have changed since it was saved. What only loosens the hold of the version in force need not be sound.
  const loosens = number === known.current && enforcement === 'advisory';
  if (enforcement !== 'draft' && !loosens) {
    const definition = await definitionOf(now.workspace, process, number, ctx.deps);
    refuseUnsound(await faultsOf(process, definition, now.register, { ...sourceOf(ctx), workspace: now.workspace }));
  }
  const { teams: _teams, ...kept } = before;
  const entry: VersionEntry = {
    ...kept,
    enforcement,
    since: ctx.now,
    reason,
    by: ctx.actor.id,
    ...(enforcement === 'pilot' && teams ? { teams: [...new Set(teams)] } : {}),
  };
  const current = enforcement === 'advisory' || enforcement === 'enforced' ? number : known.current;
  const versions = known.versions.map((one) => (one.version === number ? entry : one));
  const version = await writeRegister(now, { process, entry: { current, versions }, reason, writes: [] }, ctx);
  return { version, entry, current };
};

/** The processes of a workspace: versions, how far each is in force, what each would do, and how far people keep to them. */
export const processRoutes: Routes = {
  contracts: contract.processContracts,
  handlers: {
    [contract.listProcesses.id]: list,
    [contract.getProcessVersion.id]: get,
    [contract.checkProcess.id]: check,
    [contract.saveProcess.id]: save,
    [contract.enforceProcess.id]: enforce,
    [contract.dryRunProcess.id]: ({ params, body }, ctx) => tryDefinition(params.process, body, ctx),
    [contract.migrateProcess.id]: ({ params, body }, ctx) => migrateVersion(params.process, body, ctx),
    [contract.conformance.id]: ({ query }, ctx) => conformanceOf(query, ctx),
    [readProcessMap.id]: ({ query }, ctx) => mapOf(query, ctx),
    [variantDocuments.id]: ({ query }, ctx) => variantDocumentsOf(query, ctx),
    [contract.setThreshold.id]: ({ body }, ctx) => writeThreshold(body, ctx),
  },
};
