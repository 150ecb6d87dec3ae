import '../styles/form.css';
import '../standards/standards.css';
import '../settings/calendar/calendar.css';
import '../leads/leads.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { putOperatorPolicy } from '../../../shared/operators/operators.contract.ts';
import type { OperatorPolicy } from '../../../shared/operators/policy.ts';
import { Note } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField, faultText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { Field } from '../receivables/field.tsx';
import { SettingFoot } from '../settings/setting-foot.tsx';
import { SettingPage } from '../settings/setting-page.tsx';
import type { PolicyAnswer } from './api.ts';
import { operatorPolicyQuery } from './api.ts';

/** The numbers of the policy as they stand on the page: part by part, each with its step. */
const parts = [
  {
    id: 'accuracy',
    fields: [
      { name: 'enoughRecords', hint: 'enoughHint', min: 1, step: 1 },
      { name: 'accurateRate', hint: 'accurateHint', min: 0, step: 0.1 },
    ],
  },
  {
    id: 'notices',
    fields: [
      { name: 'noticeAfter', hint: 'noticeHint', min: 2, step: 1 },
      { name: 'lookBackDays', hint: 'lookBackHint', min: 7, step: 1 },
    ],
  },
  {
    id: 'privacy',
    fields: [
      { name: 'ownDays', hint: 'ownHint', min: 0, step: 1 },
      { name: 'teamAtLeast', hint: 'teamHint', min: 3, step: 1 },
    ],
  },
] as const;

type Name = (typeof parts)[number]['fields'][number]['name'];
const names: readonly Name[] = parts.flatMap((part) => part.fields.map(({ name }) => name));

/** The numbers as somebody writes them: an emptied one is empty, not nought. */
type Written = Readonly<Record<Name, string>>;
const writtenOf = (policy: OperatorPolicy): Written =>
  Object.fromEntries(names.map((name) => [name, String(policy[name])])) as Written;
const readNumber = (text: string): number | undefined => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
};

function Form({ answer, readOnly }: { answer: PolicyAnswer; readOnly: boolean }) {
  const i18n = useI18n();
  const words = i18n.t.operators.settings;
  const { workspaceId: ws } = useWorkspace();
  const [written, setWritten] = useState<Written>(() => writtenOf(answer.policy));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const server = faultsByField(problem);
  const [asked, setAsked] = useState(false);
  const missing = names.filter((name) => readNumber(written[name]) === undefined);
  const dirty = names.some((name) => readNumber(written[name]) !== answer.policy[name]);
  const key = operatorPolicyQuery(ws).queryKey;
  const faultOf = (name: Name): string | undefined => {
    if (asked && missing.includes(name)) return i18n.label(fieldFaults[written[name].trim() ? 'type' : 'required']);
    const one = server.get(`policy.${name}`);
    return one ? faultText(one, i18n) : undefined;
  };
  const save = async () => {
    setAsked(true);
    if (missing.length > 0) return;
    const policy = { ...answer.policy, ...Object.fromEntries(names.map((name) => [name, Number(written[name])])) };
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putOperatorPolicy, {
        params: { workspaceId: ws },
        body: { policy },
        version: answer.version,
      });
      queryClient.setQueryData(key, saved);
      for (const what of ['operators', 'scorecard']) void queryClient.invalidateQueries({ queryKey: [what, ws] });
      toast({ text: words.saved });
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <>
      <p className="q-text">{words.intro}</p>
      {readOnly ? <Note>{words.readOnly}</Note> : null}
      <div className="st-parts">
        {parts.map((part) => (
          <section key={part.id} className="st-part" aria-labelledby={`op-${part.id}`}>
            <h2 id={`op-${part.id}`}>{words[part.id]}</h2>
            <div className="ld-numbers">
              {part.fields.map(({ name, hint, min, step }) => (
                <Field key={name} label={words[name]} hint={words[hint]} fault={faultOf(name)}>
                  {(input) => (
                    <input
                      {...input}
                      className="input"
                      type="number"
                      min={min}
                      step={step}
                      disabled={readOnly}
                      value={written[name]}
                      onChange={({ target }) => {
                        setProblem(undefined);
                        setWritten((old) => ({ ...old, [name]: target.value }));
                      }}
                    />
                  )}
                </Field>
              ))}
            </div>
          </section>
        ))}
      </div>
      {dirty ? (
        <SettingFoot
          words={words}
          problem={problem}
          wrong={server.size > 0 || (asked && missing.length > 0) ? words.wrong : undefined}
          busy={busy}
          onReload={() => void queryClient.invalidateQueries({ queryKey: key })}
          onDiscard={() => {
            setWritten(writtenOf(answer.policy));
            setAsked(false);
            setProblem(undefined);
            return () => setWritten(written);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** By what people's work is judged. */
export default function OperatorPolicyPage() {
  const { t } = useI18n();
  const { workspaceId: ws, canWrite } = useWorkspace();
  // What is being edited must not be replaced by looking away.
  const answer = useQuery({ ...operatorPolicyQuery(ws), refetchOnWindowFocus: false });
  return (
    <SettingPage
      title={t.operators.settings.title}
      back={{ href: '/operators', label: t.operators.title }}
      answer={answer}
    >
      {(setting) => <Form key={setting.version} answer={setting} readOnly={!canWrite('warnings')} />}
    </SettingPage>
  );
}
