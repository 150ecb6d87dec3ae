import { Link } from 'wouter';
import { lostReasons } from '../../../shared/customers/account.ts';
import type { Label } from '../../../shared/kernel/field.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { BarRow } from '../review/parts.tsx';
import { Bars, Card } from '../review/parts.tsx';
import { monthName } from '../review/period.ts';
import type { ServiceAnswer } from './api.ts';
import type { Months } from './links.ts';
import { links } from './links.ts';

interface PartProps {
  answer: ServiceAnswer;
  at: Months;
}

/** The numbers of the chart, for whoever would rather read them, or cannot see it. */
export function MonthsTable({ answer }: PartProps) {
  const { t, lang } = useI18n();
  const format = useFormat();
  const words = t.service.lines;
  const percent = (value: number | null) =>
    value === null ? t.service.none : t.reviews.percent(format.number(Math.round(value * 1000) / 10));
  const inMinutes = (value: number | null) =>
    value === null ? t.service.none : format.number(Math.round(value / 6) / 10);
  return (
    <details className="sv-details">
      <summary>{t.service.asTable}</summary>
      <div className="sv-scroll">
        <table className="sv-table">
          <thead>
            <tr>
              <th scope="col">{t.service.month}</th>
              <th scope="col">{words.firstContact}</th>
              <th scope="col">{words.confirmed}</th>
              <th scope="col">{words.reopenRate}</th>
              <th scope="col">{t.service.tiles.ces}</th>
              <th scope="col">{t.service.tiles.waiting}</th>
              <th scope="col">{t.service.tiles.handle}</th>
            </tr>
          </thead>
          <tbody>
            {answer.months.map((month) => (
              <tr key={month.month}>
                <th scope="row">{monthName(month.month, lang)}</th>
                <td>{percent(month.firstContact)}</td>
                <td>{percent(month.confirmed)}</td>
                <td>{percent(month.reopenRate)}</td>
                <td>{month.ces === null ? t.service.none : format.number(Math.round(month.ces * 10) / 10)}</td>
                <td>{inMinutes(month.waitingSeconds)}</td>
                <td>{inMinutes(month.handleSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const biggest = (rows: BarRow[]): BarRow[] => rows.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1));

/** Customers lost by reason, and beside them what service cost in the same months. */
export function LostBesideCost({ answer: { total, before, costs: told }, at }: PartProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.service;
  const reasons = biggest(
    Object.entries(total.lostReasons).map(([key, value]) => ({
      key,
      value,
      before: before.lostReasons[key] ?? 0,
      label: key in lostReasons ? label(lostReasons[key as keyof typeof lostReasons]) : words.unknown,
      href: links.lost(key, at),
    })),
  );
  const costs = (['handlingCost', 'complaintCost', 'creditNotes'] as const).filter(
    (name) => Object.keys(total[name]).length > 0,
  );
  const hrefs = {
    handlingCost: links.enquiries(at),
    complaintCost: links.opened(at),
    creditNotes: '/credit-notes',
  };
  return (
    <section className="rv-section rv-whole">
      <h2>{words.lost}</h2>
      <p className="rv-note">{words.lostNote}</p>
      <div className="rv-grid">
        <Card title={words.lostCount(format.number(total.lost))}>
          {total.lost === 0 ? (
            <p className="rv-note">{words.nobodyLost}</p>
          ) : (
            <Bars label={words.lost} rows={reasons} wish="less" beforeLabel={words.beforeColumn} />
          )}
        </Card>
        {told ? (
          <Card title={words.cost}>
            {costs.length === 0 ? <p className="rv-note">{words.noCost}</p> : null}
            <dl className="sv-costs">
              {costs.map((name) => (
                <div key={name}>
                  <dt>{words.costs[name]}</dt>
                  <dd>
                    <Link href={hrefs[name]}>{format.sums(total[name])}</Link>
                    {Object.keys(before[name]).length > 0 ? (
                      <small>{words.before(format.sums(before[name]))}</small>
                    ) : null}
                  </dd>
                </div>
              ))}
            </dl>
          </Card>
        ) : null}
      </div>
    </section>
  );
}

interface CutProps {
  title: string;
  counts: Readonly<Record<string, number>>;
  before?: Readonly<Record<string, number>>;
  names: Readonly<Record<string, Label>>;
  href: (key: string) => string;
}

/** Counts of one kind as bars. */
export function Cut({ title, counts, before, names, href }: CutProps) {
  const { t, label } = useI18n();
  const rows = biggest(
    Object.entries(counts).map(([key, value]) => ({
      key,
      value,
      ...(before ? { before: before[key] ?? 0 } : {}),
      label: names[key] ? label(names[key]) : key === '' ? t.service.none : key,
      href: href(key),
    })),
  );
  return (
    <Card title={title}>
      <Bars label={title} rows={rows} wish="none" beforeLabel={t.service.beforeColumn} />
    </Card>
  );
}

/** Complaints by their causes, the most frequent first. */
export function Causes({ answer, at }: PartProps) {
  const { t, lang } = useI18n();
  const rows = answer.causes.map(({ id, name, nameEn, count }) => ({
    key: id,
    label: lang === 'en' ? (nameEn ?? name) : name,
    value: count,
    href: links.cause(id, at),
  }));
  return (
    <Card title={t.service.causes}>
      {rows.length === 0 ? (
        <p className="rv-note">{t.service.noCauses}</p>
      ) : (
        <Bars label={t.service.causes} rows={rows} wish="less" />
      )}
      <Link className="no-print" href="/causes/tree">
        {t.service.toCauses}
      </Link>
    </Card>
  );
}
