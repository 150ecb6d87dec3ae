import '../styles/form.css';
import './leads.css';
import type { FormEvent } from 'react';
import { useEffect, useId, useRef, useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { InLanguage, languages, useI18n } from '../i18n/index.tsx';
import { faultText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';

interface Described {
  title: string;
  thanks: string;
  language: string;
  fields: { name: string; label: { en: string; zh: string }; type: string; required: boolean }[];
}

type At = 'open' | 'sending' | 'sent';

/** What stands on the page: a stranger is asked for little. */
const asked = ['name', 'company', 'mobile', 'email', 'message'];
const inputTypes: Readonly<Record<string, string>> = { email: 'email', phone: 'tel', url: 'url' };

/** The questions of a form, its thanks once it is sent. */
function Form({ form, address }: { form: Described; address: string }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.leads.form;
  const id = useId();
  const opened = useRef(performance.now());
  const [at, setAt] = useState<At>(window.location.search.includes('sent=1') ? 'sent' : 'open');
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<string>();
  useTitle(form.title);

  const send = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = Object.fromEntries([...new FormData(event.currentTarget)].filter(([, value]) => value !== ''));
    setAt('sending');
    setFaults(new Map());
    setProblem(undefined);
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers: { 'content-type': 'text/plain' },
        body: JSON.stringify({ ...data, elapsed: (performance.now() - opened.current) / 1000 }),
      });
      if (answer.ok) return setAt('sent');
      const body = (await answer.json()) as { errors?: FieldFault[] };
      setFaults(new Map((body.errors ?? []).map((one) => [one.field, one])));
      setProblem(answer.status === 429 ? words.tooMany : words.problem);
    } catch {
      setProblem(words.offline);
    }
    setAt('open');
  };

  return (
    <div className="ld-public">
      <main>
        <h1>{form.title}</h1>
        {at === 'sent' ? (
          <>
            <p role="status">{form.thanks}</p>
            <p>
              <button
                type="button"
                className="btn"
                onClick={() => {
                  opened.current = performance.now();
                  setAt('open');
                }}
              >
                {words.again}
              </button>
            </p>
          </>
        ) : (
          <form onSubmit={(event) => void send(event)}>
            {problem ? (
              <p className="form-problem" role="alert">
                {problem}
              </p>
            ) : null}
            {form.fields
              .filter((field) => asked.includes(field.name))
              .map((field) => {
                const fault = faults.get(field.name);
                const common = {
                  id: `${id}-${field.name}`,
                  name: field.name,
                  className: 'input',
                  required: field.required,
                  'aria-invalid': fault !== undefined,
                  'aria-describedby': `${id}-${field.name}-fault`,
                };
                return (
                  <div key={field.name} className={`form-line${fault ? ' faulty' : ''}`}>
                    <label htmlFor={common.id}>
                      {label(field.label)}
                      {field.required ? <span className="required"> *</span> : null}
                    </label>
                    {field.type === 'longText' ? (
                      <textarea {...common} rows={5} maxLength={4000} />
                    ) : (
                      <input {...common} type={inputTypes[field.type] ?? 'text'} maxLength={160} />
                    )}
                    <div id={`${id}-${field.name}-fault`} className="form-fault">
                      {fault
                        ? field.name === 'email' && fault.code === 'required'
                          ? words.reach
                          : faultText(fault, i18n)
                        : null}
                    </div>
                  </div>
                );
              })}
            <p className="ld-trap" aria-hidden="true">
              <label>
                {words.leaveEmpty} <input name="website_url" tabIndex={-1} autoComplete="off" />
              </label>
            </p>
            <p>
              <button type="submit" className="btn primary" disabled={at === 'sending'}>
                {at === 'sending' ? words.sending : words.send}
              </button>
            </p>
          </form>
        )}
      </main>
    </div>
  );
}

/**
 * A form of the company's as a page of its own, for whoever has no website to put it on. Nobody signs in here. It speaks the
 * language that it was made for, in which its title is written, whatever language the browser or its last user has.
 */
export default function FormPage({ ws, formId }: { ws: string; formId: string }) {
  const { t, lang } = useI18n();
  const address = `/v1/public/${ws}/forms/${formId}`;
  const [form, setForm] = useState<Described>();
  const [gone, setGone] = useState(false);

  useEffect(() => {
    fetch(address)
      .then(async (answer) => (answer.ok ? setForm((await answer.json()) as Described) : setGone(true)))
      .catch(() => setGone(true));
  }, [address]);

  if (!form) return <div className="ld-public">{gone ? <p role="alert">{t.leads.form.gone}</p> : null}</div>;
  return (
    <InLanguage lang={languages.find((one) => one === form.language) ?? lang}>
      <Form form={form} address={address} />
    </InLanguage>
  );
}
