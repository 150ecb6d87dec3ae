import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { completenessFields } from '../../../shared/quality/wanted.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { stages } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Figure, Wish } from './change.ts';
import { FindingsSection } from './findings-section.tsx';
import { GoalsSection } from './goals-section.tsx';
import { links } from './links.ts';
import { NarrativeSection } from './narrative-section.tsx';
import { OrdersSection } from './orders-section.tsx';
import { Bars, Card, Tile } from './parts.tsx';
import { ActionsSection, ErrorsSection, WaitingSection } from './people-sections.tsx';
import { asOfDay } from './period.ts';
import { SellingSection } from './selling-section.tsx';
import { ServiceSection } from './service-section.tsx';
import { AdoptionSection, InterviewsSection, ProbationSection } from './staff-sections.tsx';

interface Props {
  pack: ReviewPack;
}

function Glance({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone, currency: own } = useWorkspace();
  const { period, previous, findings, orders } = pack;
  const { figures } = t.reviews;
  const asOf = asOfDay(pack, timeZone);
  const stock = previous ? links.review(previous) : undefined;
  const flow = (to: (month: string) => string) => ({
    href: to(period),
    beforeHref: previous ? to(previous) : undefined,
  });
  return (
    <section className="rv-section" aria-labelledby="rv-key">
      <h2 id="rv-key">{t.reviews.sections.key}</h2>
      <dl className="rv-tiles">
        <Tile
          means="findings.open"
          label={figures.open}
          figure={findings.open}
          wish="less"
          href={links.openFindings()}
          beforeHref={stock}
        />
        <Tile
          means="findings.opened"
          label={figures.opened}
          figure={findings.opened}
          wish="none"
          {...flow((month) => links.opened(month, timeZone))}
        />
        <Tile
          means="findings.closed"
          label={figures.closed}
          figure={findings.closed}
          wish="none"
          {...flow((month) => links.closed(month, timeZone))}
        />
        <Tile
          means="findings.recurred"
          label={figures.recurred}
          figure={findings.recurred}
          wish="less"
          href={links.recurred()}
          beforeHref={stock}
        />
        <Tile
          means="overdue.findings"
          label={figures.overdueFindings}
          figure={findings.overdue}
          wish="less"
          href={links.overdueFindings(asOf)}
          beforeHref={stock}
        />
        <Tile means="orders.count" label={figures.orders} figure={orders.count} wish="more" {...flow(links.orders)} />
        {orders.amounts.map((amount) => (
          <Tile
            key={amount.currency}
            means="orders.amount"
            label={orders.amounts.length === 1 ? figures.amount : t.reviews.currencyAmount(amount.currency || own)}
            figure={amount}
            wish="more"
            write={(value) => format.moneyShort(value, amount.currency || own)}
            {...flow((month) => links.ordersIn(month, amount.currency))}
          />
        ))}
        <Tile
          means="activities"
          label={figures.activities}
          figure={pack.activities}
          wish="more"
          {...flow((month) => links.activities(month, timeZone))}
        />
      </dl>
    </section>
  );
}

function BlankLinks({ type }: { type: string }) {
  const { t, label } = useI18n();
  const { shows } = useWorkspace();
  if (!isEntity(type)) return null;
  const asked = completenessFields[type] ?? [];
  const fields = entityFields(entityOf(type)).filter((field) => asked.includes(field.name) && shows(field));
  return (
    <span className="rv-detail no-print">
      {t.reviews.blankIn}{' '}
      {fields.map((field) => (
        <Link key={field.name} href={links.blank(type, field.name)}>
          {label(field.label)}
        </Link>
      ))}
    </span>
  );
}

function CompletenessSection({ pack }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const title = t.reviews.sections.completeness;
  return (
    <section className="rv-section rv-whole" aria-labelledby="rv-complete">
      <h2 id="rv-complete">{title}</h2>
      <Card note={t.reviews.notes.completeness}>
        <Bars
          label={title}
          wish="more"
          measure="percent"
          rows={pack.completeness.map((row) => ({
            key: row.entity,
            label: isEntity(row.entity) ? label(entityOf(row.entity).plural) : row.entity,
            value: row.percent,
            before: row.before,
            href: links.records(row.entity),
            beforeHref: pack.previous ? links.review(pack.previous) : undefined,
            detail: (
              <>
                <span className="rv-detail">
                  {t.reviews.filled(format.number(row.filled), format.number(row.asked))}
                </span>
                <BlankLinks type={row.entity} />
              </>
            ),
          }))}
        />
      </Card>
    </section>
  );
}

