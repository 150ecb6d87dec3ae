import { Link } from 'wouter';
import { ageingBuckets, type Statement } from '../../../shared/receivables/receivables.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { hrefOfId } from '../records/value.tsx';

/** What was booked, with the balance after each line. */
export function StatementLines({ statement }: { statement: Statement }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.receivables.statement;
  const { currency } = statement;
  const money = (minor: number) => (minor === 0 ? null : format.money(minor, currency));
  return (
    <div className="q-scroll">
      <table className="q-table mo-table mo-cards">
        <thead>
          <tr>
            <th scope="col">{words.columns.date}</th>
            <th scope="col">{words.columns.document}</th>
            <th scope="col">{words.columns.due}</th>
            <th scope="col" className="number">
              {words.columns.charge}
            </th>
            <th scope="col" className="number">
              {words.columns.credit}
            </th>
            <th scope="col" className="number">
              {words.columns.balance}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{format.date(statement.from)}</th>
            <td>{words.opening}</td>
            <td />
            <td />
            <td />
            <td className="number" data-label={words.columns.balance}>
              {format.money(statement.opening, currency)}
            </td>
          </tr>
          {statement.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a document may stand in several lines of a statement that does not change
            <tr key={index} data-type={line.type}>
              <th scope="row">{format.date(line.date)}</th>
              <td>
                <span>
                  {words.types[line.type]} <Link href={hrefOfId(line.id) ?? '#'}>{line.number}</Link>
                  {line.text ? <span className="quiet-hint"> {line.text}</span> : null}
                </span>
              </td>
              <td data-label={words.columns.due}>{line.dueDate ? format.date(line.dueDate) : null}</td>
              <td className="number" data-label={words.columns.charge}>
                {money(line.charge)}
              </td>
              <td className="number" data-label={words.columns.credit}>
                {money(line.credit)}
              </td>
              <td className="number" data-label={words.columns.balance}>
                {format.money(line.balance, currency)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{format.date(statement.to)}</th>
            <td>{words.closing}</td>
            <td />
            <td className="number" data-label={words.columns.charge}>
              {money(statement.lines.reduce((sum, line) => sum + line.charge, 0))}
            </td>
            <td className="number" data-label={words.columns.credit}>
              {money(statement.lines.reduce((sum, line) => sum + line.credit, 0))}
            </td>
            <td className="number" data-label={words.columns.balance}>
              {format.money(statement.closing, currency)}
            </td>
          </tr>
        </tfoot>
      </table>
      {statement.lines.length === 0 ? <p className="q-text">{words.none}</p> : null}
    </div>
  );
}

/** What is still open at the end, and for how long. */
export function OpenItems({ statement }: { statement: Statement }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.receivables.statement;
  const { currency, open, buckets } = statement;
  if (open.length === 0) return <p className="q-text">{words.noOpen}</p>;
  return (
    <>
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards">
          <thead>
            <tr>
              <th scope="col">{words.columns.document}</th>
              <th scope="col">{words.columns.date}</th>
              <th scope="col">{words.columns.due}</th>
              <th scope="col">{words.columns.overdue}</th>
              <th scope="col" className="number">
                {words.columns.total}
              </th>
              <th scope="col" className="number">
                {words.columns.open}
              </th>
            </tr>
          </thead>
          <tbody>
            {open.map((one) => (
              <tr key={one.id} className={one.overdueDays > 0 ? 'mo-late' : ''}>
                <th scope="row">
                  <Link href={`/receivables/${one.id}`}>{one.number}</Link>
                </th>
                <td data-label={words.columns.date}>{format.date(one.issueDate)}</td>
                <td data-label={words.columns.due}>{format.date(one.dueDate)}</td>
                <td className="mo-bad" data-label={words.columns.overdue}>
                  {one.overdueDays > 0 ? words.days(format.number(one.overdueDays)) : null}
                </td>
                <td className="number" data-label={words.columns.total}>
                  {format.money(one.total, currency)}
                </td>
                <td className="number" data-label={words.columns.open}>
                  {format.money(one.balance, currency)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h3>{words.ageing}</h3>
      <dl className="mo-tiles">
        {ageingBuckets.map((bucket) => (
          <div key={bucket} className="mo-tile">
            <dt>{t.receivables.ageing.buckets[bucket]}</dt>
            <dd>{format.money(buckets[bucket], currency)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
