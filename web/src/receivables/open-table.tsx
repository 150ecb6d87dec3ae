import type { KeyboardEvent } from 'react';
import { useRef } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { balanceIn, overdueDays } from './amounts.ts';
import type { AllocationFault, Allocations } from './use-payment.ts';

interface Props {
  rows: readonly WebRecord[];
  currency: string;
  typed: Allocations;
  given: ReadonlyMap<string, number>;
  faults: ReadonlyMap<string, AllocationFault>;
  onType: (id: string, text: string) => void;
  onTakeRest: (row: WebRecord) => void;
}

/** Open receivables with a field each for what they get: arrows move, Space takes what is left. */
export function OpenTable({ rows, currency, typed, given, faults, onType, onTakeRest }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const table = useRef<HTMLTableElement>(null);
  const words = t.receivables.pay;
  const today = format.today();
  const keys = (event: KeyboardEvent<HTMLInputElement>, row: WebRecord, index: number) => {
    if (event.key === ' ' || event.key === '=') {
      event.preventDefault();
      onTakeRest(row);
      return;
    }
    const by = { ArrowDown: 1, ArrowUp: -1, Enter: 1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    table.current?.querySelector<HTMLInputElement>(`input[data-row="${index + by}"]`)?.focus();
  };
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards" ref={table}>
        <thead>
          <tr>
            <th scope="col">{words.columns.number}</th>
            <th scope="col">{words.columns.due}</th>
            <th scope="col" className="number">
              {words.columns.balance}
            </th>
            <th scope="col" className="number">
              {words.columns.allocate}
            </th>
            <th scope="col" className="number">
              {words.columns.left}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => {
            const days = overdueDays(row['dueDate'], today);
            const fault = faults.get(row.id);
            const number = titleOf(row);
            return (
              <tr key={row.id} className={days > 0 ? 'mo-late' : ''} data-receivable={row.id}>
                <th scope="row">
                  <Link href={`/receivables/${row.id}`} tabIndex={-1}>
                    {number}
                  </Link>
                </th>
                <td data-label={words.columns.due}>
                  <span>
                    {typeof row['dueDate'] === 'string' ? format.date(row['dueDate']) : ''}{' '}
                    {days > 0 ? <span className="mo-bad">{words.overdue(format.number(days))}</span> : null}
                  </span>
                </td>
                <td className="number" data-label={words.columns.balance}>
                  {format.money(balanceIn(row), currency)}
                </td>
                <td className="number" data-label={words.columns.allocate}>
                  <span>
                    <input
                      className="input mo-input"
                      data-row={index}
                      inputMode="decimal"
                      autoComplete="off"
                      aria-label={`${words.columns.allocate} ${number}`}
                      aria-invalid={fault !== undefined}
                      value={typed[row.id] ?? ''}
                      placeholder="0.00"
                      onFocus={({ target }) => target.select()}
                      onChange={({ target }) => onType(row.id, target.value)}
                      onKeyDown={(event) => keys(event, row, index)}
                    />
                    {fault ? <span className="mo-line-fault">{words[fault]}</span> : null}
                  </span>
                </td>
                <td className="number q-quiet" data-label={words.columns.left}>
                  {given.has(row.id) && !fault
                    ? format.money(balanceIn(row) - (given.get(row.id) ?? 0), currency)
                    : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
