import './operators.css';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useRef, useState } from 'react';
import { useLocation } from 'wouter';
import { openStates } from '../../../shared/findings/finding.ts';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { MAX_EVIDENCE, warningKinds } from '../../../shared/operators/warning.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Waiting } from '../audit/parts/states.tsx';
import { newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { errorText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { pageQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { makeWarning } from './api.ts';

type Kind = keyof typeof warningKinds;

const blank = (text: string): boolean => text.trim() === '';

/** Drafts a notice or warning on findings of somebody's; it is issued on its own page. */
export function DraftDialog({ memberId, onClose }: { memberId: string; onClose: () => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.operators.warnings;
  const { workspaceId } = useWorkspace();
  const [, navigate] = useLocation();
  const id = useId();
  const rules = useRules();
  const filter = [`ownerId:eq:${memberId}`, `state:in:${openStates.join('|')}`];
  const found = useQuery(pageQuery(workspaceId, 'finding', { filter, limit: 100, sort: '-openedAt' }));
  const [kind, setKind] = useState<Kind>('notice');
  const [subject, setSubject] = useState('');
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [fault, setFault] = useState<string>();
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const rows = found.data?.items ?? [];
  const nameOf = (rule: unknown) => {
    const known = rules.data?.items.find((one) => one.id === rule);
    return known ? label(known.label) : String(rule);
  };
  const toggle = (finding: string) => {
    const next = new Set(chosen);
    if (!next.delete(finding) && next.size < MAX_EVIDENCE) next.add(finding);
    setChosen(next);
  };
  const missing = (value: string) => (asked && blank(value) ? label(fieldFaults.required) : undefined);
  const make = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setAsked(true);
    if (chosen.size === 0) return setFault(words.choose);
    if (blank(subject) || blank(text)) {
      setFault(undefined);
      document.getElementById(`${id}-${blank(subject) ? 'subject' : 'text'}`)?.focus();
      return;
    }
    setBusy(true);
    setFault(undefined);
    try {
      const draft = { memberId, kind, subject: subject.trim(), text: text.trim(), evidence: [...chosen] };
      navigate(`/warnings/${(await makeWarning(workspaceId, draft, key.current)).id}`);
    } catch (error) {
      setFault(errorText(error, i18n));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={words.give}
      onClose={onClose}
      footer={
        <>
          <button type="submit" form={id} className="btn primary" disabled={busy || rows.length === 0}>
            {busy ? words.making : words.make}
          </button>
          <button type="button" className="btn quiet" onClick={onClose}>
            {t.common.cancel}
          </button>
        </>
      }
    >
      <form id={id} className="form" noValidate onSubmit={(event) => void make(event)}>
        <p className="q-text">{words.intro}</p>
        {found.isPending ? <Waiting /> : null}
        {found.data && rows.length === 0 ? <p className="q-text">{words.noEvidence}</p> : null}
        {rows.length > 0 ? (
          <>
            <Choice
              label={words.kind}
              value={kind}
              onChange={setKind}
              options={(Object.keys(warningKinds) as Kind[]).map((value) => ({
                value,
                label: label(warningKinds[value]),
              }))}
            />
            <fieldset className="op-checks">
              <legend>{words.evidence}</legend>
              {rows.map((row) => (
                <label key={row.id}>
                  <input type="checkbox" checked={chosen.has(row.id)} onChange={() => toggle(row.id)} />
                  <span>
                    {nameOf(row['rule'])} · {String(row['subjectTitle'] ?? '')}
                  </span>
                </label>
              ))}
            </fieldset>
            <div className="form-line">
              <label htmlFor={`${id}-subject`}>{words.subject}</label>
              <input
                id={`${id}-subject`}
                className="input"
                aria-required="true"
                aria-invalid={missing(subject) !== undefined}
                aria-describedby={`${id}-subject-fault`}
                maxLength={120}
                value={subject}
                onChange={({ target }) => setSubject(target.value)}
              />
              <div id={`${id}-subject-fault`} className="form-fault">
                {missing(subject)}
              </div>
            </div>
            <div className="form-line">
              <label htmlFor={`${id}-text`}>{words.text}</label>
              <textarea
                id={`${id}-text`}
                className="input"
                aria-required="true"
                aria-invalid={missing(text) !== undefined}
                aria-describedby={`${id}-text-fault`}
                rows={5}
                maxLength={2000}
                placeholder={words.textHint}
                value={text}
                onChange={({ target }) => setText(target.value)}
              />
              <div id={`${id}-text-fault`} className="form-fault">
                {missing(text)}
              </div>
            </div>
          </>
        ) : null}
        <div className="form-fault" role={fault ? 'alert' : undefined}>
          {fault}
        </div>
      </form>
    </Dialog>
  );
}
