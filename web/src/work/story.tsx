import type { ProcessDefinition, StepRecord } from '../../../shared/kernel/process.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useRefTitle } from '../lib/titles.ts';

/** Steps that are shown; the document has all. */
const STEPS = 10;

const actionText = (action: string, definition: ProcessDefinition, { t, label }: I18n): string => {
  const transition = definition.transitions.find((one) => one.id === action);
  const own: Readonly<Record<string, string>> = t.work.approvals.actions;
  return transition ? label(transition.label) : (own[action] ?? action);
};

function Step({ step, definition }: { step: StepRecord; definition: ProcessDefinition }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const principal = useRefTitle(step.onBehalfOf);
  return (
    <li>
      <div className="ap-step">
        <strong>{actionText(step.action, definition, i18n)}</strong>
        {step.by.startsWith('mem_') ? <Person id={step.by} /> : <span>{t.common.system}</span>}
        {step.onBehalfOf ? (
          <span className="badge info">{t.work.approvals.forName(principal ?? t.common.unknownPerson)}</span>
        ) : null}
        <time className="q-quiet" dateTime={step.at}>
          {format.ago(step.at)}
        </time>
      </div>
      {step.comment ? <q className="ap-comment">{step.comment}</q> : null}
    </li>
  );
}

/** What was done and said on the document so far, the latest first: earlier rounds with their reasons among it. */
export function Story({ steps, definition }: { steps: readonly StepRecord[]; definition: ProcessDefinition }) {
  const { t } = useI18n();
  if (steps.length === 0) return null;
  return (
    <section className="ap-section">
      <h3>{t.work.approvals.story}</h3>
      <ol className="ap-story">
        {steps.slice(0, STEPS).map((step) => (
          <Step key={step.seq} step={step} definition={definition} />
        ))}
      </ol>
    </section>
  );
}
