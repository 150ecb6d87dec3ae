import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { MenuEntry } from '../kit/menu.tsx';
import { Menu } from '../kit/menu.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import type { ProcessSummary, VersionEntry } from './api.ts';
import { Compare } from './compare.tsx';
import { Select } from './controls.tsx';
import { EnforcementBadge } from './enforcement-badge.tsx';
import type { Facts } from './facts.ts';

export interface VersionActions {
  /** Begins a new version with this one's definition. */
  edit: (version: number) => void;
  enforce: (version: number) => void;
  migrate: (version: number) => void;
}

interface Props {
  summary: ProcessSummary;
  facts: Facts;
  /** Absent for who may only read. */
  actions: VersionActions | undefined;
}

function Row({
  entry,
  summary,
  actions,
  onCompare,
}: {
  entry: VersionEntry;
  summary: ProcessSummary;
  actions: VersionActions | undefined;
  onCompare: (version: number) => void;
}) {
  const { t } = useI18n();
  const format = useFormat();
  const [, navigate] = useLocation();
  const { version } = entry;
  const place = `/processes/${summary.id}/versions/${version}`;
  const underWay = summary.underWay[String(version)] ?? 0;
  const elsewhere = Object.entries(summary.underWay).some(([of, count]) => Number(of) !== version && count > 0);
  const items: MenuEntry[] = [
    { key: 'open', icon: 'eye', label: t.designer.openVersion, onSelect: () => navigate(place) },
    { key: 'print', icon: 'book', label: t.designer.print, onSelect: () => navigate(`${place}/print`) },
    ...(version === summary.current
      ? []
      : [
          {
            key: 'compare',
            icon: 'columns' as const,
            label: t.designer.compareWithCurrent,
            onSelect: () => onCompare(version),
          },
        ]),
    ...(actions
      ? [
          { key: 'line', divider: true as const },
          { key: 'edit', icon: 'copy' as const, label: t.designer.editAsNew, onSelect: () => actions.edit(version) },
          {
            key: 'enforce',
            icon: 'healthy' as const,
            label: t.designer.setEnforcement,
            onSelect: () => actions.enforce(version),
          },
          {
            key: 'migrate',
            icon: 'right' as const,
            label: t.designer.migrateHere,
            disabled: !elsewhere || entry.enforcement === 'draft',
            onSelect: () => actions.migrate(version),
          },
        ]
      : []),
  ];
  return (
    <tr data-version={version}>
      <th scope="row">
        <Link href={place} className="q-main">
          {version === 0 ? t.designer.standard : t.designer.version(format.number(version))}
        </Link>
        {version === summary.current ? <span className="badge good">{t.designer.current}</span> : null}
      </th>
      <td>
        <EnforcementBadge enforcement={entry.enforcement} />
        {entry.enforcement === 'pilot' && entry.teams ? (
          <div className="quiet-hint">{entry.teams.join(t.designer.comma)}</div>
        ) : null}
      </td>
      <td className="nowrap">{entry.since ? format.instant(entry.since) : t.designer.fromTheStart}</td>
      <td>{entry.by ? <Person id={entry.by} /> : t.common.product}</td>
      <td className="ds-note">
        {entry.note ?? (version === 0 ? t.designer.standardNote : '')}
        {entry.basedOn !== undefined ? (
          <div className="quiet-hint">{t.designer.basedOn(String(entry.basedOn))}</div>
        ) : null}
        {entry.proposalId ? (
          <div>
            <Link href={`/proposals/${entry.proposalId}`}>{t.designer.adoptedFrom}</Link>
          </div>
        ) : null}
      </td>
      <td className="number">{format.number(underWay)}</td>
      <td>
        <Menu
          button={<Icon name="more" />}
          label={t.designer.versionMenu(String(version))}
          className="btn quiet small square"
          side="end"
          items={items}
        />
      </td>
    </tr>
  );
}

/** All versions of a process, and the difference between any two. */
export function VersionsTab({ summary, facts, actions }: Props) {
  const { t } = useI18n();
  const versions = [...summary.versions].sort((a, b) => b.version - a.version);
  const [pair, setPair] = useState<readonly [number, number]>();
  const choices = versions.map((one) => ({
    value: String(one.version),
    text: one.version === 0 ? t.designer.standard : t.designer.version(String(one.version)),
  }));
  return (
    <div className="ds-versions">
      <div className="q-scroll">
        <table className="q-table">
          <thead>
            <tr>
              <th scope="col">{t.designer.versionHead}</th>
              <th scope="col">{t.designer.enforcement}</th>
              <th scope="col">{t.designer.since}</th>
              <th scope="col">{t.designer.by}</th>
              <th scope="col">{t.designer.note}</th>
              <th scope="col" className="number">
                {t.designer.underWay}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {versions.map((entry) => (
              <Row
                key={entry.version}
                entry={entry}
                summary={summary}
                actions={actions}
                onCompare={(version) =>
                  setPair([Math.min(version, summary.current), Math.max(version, summary.current)])
                }
              />
            ))}
          </tbody>
        </table>
      </div>
      {versions.length < 2 ? (
        <p className="q-text">{t.designer.onlyStandard}</p>
      ) : (
        <section className="ds-group" aria-label={t.designer.compare}>
          <div className="ds-row">
            <h3>{t.designer.compare}</h3>
            {([0, 1] as const).map((side) => (
              <span key={side} className="ds-version-pick">
                <Select
                  label={side === 0 ? t.designer.compareBefore : t.designer.compareAfter}
                  value={pair ? String(pair[side]) : ''}
                  options={[{ value: '', text: t.designer.chooseVersion }, ...choices]}
                  readOnly={false}
                  onChange={(value) => {
                    if (value === '') return setPair(undefined);
                    const other = pair?.[1 - side] ?? summary.current;
                    setPair(side === 0 ? [Number(value), other] : [other, Number(value)]);
                  }}
                />
                {side === 0 ? ' → ' : null}
              </span>
            ))}
          </div>
          {pair ? <Compare process={summary.id} versions={pair} facts={facts} /> : null}
        </section>
      )}
    </div>
  );
}
