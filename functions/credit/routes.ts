import type { Actor } from '../../shared/access/actor.ts';
import { scopePartition, sees } from '../../shared/access/authorise.ts';
import type { Measuring } from '../../shared/credit/counter.ts';
import { allParts, converted, measured } from '../../shared/credit/counter.ts';
import type { AccountCredit } from '../../shared/credit/credit.contract.ts';
import { creditContracts, getCredit, rebuildCredit as rebuildEndpoint } from '../../shared/credit/credit.contract.ts';
import { account } from '../../shared/customers/account.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { bindingStates, order } from '../../shared/sales/order.ts';
import { recordKey } from '../../shared/table/keys.ts';
import { rebuildCredit } from '../runtime/credit-count.ts';
import type { StoredSubject } from '../runtime/credit-subjects.ts';
import { loadAccount, loadGroup, measuringOf } from '../runtime/credit-subjects.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { claimKey } from '../runtime/idempotency.ts';
import { loadedRecord } from '../runtime/records.ts';

/** @throws Problem forbidden */
const demandSight = (actor: Actor): void => {
  if (!sees(actor.roles, 'credit')) throw new Problem('forbidden', 'Your role does not see credit.');
};

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const subjectOf = ({ id, rec, terms, counters }: StoredSubject, by: Measuring): AccountCredit['account'] => {
  const { exposure, missing } = measured(allParts(counters), terms.currency, by);
  const lines = counters
    .filter(
      (one) => counters.length === 1 || one.exposure !== 0 || one.overdue !== 0 || one.currency === terms.currency,
    )
    .map((one) => {
      const inLimit =
        one.currency === terms.currency ? undefined : converted(one.exposure, one.currency, terms.currency, by);
      const { currency, orders, receivables, credits, overdue } = one;
      return {
        currency,
        orders,
        receivables,
        credits,
        overdue,
        exposure: one.exposure,
        ...(inLimit === undefined ? {} : { converted: inLimit }),
      };
    });
  return {
    id,
    name: String(rec?.data['name'] ?? ''),
    limitCurrency: terms.currency,
    exposure,
    missingRates: [...missing],
    lines,
    ...(terms.limit === undefined ? {} : { limit: terms.limit, available: terms.limit - exposure }),
  };
};

/** Whether nothing more would be given. */
const usedUp = (subject: AccountCredit['account'] | undefined): boolean =>
  subject?.limit !== undefined && (subject.missingRates.length > 0 || (subject.available ?? 0) <= 0);

const ordersOf = async (accounts: readonly string[], ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, order.name, ctx.table);
  return [...view.partition(scopePartition(ctx.actor, order))].filter(
    (row) =>
      accounts.includes(String(row['accountId'])) && row['archivedAt'] === undefined && row['removedAt'] === undefined,
  );
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const amountOf = (value: unknown): number => (Number.isSafeInteger(value) ? (value as number) : 0);

const heldOrders = (rows: readonly Row[]): AccountCredit['heldOrders'] =>
  rows
    .filter((row) => row['status'] === 'on-hold' || row['status'] === 'pending-release')
    .map((row) => ({
      id: row.id,
      number: textOf(row['number']),
      total: amountOf(row['total']),
      currency: textOf(row['currency']),
      status: textOf(row['status']),
      ...(row['holdReason'] ? { reason: textOf(row['holdReason']) } : {}),
    }));

const releases = (rows: readonly Row[]): AccountCredit['releases'] =>
  rows
    .filter((row) => bindingStates.includes(textOf(row['status'])) && row['releasedUntil'])
    .map((row) => ({
      id: row.id,
      number: textOf(row['number']),
      until: textOf(row['releasedUntil']),
      open: amountOf(row['openTotal']),
      currency: textOf(row['currency']),
      ...(row['releasedBy'] ? { by: textOf(row['releasedBy']) } : {}),
    }));

const creditOf = async (customer: Rec, ctx: Ctx): Promise<AccountCredit> => {
  const [stored, rows, by] = await Promise.all([
    loadAccount(customer.id, ctx),
    ordersOf(idsOf(customer), ctx),
    measuringOf(ctx.workspace, ctx),
  ]);
  const groupId = stored.terms.group;
  const group = groupId === undefined ? undefined : subjectOf(await loadGroup(groupId, ctx), by);
  const subject = subjectOf(stored, by);
  const overdue = by.policy.credit.holdWhenOverdue && stored.counters.some((one) => one.overdue > 0);
  return {
    account: subject,
    ...(group ? { group } : {}),
    held: overdue ? 'overdue' : usedUp(subject) || usedUp(group) ? 'credit' : 'none',
    heldOrders: heldOrders(rows),
    releases: releases(rows),
  };
};

const get: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const customer = loadedRecord(account, input.params.id, ctx);
    demandSight(ctx.actor);
    return creditOf(customer, ctx);
  },
};

const rebuild: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const customer = loadedRecord(account, input.params.id, ctx);
    demandSight(ctx.actor);
    await claimKey(rebuildEndpoint.id, input, ctx);
    await rebuildCredit(customer.id, ctx);
    return creditOf(customer, ctx);
  },
};

/** What stands against a customer's limit, for roles that see credit. */
export const creditRoutes: Routes[] = [
  { contracts: creditContracts, handlers: { [getCredit.id]: get, [rebuildEndpoint.id]: rebuild } },
];
