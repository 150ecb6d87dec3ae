import { useState } from 'react';
import { useI18n } from '../../i18n/index.tsx';
import { Dialog } from '../../kit/dialog.tsx';
import type { WebRecord } from '../../lib/records.ts';
import { titleOf } from '../../lib/titles.ts';
import { CommentBox } from '../../process/comment-box.tsx';

interface Props {
  record: WebRecord;
  /** The state's name. */
  to: string;
  onSend: (comment: string) => void;
  onClose: () => void;
}

/** The word that a step wants, asked for where the card was dropped. */
export default function MoveNote({ record, to, onSend, onClose }: Props) {
  const { t } = useI18n();
  const [comment, setComment] = useState('');
  const [fault, setFault] = useState<string>();
  const send = () => (comment.trim() === '' ? setFault(t.process.reasonNeeded) : onSend(comment.trim()));
  return (
    <Dialog
      kind="dialog"
      title={t.process.board.ask(titleOf(record), to)}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="btn primary" onClick={send}>
            {t.sales.moveTo(to)}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <CommentBox value={comment} onChange={setComment} onSubmit={send} need="required" fault={fault} />
    </Dialog>
  );
}
