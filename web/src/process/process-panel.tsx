import './process.css';
import { useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { isPersonal, personInCharge } from '../../../shared/process/standing.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recall, remember } from '../lib/storage.ts';
import { WhyLink } from '../problems/why-link.tsx';
import { dueText, dueTone, groupOf } from '../work/due.ts';
import type { DocumentProcess } from './api.ts';
import { ApprovalBox } from './approval-box.tsx';
import { Diagram, PathStrip } from './diagram.tsx';
import { FailureNote } from './failure-note.tsx';
import { awaited, personOf, roleLabel } from './signers.ts';
import { StepButtons } from './step-buttons.tsx';
import StepDialog from './step-dialog.tsx';
import type { DocumentState } from './use-document.ts';

/** Whose turn it is: people and roles. */
const turnOf = (process: DocumentProcess, record: WebRecord): string[] => {
  const { definition, standing } = process;
  const state = definition.states.find((one) => one.id === standing.state);
  if (!state || state.final) return [];
  if (state.approval && standing.approval) return awaited(standing.approval);
  if (!state.responsible) return [];
  if (!isPersonal(state.responsible)) return [state.responsible];
  const person = personInCharge(state, { ownerId: record.ownerId, data: record });
  return person ? [`member:${person}`] : [];
};

function Facts({ process, record }: { process: DocumentProcess; record: WebRecord }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { definition, standing, enforcement } = process;
  const turn = turnOf(process, record);
  const signs = standing.approval !== undefined && standing.approval.outcome === undefined;
  const now = new Date().toISOString();
  const tone = dueTone(groupOf(standing.due, now, format.style.timeZone));
  const state = definition.states.find((one) => one.id === standing.state);
  const version = standing.version === 0 ? t.process.standard : t.process.version(String(standing.version));
  const note = t.process.enforcement[enforcement];
  return (
    <div className="proc-facts">
      {state?.final ? (
        <span className="quiet-hint">{t.process.end}</span>
      ) : (
        <>
          {standing.due ? (
            <span className={`badge ${tone}`} title={format.instant(standing.due)}>
              {tone === 'bad' ? <Icon name="warning" size={12} /> : <Icon name="clock" size={12} />}
              {dueText(standing.due, now, format.style, t.work)}
            </span>
          ) : null}
          <span className="proc-turn">
            <span className="quiet-hint">{signs ? t.process.signatureOf : t.process.waitsFor}</span>
            {turn.length === 0 ? <span>{t.process.nobody}</span> : null}
            {turn.map((who, index) => {
              const person = personOf(who);
              return (
                <span key={who} className="proc-who">
                  {index > 0 ? <span className="quiet-hint">/</span> : null}
                  {person ? <Person id={person} /> : label(roleLabel(who))}
                </span>
              );
            })}
          </span>
        </>
      )}
      <span className="quiet-hint">{t.process.since(format.instant(standing.since))}</span>
      <span className="quiet-hint proc-version">{t.process.follows(label(definition.label), version)}</span>
      <WhyLink step={`${definition.id}#${standing.state}`} text={t.problems.help.here} compact />
      {note ? <span className="badge info proc-advisory">{note}</span> : null}
      {state?.caution && label(state.caution) ? <p className="proc-caution">{label(state.caution)}</p> : null}
    </div>
  );
}

const isFlag = (value: unknown): value is boolean => typeof value === 'boolean';
const remembered = 'process-diagram';

interface Props {
  entity: Entity;
  record: WebRecord;
  document: DocumentState;
  onField: (field: string) => void;
}

/** Where a document stands on its way, what is due from whom, and the steps that lead on. */
export default function ProcessPanel({ entity, record, document, onField }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const { canWrite } = useWorkspace();
  const phone = usePhone();
  const [open, setOpen] = useState(() => recall(remembered, isFlag) ?? false);
  const { process } = document;
  if (!process)
    return document.error ? (
      <section className="proc" aria-label={t.process.heading}>
        <p className="quiet-hint" role="alert">
          {errorText(document.error, i18n)}{' '}
          <button type="button" className="link" onClick={() => void document.reload()}>
            {t.common.retry}
          </button>
        </p>
      </section>
    ) : (
      <section className="proc waiting" aria-label={t.process.heading} aria-busy="true" />
    );
  const round = process.standing.approval;
  const writes = canWrite(entity.domain) && !record.archivedAt;
  const toggle = () => {
    remember(remembered, !open);
    setOpen(!open);
  };
  const steps = process.options.length > 0 && !record.archivedAt;
  return (
    <section className={`proc${round ? ' with-approval' : ''}`} aria-label={t.process.heading}>
      <div className="proc-way">
        <PathStrip process={process} />
        {phone ? null : (
          <button
            type="button"
            className="btn quiet small"
            aria-expanded={open}
            title={open ? t.process.hideDiagram : t.process.showDiagram}
            onClick={toggle}
          >
            {t.process.diagram}
            <Icon name={open ? 'up' : 'down'} size={14} />
          </button>
        )}
      </div>
      <div className="proc-main">
        <Facts process={process} record={record} />
        {document.failure && !document.asked ? (
          <FailureNote
            type={entity.name}
            failure={document.failure}
            onReload={() => void document.reload()}
            onField={onField}
          />
        ) : null}
        {steps && writes ? (
          <StepButtons
            key={`${process.standing.seq}`}
            type={entity.name}
            process={process}
            document={document}
            onField={onField}
          />
        ) : null}
        {steps && !writes ? <p className="quiet-hint">{t.process.readOnly}</p> : null}
      </div>
      {round ? (
        <ApprovalBox key={round.round} type={entity.name} process={process} round={round} document={document} />
      ) : null}
      {open && !phone ? <Diagram process={process} /> : null}
      {document.asked ? (
        <StepDialog type={entity.name} asked={document.asked} document={document} onField={onField} />
      ) : null}
    </section>
  );
}
