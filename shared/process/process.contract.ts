import * as z from 'zod';
import { roleNames } from '../access/permissions.ts';
import { workspaceParam, workspacePath } from '../kernel/crud.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import { idPattern } from '../kernel/id.ts';
import { enforcement, processDefinition, refusal } from '../kernel/process.ts';
import { processes } from '../processes.ts';
import { proposalProcess } from './proposal.process.ts';
import { variantContracts } from './variants.contract.ts';

const processId = z.enum(processes.map((one) => one.id) as [string, ...string[]]).meta({ example: 'proposal' });
const processPath = z.object({ workspaceId: workspaceParam, process: processId });
const versionPath = processPath.extend({ version: z.coerce.number().int().min(0) });
const base = '/v1/workspaces/{workspaceId}/processes';
const common = { group: 'core', tag: 'Processes' } as const;
const read = { ...common, permission: 'processes:read' } as const;
const write = { ...common, permission: 'processes:write' } as const;

/** What the register says of a version. The definition itself never changes; how far it is in force does. */
export const versionEntry = z.object({
  version: z.int(),
  enforcement,
  /** Teams of a pilot. */
  teams: z.array(z.string()).optional(),
  /** When the enforcement was set, and by whom. */
  since: z.string(),
  by: z.string(),
  /** When and by whom the version was made; the product's own has neither. */
  madeAt: z.string().optional(),
  madeBy: z.string().optional(),
  note: z.string().optional(),
  /** Why the enforcement was set to what it is. */
  reason: z.string().optional(),
  basedOn: z.int().optional(),
  /** The proposal that it adopts. */
  proposalId: z.string().optional(),
});
export type VersionEntry = z.infer<typeof versionEntry>;

/** The register of a workspace: of each process the versions, and the one that new documents follow. Kept as a setting of its own. */
export const processRegister = z.record(z.string(), z.object({ current: z.int(), versions: z.array(versionEntry) }));
export type ProcessRegister = z.infer<typeof processRegister>;

/** A fault of a definition, with where it is: `states.3`, `transitions.submit.guards.0`. */
export const definitionFault = z.object({
  rule: z.string(),
  at: z.string(),
  severity: z.enum(['error', 'warning']),
  en: z.string(),
  zh: z.string(),
});
export type DefinitionFault = z.infer<typeof definitionFault>;

/** What a role has to do in a process, in numbers. */
export const load = z.object({ steps: z.number(), approvals: z.number(), hours: z.number() });
export const workloadChange = z.object({
  role: z.enum(roleNames as [string, ...string[]]),
  /** A month's steps and signatures, and the business hours allowed for them, before and after. */
  before: load,
  after: load,
  /** Steps and signatures that the role gains or loses, by the action's or level's id. */
  gains: z.array(z.string()),
  losses: z.array(z.string()),
  /** The same for each person who holds the role: their share of the role's work. */
  people: z.array(z.object({ memberId: z.string(), name: z.string(), before: load, after: load })),
});
export type WorkloadChange = z.infer<typeof workloadChange>;

const summaryOfProcess = z.object({
  id: z.string(),
  label: z.object({ en: z.string(), zh: z.string() }),
  purpose: z.object({ en: z.string(), zh: z.string() }),
  current: z.int(),
  versions: z.array(versionEntry),
  /** Documents under way by version. */
  underWay: z.record(z.string(), z.int()),
});

