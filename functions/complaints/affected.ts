import { may, reaches, scopePartition } from '../../shared/access/authorise.ts';
import { affectedList, batchForm, suspectsByAccount } from '../../shared/complaints/affected.ts';
import { complaint } from '../../shared/complaints/complaint.ts';
import { happenedAtOf } from '../../shared/complaints/complaint-times.ts';
import { account } from '../../shared/customers/account.ts';
import { isCalendarDate } from '../../shared/kernel/field.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import { addDays, localDate } from '../../shared/kernel/time.ts';
import { familyOf, winnerOf } from '../../shared/matching/aliases.ts';
import type { ListView } from '../../shared/search/list-view.ts';
import { shipment } from '../../shared/shipments/shipment.ts';
import type { Ctx, Handler } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { own } from './contacts.ts';

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : undefined;

const viewOf = (type: string, ctx: Ctx): Promise<ListView> => ctx.deps.lists.fresh(ctx.actor.ws, type, ctx.table);

/** The days between which the same fault may have gone out: around the shipment, else before the day on which it happened. */
const daysAround = (rec: Rec, sent: Row | undefined, days: number, ctx: Ctx): { from: string; to: string } => {
  const shipped = text(sent?.['shipDate']);
  if (shipped) return { from: addDays(shipped, -days), to: addDays(shipped, days) };
  const time = happenedAtOf(rec);
  const named = Number.isNaN(time) ? '' : localDate(new Date(time).toISOString(), ctx.workspace.timeZone);
  // An import may bring a year that no calendar has.
  const to = isCalendarDate(named) ? named : localDate(ctx.now, ctx.workspace.timeZone);
  return { from: addDays(to, -days), to };
};

/**
 * Who else has what a complaint is about. Shipments are read in the actor's scope; of those beyond it no more is told than how many
 * customers they went to, so that somebody who reaches them is asked.
 */
export const affected: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const rec = loadedRecord(complaint, input.params.id, ctx);
    const productId = text(rec.data['productId']);
    if (!productId || !may(ctx.actor.roles, `${shipment.domain}:read`))
      return { by: 'nothing', items: [], total: 0, beyond: 0 };
    const [{ rows: products }, { rows: accounts }, shipments, complaints] = [
      await viewOf('product', ctx),
      await viewOf(account.name, ctx),
      await viewOf(shipment.name, ctx),
      await viewOf(complaint.name, ctx),
    ];
    const family = new Set(familyOf(products, productId));
    const partition = scopePartition(ctx.actor, shipment);
    const sent = shipments.rows.get(String(rec.data['shipmentId']));
    const seenSent = sent && shipments.holds(partition, sent) ? sent : undefined;
    const batch = text(rec.data['batch']);
    const period = batch ? undefined : daysAround(rec, seenSent, input.query.days, ctx);
    const accountOf = (id: string) => winnerOf(accounts, id);
    const all = suspectsByAccount({
      rows: shipments.rows.values(),
      suspects: { products: family, batch, ...period },
      accountOf,
    });
    const within = new Map(
      [...all].flatMap(([id, parts]) => {
        const seen = parts.filter(({ row }) => shipments.holds(partition, row));
        return seen.length > 0 ? [[id, seen] as const] : [];
      }),
    );
    const named = text(rec.data['accountId']);
    const about = (row: Row): boolean =>
      row.id !== rec.id &&
      !row['removedAt'] &&
      family.has(String(row['productId'])) &&
      (batch === undefined || batchForm(String(row['batch'] ?? '')) === batchForm(batch));
    const others = Map.groupBy([...complaints.partition(scopePartition(ctx.actor, complaint))].filter(about), (row) =>
      accountOf(String(row['accountId'])),
    );
    const items = affectedList(within, {
      own: named && accountOf(named),
      nameOf: (id) => {
        const row = accounts.get(id);
        return row && reaches(ctx.actor, account, row as { ownerId?: string; teamId?: string })
          ? text(row['name'])
          : undefined;
      },
      complaintsOf: (id) => others.get(id) ?? [],
    });
    return {
      by: batch ? 'batch' : 'product',
      ...period,
      items,
      total: within.size,
      beyond: all.size - within.size,
    };
  },
};
