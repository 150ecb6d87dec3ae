import { Fragment, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import type { Tone } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import type { AuditRun } from './api.ts';
import { RunDetails } from './run-details.tsx';
import { useRunName } from './words.ts';

const tones: Record<AuditRun['state'], Tone> = { queued: 'plain', running: 'info', done: 'good', failed: 'bad' };

const useDuration = (): ((run: AuditRun) => string) => {
  const { t } = useI18n();
  const format = useFormat();
  return ({ durationMs }) => {
    if (durationMs === undefined) return '';
    const seconds = durationMs / 1000;
    return seconds < 90
      ? t.audit.seconds(format.number(Math.round(seconds * 10) / 10))
      : t.audit.minutes(format.number(Math.round(seconds / 6) / 10));
  };
};

function Count({ value }: { value: number }) {
  const format = useFormat();
  return <td className={value === 0 ? 'number q-quiet' : 'number'}>{format.number(value)}</td>;
}

/** That something did not come off in a run, though others did. */
function FailedMark({ run }: { run: AuditRun }) {
  const { t } = useI18n();
  const format = useFormat();
  const count = run.failures?.length ?? 0;
  if (count === 0 || run.state === 'failed') return null;
  return <span className="badge warn">{t.audit.failed(format.number(count))}</span>;
}

interface RowProps {
  run: AuditRun;
  open: boolean;
  onToggle: () => void;
}

function Row({ run, open, onToggle }: RowProps) {
  const { t } = useI18n();
  const format = useFormat();
  const duration = useDuration();
  const nameOf = useRunName();
  const { counts } = run;
  return (
    <tr>
      <td className="nowrap">
        <button
          type="button"
          className="aud-toggle"
          aria-expanded={open}
          aria-label={`${t.audit.details}: ${format.instant(run.startedAt)}`}
          onClick={onToggle}
        >
          <Icon name={open ? 'down' : 'right'} size={14} />
          {format.ago(run.startedAt)}
        </button>
      </td>
      <td className="nowrap">
        {nameOf(run)}
        {run.sample ? ` (${format.number(run.sample)})` : ''}
      </td>
      <td className="nowrap">
        {run.by.startsWith('mem_') ? <Person id={run.by} /> : <span className="q-quiet">{t.audit.byClock}</span>}
        {run.trigger === 'setting' ? <span className="q-quiet aud-why">{t.audit.triggers.setting}</span> : null}
      </td>
      <td>
        <span className={`badge ${tones[run.state]}`}>{t.audit.states[run.state]}</span>
        <FailedMark run={run} />
      </td>
      <td className="number">{duration(run)}</td>
      <Count value={counts.checked} />
      <Count value={counts.opened} />
      <Count value={counts.reopened} />
      <Count value={counts.closed} />
      <Count value={counts.unchanged} />
      <td className="number" title={t.audit.unitsHint}>
        {format.number(Math.round(run.units.read + run.units.write))}
      </td>
    </tr>
  );
}

function Card({ run, open, onToggle }: RowProps) {
  const { t } = useI18n();
  const format = useFormat();
  const duration = useDuration();
  const nameOf = useRunName();
  const { counts } = run;
  const { columns } = t.audit;
  const figures = [
    [columns.checked, counts.checked],
    [columns.opened, counts.opened],
    [columns.reopened, counts.reopened],
    [columns.closed, counts.closed],
  ] as const;
  return (
    <li className="aud-card">
      <button type="button" className="aud-card-head" aria-expanded={open} onClick={onToggle}>
        <strong>{nameOf(run)}</strong>
        <span className={`badge ${tones[run.state]}`}>{t.audit.states[run.state]}</span>
        <FailedMark run={run} />
        <span className="spread" />
        <Icon name={open ? 'up' : 'down'} size={14} />
      </button>
      <span className="q-quiet">
        {[format.ago(run.startedAt), t.audit.triggers[run.trigger], duration(run)].filter(Boolean).join(' · ')}
      </span>
      <span className="aud-figures">
        {figures.map(([name, value]) => (
          <span key={name}>
            {name} <strong>{format.number(value)}</strong>
          </span>
        ))}
      </span>
      {open ? <RunDetails run={run} /> : null}
    </li>
  );
}

/** Runs of the audit with what they found and cost. */
export function RunsTable({ runs }: { runs: readonly AuditRun[] }) {
  const { t } = useI18n();
  const phone = usePhone();
  const [opened, setOpened] = useState<string>();
  const toggle = (id: string) => () => setOpened(opened === id ? undefined : id);
  const { columns } = t.audit;
  if (phone)
    return (
      <ul>
        {runs.map((run) => (
          <Card key={run.id} run={run} open={opened === run.id} onToggle={toggle(run.id)} />
        ))}
      </ul>
    );
  const numbers = [
    columns.duration,
    columns.checked,
    columns.opened,
    columns.reopened,
    columns.closed,
    columns.unchanged,
    columns.units,
  ];
  return (
    <div className="q-scroll">
      <table className="q-table">
        <thead>
          <tr>
            {[columns.started, columns.kind, t.audit.by, columns.state].map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            {numbers.map((name) => (
              <th key={name} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Fragment key={run.id}>
              <Row run={run} open={opened === run.id} onToggle={toggle(run.id)} />
              {opened === run.id ? (
                <tr className="aud-opened">
                  <td colSpan={11}>
                    <RunDetails run={run} />
                  </td>
                </tr>
              ) : null}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}
