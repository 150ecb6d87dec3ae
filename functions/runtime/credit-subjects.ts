import type { Counter, CreditSubject, Measuring, Terms } from '../../shared/credit/counter.ts';
import { accountTerms, countersToWrite, fits, groupTerms, settledCounters } from '../../shared/credit/counter.ts';
import type { ByCurrency, CreditParts } from '../../shared/credit/parts.ts';
import { exposureOf, isNothing } from '../../shared/credit/parts.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { localDate } from '../../shared/kernel/time.ts';
import { creditKey, creditPrefix, recordKey, workspaceKey } from '../../shared/table/keys.ts';
import type { Ctx } from './http.ts';
import type { WorkspaceItem } from './settings.ts';
import { policyOf, toWorkspace } from './settings.ts';
import { toRec } from './stored.ts';
import type { Write } from './table.ts';

/** What the counters need of a request; a job has it too. */
export type CreditCtx = Pick<Ctx, 'table' | 'deps' | 'workspace' | 'now'>;

/** An account or a group as the table has it. */
export interface StoredSubject extends CreditSubject {
  /** Undefined where a document names a record that is not there. */
  rec: Rec | undefined;
}

/** What amounts are measured with, by the policy of a workspace. */
export const measuringOf = async (workspace: WorkspaceItem, ctx: CreditCtx): Promise<Measuring> => ({
  own: workspace.currency,
  today: localDate(ctx.now, workspace.timeZone),
  policy: await policyOf(workspace, ctx.deps),
});

/** The workspace as it is stored now: a rate of some seconds ago is not measured by. */
export const storedWorkspace = async (ctx: CreditCtx): Promise<WorkspaceItem> => {
  const item = await ctx.table.get(workspaceKey(ctx.workspace.id));
  return item ? toWorkspace(item) : ctx.workspace;
};

/** Counters of an account or a group, read consistently. */
export const countersOf = async (id: string, { table, workspace }: CreditCtx): Promise<Counter[]> => {
  const counters: Counter[] = [];
  for await (const item of table.queryAll({
    partition: creditKey(workspace.id, id, '').pk,
    begins: creditPrefix,
    consistent: true,
  }))
    counters.push(item as unknown as Counter);
  return counters;
};

const recordOf = async (id: string, { table, workspace }: CreditCtx): Promise<Rec | undefined> => {
  const item = await table.get(recordKey(workspace.id, id));
  return item ? toRec(item) : undefined;
};

/** Where a counter was written by a newer policy than this process knows, that one's limit holds. */
const newest = (terms: Terms, counters: readonly Counter[], version: number): Terms => {
  if (terms.limit !== undefined && terms.policy === undefined) return terms;
  const newer = counters.find((one) => one.policy !== undefined && one.policy > version);
  return newer?.limit === undefined || newer.policy === undefined
    ? terms
    : { ...terms, limit: newer.limit, currency: newer.limitCurrency ?? terms.currency, policy: newer.policy };
};

/** An account with its counters. `known`: as a transaction is going to write it, or as it was just read. */
export const loadAccount = async (id: string, ctx: CreditCtx, known?: Rec): Promise<StoredSubject> => {
  const [rec, counters, policy] = await Promise.all([
    known ?? recordOf(id, ctx),
    countersOf(id, ctx),
    policyOf(ctx.workspace, ctx.deps),
  ]);
  const { currency: own, commerceVersion: version } = ctx.workspace;
  return { id, rec, counters, terms: newest(accountTerms(rec, { own, policy, version }), counters, version) };
};

/** A group of accounts with its counters. */
export const loadGroup = async (id: string, ctx: CreditCtx, known?: Rec): Promise<StoredSubject> => {
  const [rec, counters] = await Promise.all([known ?? recordOf(id, ctx), countersOf(id, ctx)]);
  return { id, rec, counters, terms: groupTerms(rec, ctx.workspace.currency) };
};

const standsOn = (counter: Counter, terms: Terms): boolean =>
  counter.limit === terms.limit &&
  counter.limitCurrency === (terms.limit === undefined ? undefined : terms.currency) &&
  counter.group === terms.group;

/** Whether counters can be added to as they are: they stand on the present terms, and no limit has to be measured over several currencies. */
export const canTally = ({ terms, counters }: CreditSubject, deltas: ByCurrency): boolean =>
  counters.every((counter) => standsOn(counter, terms)) &&
  [...deltas.keys()].every((currency) => {
    const counter = counters.find((one) => one.currency === currency);
    return counter !== undefined && fits(counter, terms);
  });

/** Whether the limit is to hold for a write, or only to be told. */
export type Strictness = 'checked' | 'told';

type TallyOf = Extract<Write, { op: 'add' }>;

const tally = ({ terms }: CreditSubject, delta: CreditParts, held: Strictness): Omit<TallyOf, 'key'> => {
  const exposure = exposureOf(delta);
  const limited = terms.limit !== undefined;
  const amounts = { ...delta, exposure, ...(limited ? { available: -exposure } : {}) };
  const checked = held === 'checked' && exposure > 0;
  return {
    op: 'add',
    amounts: { ...Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== 0)), version: 1 },
    where: {
      equals: { mode: limited ? 'limited' : 'free', group: terms.group },
      ...(limited && checked ? { atLeast: { available: exposure } } : {}),
    },
  };
};

/**
 * Writes that add to counters as they stand. None of them waits for a version: orders of one moment meet only in the table, and each
 * takes what is left. `held` is for the limit.
 */
export const tallyWrites = (ws: string, subject: CreditSubject, deltas: ByCurrency, held: Strictness): Write[] =>
  [...deltas]
    .filter(([, delta]) => !isNothing(delta))
    .map(([currency, delta]) => ({ ...tally(subject, delta, held), key: creditKey(ws, subject.id, currency) }));

/** Writes that make all counters of a subject what they ought to be, each on condition of the version that was read. */
export const settleWrites = (
  ws: string,
  { id, terms, counters }: CreditSubject,
  parts: ByCurrency,
  home: string,
): Write[] =>
  countersToWrite(counters, settledCounters(terms, parts, home), home).map(({ before, after }) => {
    const item = { ...creditKey(ws, id, after.currency), type: 'credit', ws, id, ...after };
    return before ? { op: 'replace', item, version: before.version } : { op: 'create', item };
  });

/** The subject's record stays as it was read, unless the transaction writes it itself. */
export const unchangedRecord = (ws: string, { id, rec }: StoredSubject, written: ReadonlySet<string>): Write[] =>
  rec === undefined || written.has(id)
    ? []
    : [{ op: 'check', key: recordKey(ws, id), field: 'version', equals: rec.version }];

/** The workspace's settings stay as they were read. */
export const unchangedWorkspace = ({ id, version }: WorkspaceItem): Write => ({
  op: 'check',
  key: workspaceKey(id),
  field: 'version',
  equals: version,
});
