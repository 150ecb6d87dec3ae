import type { KeyboardEvent } from 'react';
import { useId, useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { focusNow } from '../lib/hooks.ts';
import type { Verdict } from './decide.ts';

interface Props {
  /** Whose words are being asked for; undefined while none are. */
  asking: Verdict | undefined;
  onAsk: (verdict: Verdict | undefined) => void;
  onDecide: (verdict: Verdict, comment?: string) => void;
  /** Whether it can be decided now: everything is read and the person may. */
  ready: boolean;
  busy: boolean;
}

const faces = {
  approve: { icon: 'check', look: 'primary' },
  'send-back': { icon: 'restore', look: '' },
  reject: { icon: 'close', look: 'danger' },
} as const;

/** The words that go with a decision: asked for where somebody has to work with them. */
function Reason({ verdict, onAsk, onDecide, busy }: Omit<Props, 'asking' | 'ready'> & { verdict: Verdict }) {
  const { t } = useI18n();
  const words = t.work.approvals;
  const id = useId();
  const [text, setText] = useState('');
  const [missing, setMissing] = useState(false);
  const send = () => {
    const comment = text.trim();
    if (verdict !== 'approve' && comment === '') setMissing(true);
    else onDecide(verdict, comment || undefined);
  };
  const key = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onAsk(undefined);
    else if (event.key === 'Enter' && !event.shiftKey) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <form
      className="ap-reason"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label htmlFor={id}>{words.reasonFor[verdict]}</label>
      <textarea
        id={id}
        ref={focusNow}
        className="input"
        rows={2}
        maxLength={1000}
        value={text}
        aria-invalid={missing}
        aria-describedby={`${id}-note`}
        onChange={(event) => {
          setText(event.target.value);
          setMissing(false);
        }}
        onKeyDown={key}
      />
      <div id={`${id}-note`} className={missing ? 'form-fault' : 'quiet-hint'} role={missing ? 'alert' : undefined}>
        {missing ? words.reasonMissing : words.reasonKeys}
      </div>
      <div className="ap-buttons">
        <button type="submit" className={`btn ${verdict === 'reject' ? 'danger' : 'primary'}`} disabled={busy}>
          <Icon name={faces[verdict].icon} />
          {verdict === 'approve' ? words.approve : verdict === 'reject' ? words.reject : words.sendBack}
        </button>
        <button type="button" className="btn quiet" onClick={() => onAsk(undefined)}>
          {t.common.cancel}
        </button>
      </div>
    </form>
  );
}

/** Approve in one click; send back and reject with the reason. */
export function DecisionBar({ asking, onAsk, onDecide, ready, busy }: Props) {
  const { t } = useI18n();
  const words = t.work.approvals;
  if (asking)
    return (
      <div className="ap-bar">
        <Reason key={asking} verdict={asking} onAsk={onAsk} onDecide={onDecide} busy={busy} />
      </div>
    );
  return (
    <div className="ap-bar">
      <div className="ap-buttons">
        <button
          type="button"
          className="btn primary ap-approve"
          disabled={!ready || busy}
          onClick={() => onDecide('approve')}
        >
          <Icon name="check" />
          {words.approve}
          <kbd>A</kbd>
        </button>
        <button type="button" className="btn" disabled={!ready || busy} onClick={() => onAsk('send-back')}>
          <Icon name="restore" />
          {words.sendBack}
          <kbd>B</kbd>
        </button>
        <button type="button" className="btn danger" disabled={!ready || busy} onClick={() => onAsk('reject')}>
          <Icon name="close" />
          {words.reject}
          <kbd>R</kbd>
        </button>
        <button
          type="button"
          className="btn quiet ap-note"
          title={words.reasonFor.approve}
          disabled={!ready || busy}
          onClick={() => onAsk('approve')}
        >
          {words.approveNote}
          <kbd>C</kbd>
        </button>
      </div>
    </div>
  );
}
