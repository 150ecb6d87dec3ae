import { Link } from 'wouter';
import type { AccountCredit } from '../../../shared/credit/credit.contract.ts';
import { Note } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';

type Subject = AccountCredit['account'];

/** How much of a limit is taken: green, from 80 % on amber, above it red with the mark where the limit is. */
function Gauge({ taken, limit, label }: { taken: number; limit: number; label: string }) {
  const share = limit === 0 ? (taken > 0 ? 2 : 0) : Math.max(0, taken) / limit;
  const whole = Math.max(1, share);
  const tone = share > 1 ? 'bad' : share >= 0.8 ? 'warn' : 'good';
  return (
    <svg className="cr-gauge" viewBox="0 0 100 10" preserveAspectRatio="none" role="img" aria-label={label}>
      <title>{label}</title>
      <rect className="cr-ground" width="100" height="10" rx="1" />
      <rect className={`cr-${tone}`} width={(share / whole) * 100} height="10" rx="1" />
      {share > 1 ? <line className="cr-mark" x1={100 / whole} x2={100 / whole} y1="0" y2="10" /> : null}
    </svg>
  );
}

function Lines({ subject }: { subject: Subject }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.credit;
  const several = subject.lines.length > 1 || subject.lines.some((line) => line.currency !== subject.limitCurrency);
  const cell = (minor: number, currency: string) => (minor === 0 ? null : format.money(minor, currency));
  if (subject.lines.length === 0) return null;
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{words.currency}</th>
            <th scope="col" className="number">
              {words.parts.orders}
            </th>
            <th scope="col" className="number">
              {words.parts.receivables}
            </th>
            <th scope="col" className="number">
              {words.parts.overdue}
            </th>
            <th scope="col" className="number">
              {words.parts.credits}
            </th>
            <th scope="col" className="number">
              {words.sum}
            </th>
            {several ? (
              <th scope="col" className="number">
                {words.converted(subject.limitCurrency)}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {subject.lines.map((line) => (
            <tr key={line.currency} data-currency={line.currency}>
              <th scope="row">{line.currency}</th>
              <td className="number" data-label={words.parts.orders}>
                {cell(line.orders, line.currency)}
              </td>
              <td className="number" data-label={words.parts.receivables}>
                {cell(line.receivables, line.currency)}
              </td>
              <td className="number mo-bad" data-label={words.parts.overdue}>
                {cell(line.overdue, line.currency)}
              </td>
              <td className="number" data-label={words.parts.credits}>
                {cell(line.credits, line.currency)}
              </td>
              <td className="number" data-label={words.sum}>
                <strong>{format.money(line.exposure, line.currency)}</strong>
              </td>
              {several ? (
                <td className="number" data-label={words.converted(subject.limitCurrency)}>
                  {line.converted === undefined ? '—' : format.money(line.converted, subject.limitCurrency)}
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
        {several ? (
          <tfoot>
            <tr>
              <th scope="row">{words.total}</th>
              <td />
              <td />
              <td />
              <td />
              <td />
              <td className="number" data-label={words.total}>
                {format.money(subject.exposure, subject.limitCurrency)}
              </td>
            </tr>
          </tfoot>
        ) : null}
      </table>
    </div>
  );
}

/** What stands against one limit: of the account, or of its group. */
export function SubjectCard({ subject, title, note }: { subject: Subject; title: string; note?: string }) {
  const { t } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const words = t.credit;
  const money = (minor: number) => format.money(minor, subject.limitCurrency);
  const { limit, available, exposure } = subject;
  const over = available !== undefined && available < 0;
  return (
    <section className="cr-card" aria-label={title}>
      <h2>{title}</h2>
      {note ? <p className="quiet-hint">{note}</p> : null}
      <dl className="cr-facts">
        <div>
          <dt>{words.limit}</dt>
          <dd data-credit="limit">{limit === undefined ? words.none : money(limit)}</dd>
        </div>
        <div>
          <dt>{words.exposure}</dt>
          <dd data-credit="exposure">{money(exposure)}</dd>
        </div>
        {available === undefined ? null : (
          <div>
            <dt>{over ? words.over : words.available}</dt>
            <dd data-credit="available" className={over ? 'mo-bad' : ''}>
              {money(Math.abs(available))}
            </dd>
          </div>
        )}
      </dl>
      {limit === undefined ? (
        <p className="quiet-hint">{words.noLimit}</p>
      ) : (
        <>
          <Gauge taken={exposure} limit={limit} label={words.gauge(money(exposure), money(limit))} />
          {limit > 0 ? (
            <span className="quiet-hint">
              {words.percent(format.number(Math.round((exposure / limit) * 1000) / 10))}
            </span>
          ) : null}
        </>
      )}
      {subject.missingRates.length > 0 ? (
        <Note tone="warn">
          {words.missing(subject.missingRates.join(t.settings.listComma))}{' '}
          {can('workspace:write') ? <Link href="/settings/commerce">{words.rates}</Link> : null}
        </Note>
      ) : null}
      <Lines subject={subject} />
    </section>
  );
}
