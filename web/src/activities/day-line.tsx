import { Link } from 'wouter';
import { activityKinds } from '../../../shared/activities/activity.ts';
import { rhythms } from '../../../shared/activities/recurrence.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import type { WebRecord } from '../lib/records.ts';
import { RefChip } from '../records/value.tsx';
import { DueBadge } from '../work/work-line.tsx';
import type { DayActs } from './use-day.ts';

const isKind = (value: unknown): value is keyof typeof activityKinds =>
  typeof value === 'string' && Object.hasOwn(activityKinds, value);

export const kindIcon = (value: unknown): IconName => (isKind(value) ? value : 'activity');

interface Props {
  record: WebRecord;
  now: string;
  active: boolean;
  editable: boolean;
  acts: DayActs;
  onActive: () => void;
}

/** One thing to do: done by a tick, put off by a letter. */
export function DayLine({ record, now, active, editable, acts, onActive }: Props) {
  const { t, label } = useI18n();
  const words = t.activities.day;
  const subject = String(record['subject']);
  const done = record['done'] === true;
  const rhythm = rhythms[record['repeat'] as keyof typeof rhythms] as (typeof rhythms)['daily'] | undefined;
  const about = ['accountId', 'leadId'].map((name) => record[name]).find((id) => typeof id === 'string');
  const due = typeof record['dueAt'] === 'string' ? record['dueAt'] : undefined;
  return (
    <li
      className={`day-line${active ? ' active' : ''}${done ? ' done' : ''}`}
      data-work={record.id}
      {...(active ? { 'aria-current': true } : {})}
      onPointerDown={onActive}
    >
      <input
        type="checkbox"
        checked={done}
        disabled={!editable}
        aria-label={words.markDone(subject)}
        onChange={() => void acts.finish(record)}
      />
      <span className="day-kind" title={isKind(record['kind']) ? label(activityKinds[record['kind']]) : undefined}>
        <Icon name={kindIcon(record['kind'])} />
      </span>
      <span className="day-what">
        <Link href={`/activities/${record.id}`} className="day-title ellipsis">
          {subject}
        </Link>
        {rhythm ? (
          <span className="day-repeat" title={words.repeats}>
            <Icon name="change" size={12} />
            {label(rhythm)}
          </span>
        ) : null}
      </span>
      <span className="day-about">{typeof about === 'string' ? <RefChip id={about} /> : null}</span>
      <span className="day-due">
        <DueBadge due={due} now={now} />
      </span>
      <span className="day-acts">
        {editable ? (
          <>
            <button type="button" className="btn small quiet" onClick={() => void acts.snooze(record, 'tomorrow')}>
              {words.tomorrow}
            </button>
            <button type="button" className="btn small quiet day-wide" onClick={() => void acts.snooze(record, 'week')}>
              {words.nextWeek}
            </button>
          </>
        ) : null}
      </span>
    </li>
  );
}