const isStage = (text: string): text is keyof typeof stages => text in stages;

function FunnelCard({ pack }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { funnel: title } = t.reviews.sections;
  return (
    <section className="rv-section" aria-labelledby="rv-funnel">
      <h2 id="rv-funnel">{title}</h2>
      <Card note={t.reviews.notes.funnel}>
        <Bars
          label={title}
          wish="none"
          rows={pack.funnel.map((row) => ({
            key: row.stage,
            label: isStage(row.stage) ? label(stages[row.stage]) : row.stage,
            value: row.count,
            before: row.before,
            href: links.stage(row.stage),
            beforeHref: pack.previous ? links.review(pack.previous) : undefined,
            detail: (
              <Link className="rv-detail" href={links.stage(row.stage)}>
                {format.sums(row.amounts)}
              </Link>
            ),
          }))}
        />
      </Card>
    </section>
  );
}

function OverdueCard({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const asOf = asOfDay(pack, timeZone);
  const { figures, sections, notes } = t.reviews;
  const { overdue } = pack;
  const rows: [string, string, Figure, string][] = [
    ['findings', figures.overdueFindings, overdue.findings, links.overdueFindings(asOf)],
    ['opportunities', figures.overdueOpportunities, overdue.opportunities, links.overdueOpportunities(asOf)],
    ['orders', figures.overdueOrders, overdue.orders, links.overdueOrders(asOf)],
    ['tasks', figures.overdueTasks, overdue.tasks, links.overdueTasks(asOf, timeZone)],
  ];
  return (
    <section className="rv-section" aria-labelledby="rv-overdue">
      <h2 id="rv-overdue">{sections.overdue}</h2>
      <Card note={notes.overdue(format.date(asOf))}>
        <Bars
          label={sections.overdue}
          wish={'less' satisfies Wish}
          rows={rows.map(([key, name, figure, href]) => ({
            ...figure,
            key,
            means: `overdue.${key}`,
            label: name,
            href,
            beforeHref: pack.previous ? links.review(pack.previous) : undefined,
          }))}
        />
      </Card>
    </section>
  );
}

function RecordsCard({ pack }: Props) {
  const { t, label } = useI18n();
  const { sections, notes } = t.reviews;
  return (
    <section className="rv-section rv-whole" aria-labelledby="rv-records">
      <h2 id="rv-records">{sections.records}</h2>
      <Card note={notes.records}>
        <Bars
          label={sections.records}
          wish="none"
          rows={pack.records.map((row) => ({
            ...row,
            label: isEntity(row.key) ? label(entityOf(row.key).plural) : row.key,
            href: links.records(row.key),
            beforeHref: pack.previous ? links.review(pack.previous) : undefined,
          }))}
        />
      </Card>
    </section>
  );
}

/** The figures of a review, each leading to its records. */
export function PackView({ pack }: Props) {
  return (
    <>
      <NarrativeSection pack={pack} />
      <Glance pack={pack} />
      <GoalsSection pack={pack} />
      <FindingsSection pack={pack} />
      <CompletenessSection pack={pack} />
      <ErrorsSection pack={pack} />
      <OrdersSection pack={pack} />
      {pack.selling ? <SellingSection pack={pack} selling={pack.selling} /> : null}
      {pack.service ? <ServiceSection pack={pack} service={pack.service} /> : null}
      <div className="rv-pair">
        <FunnelCard pack={pack} />
        <OverdueCard pack={pack} />
      </div>
      <div className="rv-pair">
        <ActionsSection pack={pack} />
        <WaitingSection pack={pack} />
      </div>
      <AdoptionSection pack={pack} />
      <InterviewsSection pack={pack} />
      <ProbationSection pack={pack} />
      <RecordsCard pack={pack} />
    </>
  );
}
