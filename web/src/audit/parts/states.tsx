import './parts.css';
import type { ReactNode } from 'react';
import { useI18n } from '../../i18n/index.tsx';
import type { IconName } from '../../kit/icon.tsx';
import { Icon } from '../../kit/icon.tsx';
import { errorText } from '../../lib/faults.ts';
import { useSlow } from '../../lib/hooks.ts';
import { WhyOf } from '../../problems/why-link.tsx';

const widths = ['38%', '92%', '80%', '88%', '64%', '84%'];

/** Grey lines while something is read, once that has taken longer than a moment. */
export function Waiting() {
  const slow = useSlow(true);
  return (
    <div className="q-wait" aria-busy="true">
      {slow ? widths.map((width) => <span key={width} className="skeleton" style={{ width }} />) : null}
    </div>
  );
}

/** Something could not be read: why, and another try. */
export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const i18n = useI18n();
  return (
    <div className="message" role="alert">
      <p>
        {errorText(error, i18n)} <WhyOf error={error} />
      </p>
      <button type="button" className="btn" onClick={onRetry}>
        {i18n.t.common.retry}
      </button>
    </div>
  );
}

const icons = { info: 'info', good: 'check', warn: 'warning', bad: 'warning' } as const satisfies Record<
  string,
  IconName
>;

/** A remark in a box; its mark says the same as its colour. */
export function Note({ tone = 'info', children }: { tone?: keyof typeof icons; children: ReactNode }) {
  return (
    <div className={`q-note ${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon name={icons[tone]} />
      <div>{children}</div>
    </div>
  );
}
