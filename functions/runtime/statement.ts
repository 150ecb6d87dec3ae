import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { idsOf } from '../../shared/matching/aliases.ts';
import { creditNote } from '../../shared/receivables/credit-note.ts';
import { payment } from '../../shared/receivables/payment.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import type { Statement } from '../../shared/receivables/receivables.contract.ts';
import { statementOf } from '../../shared/receivables/statement.ts';
import type { Ctx } from './http.ts';

/** Whoever sees the account sees all that it owes, whosever the documents are: a statement with gaps is wrong. */
const rowsOf = async (type: string, accounts: readonly string[], ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  return [...view.rows.values()].filter((row) => accounts.includes(String(row['accountId'])));
};

/** The account's own currency; where nothing was ever billed in it, the one in which most was. */
const currencyOf = (customer: Rec, receivables: readonly Row[], ctx: Ctx): string => {
  const own = String(customer.data['currency'] ?? ctx.workspace.currency);
  const counts = new Map<string, number>();
  for (const row of receivables) {
    const currency = String(row['currency'] ?? own);
    counts.set(currency, (counts.get(currency) ?? 0) + 1);
  }
  if (counts.size === 0 || counts.has(own)) return own;
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))[0]![0];
};

/**
 * What an account was billed and paid between two dates, in one currency: the one asked for, else its own. @throws Problem invalid-input when the dates are the wrong way round
 */
export const statementFor = async (
  customer: Rec,
  asked: { from: string; to: string; currency?: string | undefined },
  ctx: Ctx,
): Promise<Statement> => {
  const { from, to } = asked;
  if (from > to) throw new Problem('invalid-input', undefined, [fault('query.to', 'out-of-order')]);
  const [receivables, payments, creditNotes] = await Promise.all(
    [receivable.name, payment.name, creditNote.name].map((type) => rowsOf(type, idsOf(customer), ctx)),
  );
  const currency = asked.currency ?? currencyOf(customer, receivables!, ctx);
  const inCurrency = (rows: readonly Row[]) => rows.filter((row) => row['currency'] === currency);
  const figures = statementOf(
    {
      receivables: inCurrency(receivables!),
      payments: inCurrency(payments!),
      creditNotes: inCurrency(creditNotes!),
    },
    { from, to },
  );
  return { accountId: customer.id, currency, name: String(customer.data['name'] ?? ''), ...figures };
};