export const listProcesses = defineEndpoint({
  ...read,
  id: 'processes.list',
  method: 'GET',
  path: base,
  params: workspacePath,
  output: z.object({ version: z.int(), items: z.array(summaryOfProcess) }),
  status: 200,
  errors: [],
  example: {},
  summary: 'The processes with their versions; the ETag is the register’s version',
});
export const getProcessVersion = defineEndpoint({
  ...read,
  id: 'processes.get',
  method: 'GET',
  path: `${base}/{process}/versions/{version}`,
  params: versionPath,
  output: z.object({ entry: versionEntry, definition: processDefinition, faults: z.array(definitionFault) }),
  status: 200,
  errors: ['not-found'],
  example: {},
  summary: 'A version of a process: its definition and what a check says of it',
});
const candidate = z.strictObject({ definition: processDefinition });
export const checkProcess = defineEndpoint({
  ...write,
  id: 'processes.check',
  method: 'POST',
  path: `${base}/{process}/check`,
  params: processPath,
  body: candidate,
  output: z.object({ faults: z.array(definitionFault), workload: z.array(workloadChange) }),
  status: 200,
  errors: [],
  example: { body: { definition: proposalProcess } },
  summary: 'Check a definition without saving it: faults of its graph, and the workload against the version in force',
});
export const saveProcess = defineEndpoint({
  ...write,
  id: 'processes.save',
  method: 'POST',
  path: `${base}/{process}/versions`,
  params: processPath,
  body: z.strictObject({
    definition: processDefinition,
    basedOn: z.int().min(0),
    note: z.string().trim().min(1).max(500),
    proposalId: z.string().regex(idPattern('proposal'), 'type').optional(),
  }),
  output: z.object({ version: z.int(), entry: versionEntry }),
  status: 201,
  errors: ['bad-definition', 'conflict'],
  ifMatch: true,
  example: { body: { definition: proposalProcess, basedOn: 0, note: 'Rejection asks for a reason' } },
  summary: 'Save a definition as a new version, in draft. If-Match is the register’s version',
});
export const enforceProcess = defineEndpoint({
  ...write,
  id: 'processes.enforce',
  method: 'POST',
  path: `${base}/{process}/versions/{version}/enforcement`,
  params: versionPath,
  body: z.strictObject({
    enforcement,
    teams: z.array(z.string().trim().min(1).max(60)).max(50).optional(),
    reason: z.string().trim().min(1).max(500),
  }),
  output: z.object({ version: z.int(), entry: versionEntry, current: z.int() }),
  status: 200,
  errors: ['not-found', 'bad-definition', 'conflict'],
  ifMatch: true,
  example: { body: { enforcement: 'advisory', reason: 'One month of advice before it is enforced' } },
  summary: 'Set how far a version is in force; advisory or enforced makes it the one that new documents follow',
});
export const dryRunProcess = defineEndpoint({
  ...write,
  id: 'processes.dryRun',
  method: 'POST',
  path: `${base}/{process}/dry-run`,
  params: processPath,
  body: candidate.extend({ limit: z.int().min(1).max(500).default(300) }),
  output: z.object({
    documents: z.int(),
    /** Steps that were looked at. */
    steps: z.int(),
    refused: z.array(
      z.object({
        id: z.string(),
        type: z.string(),
        title: z.string(),
        steps: z.array(
          z.object({
            action: z.string(),
            from: z.string(),
            to: z.string(),
            at: z.string(),
            by: z.string(),
            refusals: z.array(refusal),
          }),
        ),
      }),
    ),
  }),
  status: 200,
  errors: [],
  example: { body: { definition: proposalProcess } },
  summary: 'Try a definition on the latest documents: which of their steps it would have refused',
});
export const migrateProcess = defineEndpoint({
  ...write,
  id: 'processes.migrate',
  method: 'POST',
  path: `${base}/{process}/migrations`,
  params: processPath,
  body: z.strictObject({
    from: z.int().min(0),
    to: z.int().min(0),
    /** State of the old version to state of the new one, where the new one does not know it. */
    states: z.record(z.string(), z.string()).default({}),
    mode: z.enum(['preview', 'run']),
    reason: z.string().trim().max(500).optional(),
  }),
  output: z.object({
    /** Documents under way on the old version. */
    documents: z.int(),
    /** By state: where its documents would stand; without `to` the new version does not know the state. */
    states: z.array(z.object({ from: z.string(), to: z.string().optional(), count: z.int(), waiting: z.int() })),
    started: z.boolean(),
  }),
  status: 200,
  errors: ['not-found', 'conflict', 'invalid-input'],
  example: { body: { from: 0, to: 1, mode: 'preview' } },
  summary: 'Bring documents under way to another version: a preview, then a job',
});

const monthly = z.object({ month: z.string(), steps: z.int(), deviations: z.int(), late: z.int() });
const trend = z.object({
  process: z.string(),
  months: z.array(monthly),
  /** Percent of steps without deviation and in time over the last months that count; absent before there are enough. */
  rate: z.number().optional(),
  /** Whether the person's or team's steps are watched; ends and begins by the figures. */
  supervised: z.boolean(),
  since: z.string().optional(),
});
export const conformance = defineEndpoint({
  ...read,
  id: 'processes.conformance',
  method: 'GET',
  path: `${base}/conformance`,
  params: workspacePath,
  query: z.strictObject({ months: z.coerce.number().int().min(1).max(24).default(12), process: processId.optional() }),
  output: z.object({
    /** Percent from which supervision ends, and below which it starts again; steps that must have been taken. */
    threshold: z.object({ ends: z.number(), starts: z.number(), steps: z.int() }),
    members: z.array(trend.extend({ memberId: z.string() })),
    teams: z.array(trend.extend({ team: z.string() })),
    /** By action: where the departures are. */
    actions: z.array(z.object({ process: z.string(), action: z.string(), months: z.array(monthly) })),
  }),
  status: 200,
  errors: [],
  example: {},
  summary: 'Conformance by person, team and step, month by month, and who is supervised',
});
export const setThreshold = defineEndpoint({
  ...write,
  id: 'processes.setThreshold',
  method: 'PUT',
  path: `${base}/threshold`,
  params: workspacePath,
  body: z
    .strictObject({
      ends: z.number().min(0).max(100),
      starts: z.number().min(0).max(100),
      steps: z.int().min(1).max(1000),
    })
    .refine((value) => value.starts <= value.ends, { error: 'out-of-order', path: ['starts'] }),
  output: z.object({ ends: z.number(), starts: z.number(), steps: z.int() }),
  status: 200,
  errors: [],
  example: { body: { ends: 95, starts: 85, steps: 20 } },
  summary: 'Set when the supervision of a habit ends and starts again',
});

export const processContracts = [
  listProcesses,
  conformance,
  setThreshold,
  ...variantContracts,
  getProcessVersion,
  checkProcess,
  saveProcess,
  enforceProcess,
  dryRunProcess,
  migrateProcess,
] as const;
