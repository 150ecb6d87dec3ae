import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { CommentBox } from './comment-box.tsx';
import { FailureNote } from './failure-note.tsx';
import { ReasonList } from './reason-list.tsx';
import { objectionsOf } from './reasons.ts';
import type { Asked, DocumentState } from './use-document.ts';

interface Props {
  type: string;
  asked: Asked;
  document: DocumentState;
  onField: (field: string) => void;
}

/** A word before a step: its reason, what to mind, and what it departs from. */
export default function StepDialog({ type, asked, document, onField }: Props) {
  const { t, label } = useI18n();
  const { option, onBehalfOf } = asked;
  const person = useRefTitle(onBehalfOf);
  const [comment, setComment] = useState('');
  const [fault, setFault] = useState<string>();
  const objections = objectionsOf(option);
  // Who acts for another is asked again by the server: the objections are those to oneself.
  const departs = objections.length > 0 && !onBehalfOf;
  const need = departs || option.comment === 'required' ? 'required' : 'optional';
  const close = () => document.ask(undefined);
  const submit = async () => {
    if (document.busy) return;
    if (need === 'required' && comment.trim() === '') return setFault(t.process.reasonNeeded);
    if (await document.take(asked, comment.trim())) close();
  };
  const go = (field: string) => {
    close();
    onField(field);
  };
  const name = label(option.label);
  return (
    <Dialog
      kind="dialog"
      title={person ? `${name} · ${t.process.onBehalfOf(person)}` : name}
      onClose={close}
      footer={
        <>
          <button type="button" className="btn primary" disabled={document.busy} onClick={() => void submit()}>
            {name}
          </button>
          <button type="button" className="btn quiet" onClick={close}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      {document.failure ? (
        <FailureNote type={type} failure={document.failure} onReload={() => void document.reload()} onField={go} />
      ) : null}
      {option.caution && label(option.caution) ? <p className="proc-caution">{label(option.caution)}</p> : null}
      {departs ? (
        <div className="proc-departure">
          <p>{t.process.departure}</p>
          <ReasonList type={type} refusals={objections} onField={go} />
        </div>
      ) : null}
      <CommentBox
        value={comment}
        onChange={(text) => {
          setComment(text);
          setFault(undefined);
        }}
        onSubmit={() => void submit()}
        need={need}
        fault={fault}
      />
    </Dialog>
  );
}
