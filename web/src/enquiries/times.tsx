import { useEffect, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import type { Entry, EntryFault } from './entry.ts';
import { clockText, elapsed } from './entry.ts';

/** The seconds since the first key, told anew each second while it runs. */
const useElapsed = (entry: Entry): number => {
  const [now, setNow] = useState(() => Date.now());
  const runs = entry.begunAt > 0 && entry.handled === '';
  useEffect(() => {
    if (!runs) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [runs]);
  return elapsed(entry, now);
};

interface Props {
  entry: Entry;
  change: (part: Partial<Entry>) => void;
  faultText: (name: EntryFault) => string | undefined;
}

/** How long the customer waited and how long it took: by the clock, unless somebody knows better. */
export function Times({ entry, change, faultText }: Props) {
  const { t } = useI18n();
  const words = t.enquiries.entry;
  const seconds = useElapsed(entry);
  const [waiting, handled] = [faultText('waiting'), faultText('handled')];
  return (
    <div className="eq-times">
      <div className="form-line">
        <label htmlFor="eq-waiting">{words.waiting}</label>
        <input
          id="eq-waiting"
          className="input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={10}
          placeholder={words.clock}
          aria-invalid={waiting !== undefined}
          value={entry.waiting}
          onChange={(event) => change({ waiting: event.target.value })}
        />
        <span className="form-fault">{waiting}</span>
      </div>
      <div className="form-line">
        <label htmlFor="eq-handled">{words.handled}</label>
        <span className="eq-clock">
          <input
            id="eq-handled"
            className="input"
            inputMode="numeric"
            autoComplete="off"
            maxLength={10}
            placeholder={clockText(seconds)}
            title={words.running}
            aria-invalid={handled !== undefined}
            value={entry.handled}
            onChange={(event) => change({ handled: event.target.value })}
          />
          {entry.handled === '' ? (
            <Icon name="clock" size={14} />
          ) : (
            <button
              type="button"
              className="btn quiet small square"
              aria-label={words.byClock}
              title={words.byClock}
              onClick={() => change({ handled: '' })}
            >
              <Icon name="restore" size={14} />
            </button>
          )}
        </span>
        <span className="form-fault">{handled}</span>
      </div>
    </div>
  );
}
