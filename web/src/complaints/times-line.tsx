import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import { LATE, spanParts, stopsOf } from './times.ts';

/** When it happened, when it was told and when it was written down, with the time between. */
export function TimesLine({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.complaints.times;
  const format = useFormat();
  const span = (milliseconds: number): string => {
    const { days, hours, minutes } = spanParts(milliseconds);
    const parts = [
      ...(days > 0 ? [words.days(String(days))] : []),
      ...(hours > 0 ? [words.hours(String(hours))] : []),
      ...(minutes > 0 ? [words.minutes(String(minutes))] : []),
    ];
    return parts.length > 0 ? words.after(parts.join(' ')) : words.atOnce;
  };
  return (
    <ol className="cp-times" aria-label={words.title}>
      {stopsOf(record).map(({ moment, at, gap }) => (
        <li key={moment} className={at ? '' : 'unknown'}>
          <span className="cp-times-name">{words[moment]}</span>
          <span>{at ? format.instant(at) : words.unknown}</span>
          {gap === undefined ? null : gap < 0 ? (
            <span className="cp-times-gap bad">{words.wrong}</span>
          ) : (
            <span className={`cp-times-gap${gap > LATE ? ' warn' : ''}`}>
              {span(gap)}
              {gap > LATE && moment === 'enteredAt' ? ` · ${words.late}` : ''}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
