import { useQuery } from '@tanstack/react-query';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import { balanceIn, overdueDays } from './amounts.ts';

interface Turn {
  accountId: string;
  sums: Record<string, number>;
  days: number;
  times: number;
  count: number;
}

/** Receivables by customer, the longest overdue first. */
const turnsOf = (rows: readonly WebRecord[], today: string): Turn[] => {
  const turns = new Map<string, Turn>();
  for (const row of rows) {
    const accountId = row['accountId'];
    if (typeof accountId !== 'string') continue;
    const turn = turns.get(accountId) ?? { accountId, sums: {}, days: 0, times: 1, count: 0 };
    const currency = String(row['currency'] ?? '');
    turn.sums[currency] = (turn.sums[currency] ?? 0) + balanceIn(row);
    turn.days = Math.max(turn.days, overdueDays(row['dueDate'], today));
    turn.times = Math.max(turn.times, Number(row['reminder'] ?? 1));
    turn.count += 1;
    turns.set(accountId, turn);
  }
  return [...turns.values()].sort((a, b) => b.days - a.days);
};

/** Customers whose overdue receivables have come to a day of reminding. */
export function RemindersDue({ onRemind }: { onRemind: (accountId: string) => void }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const answer = useQuery(
    pageQuery(ws, 'receivable', { filter: ['status:eq:overdue', 'reminder:gte:1'], sort: 'dueDate', limit: 200 }),
  );
  const words = t.receivables.reminder;
  if (!answer.data) return null;
  const turns = turnsOf(answer.data.items, format.today());
  return (
    <section className="mo-part" aria-labelledby="mo-reminders">
      <h2 id="mo-reminders">{words.due}</h2>
      <p className="quiet-hint">{words.dueHint}</p>
      {turns.length === 0 ? <p className="q-text">{words.noneDue}</p> : null}
      <ul className="mo-session">
        {turns.slice(0, 12).map((turn) => (
          <li key={turn.accountId}>
            <RefChip id={turn.accountId} />
            <strong>{format.sums(turn.sums)}</strong>
            <span className="mo-bad">{t.receivables.receivable.overdue(format.number(turn.days))}</span>
            <span className="badge warn">{words.count(format.number(turn.times))}</span>
            <button type="button" className="btn small" onClick={() => onRemind(turn.accountId)}>
              {t.receivables.ageing.remind}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
