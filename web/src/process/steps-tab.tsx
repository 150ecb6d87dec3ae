import './process.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { ProcessDefinition, StepRecord } from '../../../shared/kernel/process.ts';
import type { I18n } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { stepsQuery } from './api.ts';
import { ReasonList } from './reason-list.tsx';

/** Business minutes in words: minutes below an hour, hours above. */
export const workingTime = (minutes: number, { t }: Pick<I18n, 't'>): string =>
  minutes < 60
    ? t.process.list.minutes(String(Math.round(minutes)))
    : t.process.list.hours(String(Math.round(minutes / 6) / 10));

interface StepProps {
  type: string;
  step: StepRecord;
  definition: ProcessDefinition | undefined;
}

function Step({ type, step, definition }: StepProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.process.list;
  const format = useFormat();
  const principal = useRefTitle(step.onBehalfOf);
  const signer = useRefTitle(step.signer);
  const action = definition?.transitions.find((one) => one.id === step.action);
  const name = action ? label(action.label) : (words.actions[step.action as keyof typeof words.actions] ?? step.action);
  const stateName = (id: string) => {
    const state = definition?.states.find((one) => one.id === id);
    return state ? label(state.label) : id;
  };
  return (
    <li className="step-entry">
      <div className="step-head">
        {step.by.startsWith('mem_') ? <Person id={step.by} /> : <span>{t.common.system}</span>}
        {principal ? <span>{t.process.onBehalfOf(principal)}</span> : null}
        <strong>{name}</strong>
        {signer ? <span>{signer}</span> : null}
        {step.late ? (
          <span className="badge bad">
            <Icon name="clock" size={12} />
            {words.late}
          </span>
        ) : null}
        {step.deviation ? (
          <span className="badge warn">
            <Icon name="warning" size={12} />
            {words.deviation}
          </span>
        ) : null}
        <time dateTime={step.at} title={format.ago(step.at)}>
          {format.instant(step.at)}
        </time>
      </div>
      <p className="step-way">
        {step.from === step.to ? (
          <span>{stateName(step.to)}</span>
        ) : (
          <>
            <span>{stateName(step.from)}</span>
            <Icon name="right" size={12} />
            <span>{stateName(step.to)}</span>
          </>
        )}
        <span className="quiet-hint">
          {step.took > 0 ? words.took(workingTime(step.took, i18n)) : words.atOnce}
          {' · '}
          {step.version === 0 ? t.process.standard : t.process.version(String(step.version))}
        </span>
      </p>
      {step.comment ? <q className="step-comment">{step.comment}</q> : null}
      {step.deviation ? <ReasonList type={type} refusals={step.deviation} /> : null}
    </li>
  );
}

interface Props {
  entity: Entity;
  record: WebRecord;
  definition: ProcessDefinition | undefined;
}

/** Every step of a document, as it was recorded: who, for whom, when, from where to where, how long it took. */
export default function StepsTab({ entity, record, definition }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const list = useInfiniteQuery(stepsQuery(ws, record));
  const steps = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="step-list">
      {list.error ? (
        <p className="quiet-text" role="alert">
          {errorText(list.error, i18n)}
        </p>
      ) : null}
      {list.data && steps.length === 0 ? <p className="quiet-text">{t.process.list.empty}</p> : null}
      <ol>
        {steps.map((step) => (
          <Step key={step.seq} type={entity.name} step={step} definition={definition} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <button type="button" className="btn" disabled={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t.process.list.older}
        </button>
      ) : null}
    </div>
  );
}
