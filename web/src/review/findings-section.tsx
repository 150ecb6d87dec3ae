import { finding } from '../../../shared/findings/finding.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { useRules } from '../lib/rules.ts';
import { links } from './links.ts';
import { Bars, Card } from './parts.tsx';
import { TeamCard } from './people-sections.tsx';

const areas = entityFields(finding).find((field) => field.name === 'area')?.values ?? [];

/** What the audit found, what was closed, and where the open findings lie. */
export function FindingsSection({ pack }: { pack: ReviewPack }) {
  const { t, label } = useI18n();
  const { timeZone } = useWorkspace();
  const catalogue = useRules().data?.items;
  const { cards, notes, figures, sections } = t.reviews;
  const { findings, period, previous } = pack;
  const beforeHref = previous ? links.review(previous) : undefined;
  const areaName = (key: string) => {
    const known = areas.find((one) => one.value === key);
    return known ? label(known.label) : key || t.reviews.noArea;
  };
  const ruleName = (key: string) => {
    const rule = catalogue?.find((one) => one.id === key);
    return rule ? label(rule.label) : key;
  };
  return (
    <section className="rv-section" aria-labelledby="rv-findings">
      <h2 id="rv-findings">{sections.findings}</h2>
      {pack.previous ? <p className="rv-note">{t.reviews.barBefore}</p> : null}
      <div className="rv-grid">
        <Card title={cards.flow} note={notes.flow}>
          <Bars
            label={sections.findings}
            wish="none"
            rows={[
              {
                ...findings.opened,
                key: 'opened',
                label: figures.opened,
                href: links.opened(period, timeZone),
                beforeHref: previous ? links.opened(previous, timeZone) : undefined,
              },
              {
                ...findings.closed,
                key: 'closed',
                label: figures.closed,
                href: links.closed(period, timeZone),
                beforeHref: previous ? links.closed(previous, timeZone) : undefined,
              },
            ]}
          />
        </Card>
        <Card title={cards.area} note={notes.open}>
          <Bars
            label={cards.area}
            wish="less"
            rows={findings.byArea.map((row) => ({
              ...row,
              label: areaName(row.key),
              href: links.area(row.key),
              beforeHref,
            }))}
          />
        </Card>
      </div>
      <Card title={cards.rule} note={notes.open}>
        <Bars
          label={cards.rule}
          wish="less"
          rows={findings.byRule.map((row) => ({
            ...row,
            label: ruleName(row.key),
            href: links.rule(row.key),
            beforeHref,
          }))}
        />
      </Card>
      <div className="rv-grid">
        <Card title={cards.owner} note={notes.open}>
          <Bars
            label={cards.owner}
            wish="less"
            rows={findings.byOwner.map((row) => ({
              ...row,
              label: row.name || t.reviews.noOwner,
              href: links.owner(row.key),
              beforeHref,
            }))}
          />
        </Card>
        <Card title={cards.recurring} note={notes.recurring}>
          <Bars
            label={cards.recurring}
            wish="less"
            rows={findings.recurring.map((row) => ({ ...row, label: ruleName(row.key), href: links.again(row.key) }))}
          />
        </Card>
        <TeamCard pack={pack} />
      </div>
    </section>
  );
}
