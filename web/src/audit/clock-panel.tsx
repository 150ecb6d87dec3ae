import { useQuery } from '@tanstack/react-query';
import { nextAuditTimes } from '../../../shared/audit/times.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { clockQuery } from './api.ts';
import { useRunName } from './words.ts';

/** What the clock starts next, in the company's own time, and how far it has come. */
export function ClockPanel() {
  const { t } = useI18n();
  const format = useFormat();
  const nameOf = useRunName();
  const { workspaceId, timeZone } = useWorkspace();
  const { data } = useQuery(clockQuery(workspaceId));
  const { clock } = t.audit;
  const times = nextAuditTimes(new Date().toISOString(), timeZone);
  const said = (area: 'process' | 'documents' | 'master-data' | undefined): string => {
    const at = area && data?.followed[area];
    return at ? clock.followed(format.ago(at)) : '';
  };
  return (
    <details className="q-sheet aud-clock">
      <summary>
        <strong>{clock.title}</strong>
        <span className="q-quiet">
          {format.instant(times[0]!.at)} · {nameOf(times[0]!.time)}
        </span>
      </summary>
      <p className="q-quiet">{clock.zone(timeZone)}</p>
      <ul>
        <li>
          <span>{clock.hourly}</span>
          <strong>{clock.due}</strong>
          <span className="q-quiet">{data?.lookedAt ? clock.lookedAt(format.ago(data.lookedAt)) : clock.notYet}</span>
        </li>
        {times.map(({ time, at }) => (
          <li key={time.id}>
            <time dateTime={at}>{format.instant(at)}</time>
            <strong>{nameOf(time)}</strong>
            <span className="q-quiet">{said(time.area)}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
