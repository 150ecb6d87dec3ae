import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { addDays, mondayOf } from '../../../shared/kernel/time.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { instantOf, localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { kindIcon } from './day-line.tsx';
import { weekFrom } from './planning.ts';

/** Entries of a week that are read; nobody plans more. */
const MOST = 200;

/** Seven days side by side; one below the other on the phone. */
export function Week() {
  const { t, lang } = useI18n();
  const words = t.activities.day;
  const format = useFormat();
  const { workspaceId: ws, memberId, timeZone } = useWorkspace();
  const today = format.today();
  const [monday, setMonday] = useState(mondayOf(today));
  const at = (date: string) => instantOf(date, '00:00', timeZone);
  const found = useQuery(
    pageQuery(ws, 'activity', {
      filter: [`ownerId:eq:${memberId}`, `dueAt:gte:${at(monday)}`, `dueAt:lt:${at(addDays(monday, 7))}`],
      sort: 'dueAt',
      limit: MOST,
    }),
  );
  const weekday = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short', timeZone: 'UTC' });
  const planned = (found.data?.items ?? []).map((record) => ({
    record,
    ...localParts(String(record['dueAt']), timeZone),
  }));
  const entry = ({ record, clock }: { record: WebRecord; clock: string }) => (
    <li key={record.id}>
      <Link href={`/activities/${record.id}`} className={`week-entry${record['done'] === true ? ' done' : ''}`}>
        <time>{clock}</time>
        <Icon name={kindIcon(record['kind'])} size={12} />
        <span>{String(record['subject'])}</span>
      </Link>
    </li>
  );
  return (
    <>
      <div className="week-head">
        <button
          type="button"
          className="btn square"
          aria-label={words.earlier}
          onClick={() => setMonday(addDays(monday, -7))}
        >
          <Icon name="left" />
        </button>
        <button type="button" className="btn small" onClick={() => setMonday(mondayOf(today))}>
          {words.thisWeek}
        </button>
        <button
          type="button"
          className="btn square"
          aria-label={words.later}
          onClick={() => setMonday(addDays(monday, 7))}
        >
          <Icon name="right" />
        </button>
        <strong>
          {format.date(monday)} – {format.date(addDays(monday, 6))}
        </strong>
      </div>
      {found.isPending ? (
        <Waiting />
      ) : found.isError ? (
        <Failed error={found.error} onRetry={() => void found.refetch()} />
      ) : (
        <div className="week">
          {weekFrom(monday).map((date) => (
            <section key={date} className={`week-day${date === today ? ' today' : ''}`}>
              <h3>
                {weekday.format(new Date(`${date}T00:00:00Z`))}
                <span>{date.slice(5)}</span>
              </h3>
              <ul>{planned.filter((one) => one.date === date).map(entry)}</ul>
            </section>
          ))}
        </div>
      )}
    </>
  );
}
