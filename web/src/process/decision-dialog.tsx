import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { FieldEditor } from '../records/editors.tsx';
import type { FieldSpec } from '../records/fields.ts';
import type { Decision } from './api.ts';
import { CommentBox } from './comment-box.tsx';
import { FailureNote } from './failure-note.tsx';
import type { DocumentState } from './use-document.ts';

const signer: FieldSpec = {
  name: 'signer',
  type: 'ref',
  ref: 'member',
  label: { en: 'Signer', zh: '加签人' },
  required: true,
  place: 'field',
};

interface Props {
  type: string;
  verdict: Decision['verdict'];
  /** The round that the person has before them. */
  round: number;
  onBehalfOf: string;
  document: DocumentState;
  onClose: () => void;
}

/** The word that goes with a decision: why it goes back, who else is to sign, or why it is approved where that is kept. */
export function DecisionDialog({ type, verdict, round, onBehalfOf, document, onClose }: Props) {
  const { t } = useI18n();
  const words = t.process.approval;
  const [comment, setComment] = useState('');
  const [person, setPerson] = useState('');
  const [fault, setFault] = useState<string>();
  const adds = verdict === 'add-signer';
  const needsWhy = !adds && verdict !== 'approve';
  const principal = useRefTitle(onBehalfOf || undefined);
  const close = () => {
    document.forget();
    onClose();
  };
  const submit = async () => {
    if (document.busy || (adds && !person)) return;
    if (needsWhy && comment.trim() === '') return setFault(t.process.reasonNeeded);
    const done = await document.decide({
      verdict,
      round,
      comment: comment.trim(),
      ...(adds ? { signer: person } : {}),
      ...(onBehalfOf ? { onBehalfOf } : {}),
    });
    if (done) onClose();
  };
  return (
    <Dialog
      kind="dialog"
      title={principal ? `${words[verdict]} · ${t.process.onBehalfOf(principal)}` : words[verdict]}
      onClose={close}
      footer={
        <>
          <button
            type="button"
            className="btn primary"
            disabled={document.busy || (adds && !person)}
            onClick={() => void submit()}
          >
            {words[verdict]}
          </button>
          <button type="button" className="btn quiet" onClick={close}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      {document.failure ? (
        <FailureNote type={type} failure={document.failure} onReload={() => void document.reload()} />
      ) : null}
      <div className="form">
        {adds ? (
          <div className="form-line">
            <label htmlFor="decision-signer">{words.signer}</label>
            <FieldEditor id="decision-signer" spec={signer} draft={person} onDraft={setPerson} />
          </div>
        ) : null}
        <CommentBox
          value={comment}
          onChange={(text) => {
            setComment(text);
            setFault(undefined);
          }}
          onSubmit={() => void submit()}
          need={needsWhy ? 'required' : 'optional'}
          place={adds ? 'last' : 'alone'}
          fault={fault}
        />
      </div>
    </Dialog>
  );
}
