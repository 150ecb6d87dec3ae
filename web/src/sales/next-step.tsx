import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { saveRecord } from '../records/save.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What is typed here must neither lift the card nor carry it on. */
const quiet = (event: { stopPropagation: () => void }) => event.stopPropagation();

interface Props {
  record: WebRecord;
  editable: boolean;
  onSaved: (saved: WebRecord) => void;
}

function StepForm({ record, onSaved, onClose }: Omit<Props, 'editable'> & { onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [step, setStep] = useState(text(record['nextStep']));
  const [day, setDay] = useState(text(record['nextStepDate']));
  const save = () => {
    onClose();
    const body = { nextStep: step.trim() || null, nextStepDate: day || null };
    if (step.trim() === text(record['nextStep']) && day === text(record['nextStepDate'])) return;
    saveRecord(workspaceId, record, body).then(onSaved, (error) =>
      toast({ text: errorText(error, i18n), tone: 'bad' }),
    );
  };
  return (
    <form
      className="card-step-form"
      onMouseDown={quiet}
      onTouchStart={quiet}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape') onClose();
      }}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <input
        ref={focusNow}
        className="input"
        aria-label={t.sales.board.step}
        placeholder={t.sales.board.step}
        maxLength={300}
        value={step}
        onChange={(event) => setStep(event.target.value)}
      />
      <span className="card-step-day">
        <input
          className="input"
          type="date"
          aria-label={t.sales.board.stepBy}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <button type="submit" className="btn small">
          {t.sales.board.save}
        </button>
      </span>
    </form>
  );
}

/** The next step of a deal with its day, changed on the card. An open deal without one asks for it. */
export function NextStep({ record, editable, onSaved }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const step = text(record['nextStep']);
  const day = text(record['nextStepDate']);
  if (open) return <StepForm record={record} onSaved={onSaved} onClose={() => setOpen(false)} />;
  const late = day !== '' && day < format.today();
  const shown = (
    <>
      <span className="ellipsis card-step-text">{step || t.sales.board.noStep}</span>
      {day ? (
        <span className={late ? 'late' : 'card-step-when'}>
          {late ? <Icon name="warning" size={12} /> : null}
          {format.day(day)}
          {late ? ` · ${t.sales.board.stepLate}` : null}
        </span>
      ) : null}
    </>
  );
  if (!editable) return step ? <div className="card-step">{shown}</div> : null;
  return (
    <button
      type="button"
      className={`card-step${step ? '' : ' missing'}`}
      aria-label={`${t.sales.board.editStep(titleOf(record))}: ${step || t.sales.board.noStep}`}
      onMouseDown={quiet}
      onKeyDown={quiet}
      onClick={() => setOpen(true)}
    >
      {shown}
    </button>
  );
}
