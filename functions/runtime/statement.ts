import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { creditNote } from '../../shared/receivables/credit-note.ts';
import { payment } from '../../shared/receivables/payment.ts';
import { receivable } from '../../shared/receivables/receivable.ts';
import type { Statement } from '../../shared/receivables/receivables.contract.ts';
import { statementOf } from '../../shared/receivables/statement.ts';
import type { Ctx } from './http.ts';

/** Whoever sees the account sees all that it owes, whosever the documents are: a statement with gaps is wrong. */
const rowsOf = async (type: string, of: { accountId: string; currency: string }, ctx: Ctx): Promise<Row[]> => {
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);
  return [...view.rows.values()].filter((row) => row['accountId'] === of.accountId && row['currency'] === of.currency);
};

/**
 * What an account was billed and paid between two dates, in one currency: the one asked for, else the account's own, else the
 * workspace's. @throws Problem invalid-input when the dates are the wrong way round
 */
export const statementFor = async (
  customer: Rec,
  asked: { from: string; to: string; currency?: string | undefined },
  ctx: Ctx,
): Promise<Statement> => {
  const { from, to } = asked;
  if (from > to) throw new Problem('invalid-input', undefined, [fault('query.to', 'out-of-order')]);
  const currency = asked.currency ?? String(customer.data['currency'] ?? ctx.workspace.currency);
  const of = { accountId: customer.id, currency };
  const [receivables, payments, creditNotes] = await Promise.all([
    rowsOf(receivable.name, of, ctx),
    rowsOf(payment.name, of, ctx),
    rowsOf(creditNote.name, of, ctx),
  ]);
  const figures = statementOf({ receivables, payments, creditNotes }, { from, to });
  return { ...of, name: String(customer.data['name'] ?? ''), ...figures };
};
