import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { minor } from './amounts.ts';
import { paymentsOf } from './api.ts';

interface Settler {
  payment: WebRecord;
  amount: number;
}

/**
 * The payments that settled a receivable. Which one settled what stands on the payment only, so the customer's payments are opened from
 * the newest on until the paid amount is explained; it stops at 25.
 */
const settlersOf = async (ws: string, receivable: WebRecord): Promise<Settler[]> => {
  const paid = minor(receivable, 'paid');
  const accountId = receivable['accountId'];
  if (paid === 0 || typeof accountId !== 'string') return [];
  const rows = (await paymentsOf(ws, accountId)).items.filter((row) => row['status'] !== 'reversed');
  const found: Settler[] = [];
  let explained = 0;
  for (let at = 0; at < rows.length && explained < paid; at += 5) {
    const whole = await Promise.all(
      rows
        .slice(at, at + 5)
        .map((row) => queryClient.fetchQuery({ ...recordQuery(ws, 'payment', row.id), staleTime: 30_000 })),
    );
    for (const payment of whole) {
      const amount = (payment.lines ?? [])
        .filter((line) => line['receivableId'] === receivable.id)
        .reduce((sum, line) => sum + minor(line, 'amount'), 0);
      if (amount === 0) continue;
      found.push({ payment, amount });
      explained += amount;
    }
  }
  return found;
};

/** How a receivable came to its balance: a bar of what was paid, credited, written off, and the payments behind it. */
export function Settlement({ receivable }: { receivable: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const words = t.receivables.receivable;
  const currency = String(receivable['currency'] ?? '');
  const settlers = useQuery({
    queryKey: ['settlers', ws, receivable.id, receivable.version],
    queryFn: () => settlersOf(ws, receivable),
    enabled: can('payments:read') && minor(receivable, 'paid') > 0,
  });
  const parts = [
    { key: 'paid', look: 'good', text: words.paid, value: minor(receivable, 'paid') },
    { key: 'credited', look: 'info', text: words.credited, value: minor(receivable, 'credited') },
    { key: 'writtenOff', look: 'plain', text: words.writtenOff, value: minor(receivable, 'writtenOff') },
    { key: 'balance', look: 'warn', text: words.balance, value: minor(receivable, 'balance') },
  ].filter((one) => one.value > 0);
  const said = parts.map((one) => `${one.text} ${format.money(one.value, currency)}`).join(', ');
  return (
    <>
      <div className="q-stack" role="img" aria-label={`${words.settlement}: ${said}`}>
        {parts.map((one) => (
          <span key={one.key} className={`q-part q-${one.look}`} style={{ flexGrow: one.value }} title={one.text} />
        ))}
      </div>
      {parts.map((one) => (
        <span key={one.key} className="mo-fact" data-part={one.key}>
          <span className={`q-dot q-${one.look}`} />
          {one.text} <strong>{format.money(one.value, currency)}</strong>
        </span>
      ))}
      {settlers.data && settlers.data.length > 0 ? (
        <span className="mo-fact">
          {words.by}
          {settlers.data.map(({ payment, amount }) => (
            <Link key={payment.id} href={`/payments/${payment.id}`} title={format.money(amount, currency)}>
              {titleOf(payment)}
            </Link>
          ))}
        </span>
      ) : null}
    </>
  );
}
