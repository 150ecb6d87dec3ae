import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { CommentBox } from './comment-box.tsx';

interface Props {
  /** What is about to change. */
  field: string;
  /** Why it wants a reason: a second person looks at it, or the document is locked. */
  because: 'critical' | 'locked';
  onSend: (reason: string) => void;
  onClose: () => void;
}

/** Before a value is changed that is not everybody's to change: somebody will want to know why. */
export default function ReasonDialog({ field, because, onSend, onClose }: Props) {
  const { t } = useI18n();
  const words =
    because === 'critical'
      ? { title: t.process.pending.title(field), note: t.process.pending.note, send: t.process.pending.send }
      : { title: t.process.lock.departure(field), note: t.process.lock.note, send: t.process.lock.send };
  const [reason, setReason] = useState('');
  const [fault, setFault] = useState<string>();
  const send = () => (reason.trim() === '' ? setFault(t.process.reasonNeeded) : onSend(reason.trim()));
  return (
    <Dialog
      kind="dialog"
      title={words.title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" onClick={send}>
            {words.send}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <p className="dialog-lead">{words.note}</p>
      <CommentBox
        value={reason}
        onChange={(text) => {
          setReason(text);
          setFault(undefined);
        }}
        onSubmit={send}
        need="required"
        fault={fault}
      />
    </Dialog>
  );
}
