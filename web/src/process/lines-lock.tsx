import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { lockText } from './lock.ts';
import type { DocumentState } from './use-document.ts';

interface Props {
  document: DocumentState;
  /** The change request of the lines that waits for a second person. */
  request: string | undefined;
}

/** Above lines that cannot be changed now: why, and the step that opens them. */
export function LinesLock({ document, request }: Props) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const { lock, unlock } = document;
  const approval = document.process?.approval;
  if (request)
    return (
      <p className="lines-lock">
        <Icon name="clock" size={14} />
        {t.process.pending.lines}
        <Link className="link" href={`/${entityOf('changeRequest').collection}/${request}`}>
          {t.process.pending.open}
        </Link>
      </p>
    );
  if (!lock) return null;
  return (
    <p className="lines-lock">
      <Icon name="lock" size={14} />
      {lock.edits === 'recorded' ? lockText(lock, i18n) : t.process.lock.lines(label(lock.state))}
      {unlock?.allowed && lock.edits === 'refused' ? (
        <button type="button" className="btn small" onClick={() => document.ask({ option: unlock })}>
          {label(unlock.label)}
        </button>
      ) : null}
      {approval?.mayRecall && approval.round.outcome === undefined ? (
        <button
          type="button"
          className="btn small"
          disabled={document.busy}
          onClick={() => void document.decide({ verdict: 'recall', round: approval.round.round })}
        >
          {t.process.approval.recall}
        </button>
      ) : null}
    </p>
  );
}
