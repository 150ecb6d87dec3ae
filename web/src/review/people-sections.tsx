import { entityOf, isEntity } from '../../../shared/entities.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { Bars, Card, Tile } from './parts.tsx';
import { peopleLinks } from './people-links.ts';
import { asOfDay } from './period.ts';
import { Section, stock, useAt } from './section-parts.tsx';

interface Props {
  pack: ReviewPack;
}

/** Open findings by the team of their owner. */
export function TeamCard({ pack }: Props) {
  const { t } = useI18n();
  const words = t.reviewParts.team;
  const { byTeam } = pack.findings;
  if (!byTeam) return null;
  const names: Readonly<Record<string, string>> = { '': words.none, '|': words.nobody };
  return (
    <Card title={words.title} note={t.reviews.notes.open}>
      <Bars
        label={words.title}
        wish="less"
        rows={byTeam.map(({ key, value, before, owners }) => ({
          key,
          value,
          before,
          label: names[key] ?? key,
          href: peopleLinks.team(owners),
          beforeHref: stock(pack),
        }))}
      />
    </Card>
  );
}

/** Actions that were agreed on and are overdue. */
export function ActionsSection({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const { actions } = pack;
  if (!actions) return null;
  const words = t.reviewParts.actions;
  const asOf = asOfDay(pack, timeZone);
  const rows: [keyof typeof actions & keyof typeof words, string][] = [
    ['meetings', peopleLinks.meetingActions()],
    ['complaints', peopleLinks.complaintActions()],
    ['improvements', peopleLinks.improvements(asOf)],
    ['needs', peopleLinks.needs(asOf)],
    ['interviews', peopleLinks.interviewsLate(asOf)],
  ];
  return (
    <Section id="rv-actions" title={words.title}>
      <Card note={words.note(format.date(asOf))}>
        <Bars
          label={words.title}
          wish="less"
          rows={rows.map(([key, href]) => ({
            ...actions[key],
            key,
            label: words[key],
            href,
            beforeHref: stock(pack),
          }))}
        />
        <p className="rv-note">{`${words.all}: ${format.number(actions.all.value)} · ${words.open}: ${format.number(actions.open.value)}`}</p>
      </Card>
    </Section>
  );
}

/** How many errors there are in what was entered, and in how many records. */
export function ErrorsSection({ pack }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const at = useAt(pack);
  const { quality } = pack;
  if (!quality) return null;
  const words = t.reviewParts.quality;
  const { errors } = quality;
  return (
    <Section id="rv-errors" title={words.title}>
      <dl className="rv-tiles">
        {errors.per100 === undefined ? null : (
          <Tile
            means="errors.per100"
            label={words.per100}
            figure={{ value: errors.per100, before: errors.before }}
            wish="less"
            {...at(peopleLinks.found)}
          />
        )}
        <Tile label={words.found} figure={errors.found} wish="less" {...at(peopleLinks.found)} />
        <Tile
          means="adoption.entered"
          label={words.entered}
          figure={errors.entered}
          wish="more"
          {...at(({ period }) => peopleLinks.operators(period))}
        />
      </dl>
      <Card title={words.affected} note={words.affectedNote}>
        <Bars
          label={words.affected}
          wish="less"
          measure="percent"
          rows={quality.affected.map((row) => ({
            key: row.entity,
            label: isEntity(row.entity) ? label(entityOf(row.entity).plural) : row.entity,
            value: row.percent,
            before: row.before,
            href: peopleLinks.affected(row.entity),
            beforeHref: stock(pack),
            detail: (
              <span className="rv-detail">{words.of(format.number(row.affected), format.number(row.records))}</span>
            ),
          }))}
        />
      </Card>
    </Section>
  );
}

/** What nobody has judged, answered or decided. */
export function WaitingSection({ pack }: Props) {
  const { t } = useI18n();
  const { waiting } = pack;
  if (!waiting) return null;
  const words = t.reviewParts.waiting;
  const hrefs: [keyof typeof waiting, string][] = [
    ['tips', peopleLinks.tips()],
    ['proposals', peopleLinks.proposals()],
    ['issues', peopleLinks.issues()],
    ['needs', peopleLinks.undecided()],
    ['changes', peopleLinks.changes()],
  ];
  return (
    <Section id="rv-waiting" title={words.title}>
      <Card note={words.note}>
        <Bars
          label={words.title}
          wish="less"
          rows={hrefs.map(([key, href]) => ({
            ...waiting[key],
            key,
            means: `waiting.${key}`,
            label: words[key],
            href,
            beforeHref: stock(pack),
          }))}
        />
      </Card>
    </Section>
  );
}
