import { lostReasons } from '../../../shared/customers/account.ts';
import type { ReviewPack, ServicePack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Months } from '../service/links.ts';
import { links } from '../service/links.ts';
import type { Figure } from './change.ts';
import { MonthsChart } from './months-chart.tsx';
import { Bars, Card, Tile } from './parts.tsx';

interface Props {
  pack: ReviewPack;
  service: ServicePack;
}

/** Tiles that open the records of the month, and of the one before. */
function Tiles({ pack, service }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone, currency: own } = useWorkspace();
  const words = t.service;
  const hrefs = (to: (at: Months) => string) => ({
    href: to({ from: pack.period, to: pack.period, timeZone }),
    beforeHref: pack.previous ? to({ from: pack.previous, to: pack.previous, timeZone }) : undefined,
  });
  const share = (
    name: 'firstContact' | 'confirmed' | 'reopenRate',
    one: ServicePack['firstContact'],
    to: (at: Months) => string,
  ) =>
    one.percent === undefined ? null : (
      <Tile
        means={name === 'confirmed' ? 'complaints.confirmed' : name}
        label={words.lines[name]}
        figure={{ value: one.percent, before: one.before }}
        wish={name === 'reopenRate' ? 'less' : 'more'}
        measure="percent"
        write={(value) => t.reviews.percent(format.number(value))}
        {...hrefs(to)}
      />
    );
  const mean = (
    label: string,
    one: Figure | undefined,
    write: (value: number) => string,
    to: (at: Months) => string,
  ) =>
    one ? (
      <Tile
        label={label}
        {...(label === words.tiles.minutesToClose ? { means: 'took' } : {})}
        figure={one}
        wish="less"
        write={write}
        {...hrefs(to)}
      />
    ) : null;
  const tenth = (value: number) => format.number(Math.round(value * 10) / 10);
  const score = (kind: 'csat' | 'ces' | 'nps') => {
    const one = service.surveys[kind];
    return one ? (
      <Tile
        key={kind}
        means={`surveys.${kind}`}
        label={words.tiles[kind]}
        figure={one}
        wish="more"
        write={format.number}
        {...hrefs((at) => links.surveys(kind, at))}
      />
    ) : null;
  };
  return (
    <dl className="rv-tiles">
      {share('firstContact', service.firstContact, (at) => links.enquiriesBy('resolved', 'yes', at))}
      {share('confirmed', service.complaints.confirmed, links.confirmed)}
      {share('reopenRate', service.complaints.reopenRate, links.reopened)}
      {mean(words.tiles.waiting, service.waiting, (value) => words.minutes(tenth(value / 60)), links.enquiries)}
      {mean(words.tiles.handle, service.handle, (value) => words.minutes(tenth(value / 60)), links.enquiries)}
      {mean(words.tiles.minutesToClose, service.took, (value) => words.hours(tenth(value / 60)), links.closed)}
      <Tile
        means="enquiries"
        label={words.tiles.enquiries}
        figure={service.enquiries}
        wish="none"
        {...hrefs(links.enquiries)}
      />
      <Tile
        means="complaints.opened"
        label={words.tiles.opened}
        figure={service.complaints.opened}
        wish="less"
        {...hrefs(links.opened)}
      />
      <Tile label={words.tiles.closed} figure={service.complaints.closed} wish="more" {...hrefs(links.closed)} />
      <Tile
        means="complaints.open"
        label={words.tiles.openThen}
        figure={service.complaints.open}
        wish="less"
        {...hrefs(() => links.open())}
      />
      {score('csat')}
      {score('ces')}
      {score('nps')}
      <Tile label={words.tiles.suggestions} figure={service.suggestions} wish="more" {...hrefs(links.suggestions)} />
      {(['handling', 'complaints', 'creditNotes'] as const).flatMap((name) =>
        service.cost[name].map((amount) => (
          <Tile
            key={`${name} ${amount.currency}`}
            label={`${words.costs[name === 'handling' ? 'handlingCost' : name === 'complaints' ? 'complaintCost' : name]}${amount.currency === own || amount.currency === '' ? '' : ` (${amount.currency})`}`}
            figure={amount}
            wish="less"
            write={(value) => format.moneyShort(value, amount.currency || own)}
            {...hrefs(
              name === 'handling' ? links.enquiries : name === 'complaints' ? links.opened : () => '/credit-notes',
            )}
          />
        )),
      )}
    </dl>
  );
}

/** What customers brought in the month: whether they were helped beside how fast, and who left beside what it cost. */
export function ServiceSection({ pack, service }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const words = t.service;
  const at = (month: string): Months => ({ from: month, to: month, timeZone });
  const percents = (of: 'firstContact' | 'confirmed') =>
    service.months.map((month) => ({
      month: month.month,
      value: month[of] ?? 0,
      short: format.number(Math.round(month[of] ?? 0)),
      full: t.reviews.percent(format.number(month[of] ?? 0)),
      href:
        of === 'firstContact'
          ? links.enquiriesBy('resolved', 'yes', at(month.month))
          : links.confirmed(at(month.month)),
    }));
  const minutes = service.months.map(({ month, handle = 0 }) => ({
    month,
    value: handle,
    short: format.number(Math.round(handle / 6) / 10),
    full: words.minutes(format.number(Math.round(handle / 6) / 10)),
    href: links.enquiries(at(month)),
  }));
  const charts = [
    { title: words.inPercent(words.lines.firstContact), columns: percents('firstContact') },
    { title: words.inPercent(words.lines.confirmed), columns: percents('confirmed') },
    { title: words.inMinutes(words.tiles.handle), columns: minutes },
  ].filter(({ columns }) => columns.some((column) => column.value > 0));
  const reasons = service.lost.byReason.map(({ key, value, before }) => ({
    key,
    value,
    before,
    label: key in lostReasons ? label(lostReasons[key as keyof typeof lostReasons]) : words.unknown,
    href: links.lost(key, at(pack.period)),
    beforeHref: pack.previous ? links.lost(key, at(pack.previous)) : undefined,
  }));
  return (
    <section className="rv-section rv-whole" aria-labelledby="rv-service">
      <h2 id="rv-service">{t.reviews.sections.service}</h2>
      <p className="rv-note">{words.intro}</p>
      <Tiles pack={pack} service={service} />
      <div className="rv-grid">
        {charts.map(({ title, columns }) => (
          <Card key={title} title={title}>
            <MonthsChart label={title} columns={columns} />
          </Card>
        ))}
        {reasons.length > 0 ? (
          <Card title={words.lostCount(format.number(service.lost.count.value))}>
            <Bars label={words.lost} rows={reasons} wish="less" />
          </Card>
        ) : null}
      </div>
    </section>
  );
}
