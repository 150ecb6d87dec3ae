import './improvement.css';
import type { FormEvent, KeyboardEvent, ReactNode } from 'react';
import { useId, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { MAX_ISSUE } from '../../../shared/improvement/system-issue.ts';
import { MAX_TIP } from '../../../shared/improvement/tip.ts';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { processLabels } from '../../../shared/processes.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { focusNow } from '../lib/hooks.ts';
import { lastFailure } from '../lib/last-failure.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageOf } from '../problems/page-of.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { handInTip, report } from './api.ts';

const sendsOn = (event: KeyboardEvent, send: () => void): void => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  send();
};

function Thanks({ made }: { made: WebRecord }) {
  const words = useI18n().t.improvement.say;
  const href = made.type === 'tip' ? `/tips/${made.id}` : `/system-issues/${made.id}`;
  return (
    <div role="status" className="im-form">
      <p>
        <Icon name="check" /> {words.thanks}
      </p>
      <div>
        <Link className="btn" href={href} ref={focusNow}>
          {words.see}
        </Link>
      </div>
    </div>
  );
}

interface Props {
  /** What is done once it was sent; without it, thanks are said in its place. */
  onSent?: (made: WebRecord) => void;
  /** The page that it is about; where one stands when left out. */
  page?: string;
}

/** One submit of a few words, with what is missing or went wrong. */
const useSaying = (onSent: Props['onSent']) => {
  const i18n = useI18n();
  const [made, setMade] = useState<WebRecord>();
  const [empty, setEmpty] = useState(false);
  const { busy, problem, submit } = useSubmit();
  const send = async (words: readonly string[], body: object, work: (key: string) => Promise<WebRecord>) => {
    setEmpty(words.some((one) => one.trim() === ''));
    if (words.some((one) => one.trim() === '')) return;
    const done = await submit(body, work);
    if (!done) return;
    if (onSent) onSent(done);
    else setMade(done);
  };
  const fault = empty ? i18n.t.improvement.say.needed : problem ? errorText(problem, i18n) : undefined;
  return { made, busy, fault, send };
};

interface FormProps {
  id: string;
  saying: ReturnType<typeof useSaying>;
  /** What stands on the button. */
  send: string;
  onSend: () => void;
  children: ReactNode;
}

/** The form around a few words: sent by its button or by Ctrl Enter, with what is wrong above the button. */
function SayForm({ id, saying: { busy, fault }, send, onSend, children }: FormProps) {
  const words = useI18n().t.improvement.say;
  return (
    <form
      className="im-form"
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        onSend();
      }}
      onKeyDown={(event) => sendsOn(event, onSend)}
    >
      {children}
      <div id={`${id}-fault`} className="form-fault" role={fault ? 'alert' : undefined}>
        {fault}
      </div>
      <div>
        <button type="submit" className="btn primary" disabled={busy} title="Ctrl Enter">
          {busy ? words.sending : send}
        </button>
      </div>
    </form>
  );
}

/** What is wrong with the system, in a sentence, from where one stands. */
export function SayWrong({ onSent, page }: Props) {
  const words = useI18n().t.improvement.say;
  const id = useId();
  const { workspaceId: ws } = useWorkspace();
  const [path] = useLocation();
  const [text, setText] = useState('');
  const [paper, setPaper] = useState(false);
  const saying = useSaying(onSent);
  const { made, fault, send } = saying;
  const submit = () => {
    const code = lastFailure(window.location.pathname, Date.now())?.code;
    const body = {
      text: text.trim(),
      page: page ?? pageOf(path),
      ...(code ? { errorCode: code } : {}),
      ...(paper ? { wantsPaper: true } : {}),
    };
    void send([text], body, (key) => report(ws, body, key));
  };
  if (made) return <Thanks made={made} />;
  return (
    <SayForm id={id} saying={saying} send={words.send} onSend={submit}>
      <label htmlFor={id}>{words.wrong}</label>
      <textarea
        id={id}
        ref={focusNow}
        className="input"
        rows={4}
        maxLength={MAX_ISSUE}
        placeholder={words.wrongHint}
        value={text}
        aria-invalid={fault !== undefined}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setText(target.value)}
      />
      <label className="im-check">
        <input type="checkbox" checked={paper} onChange={({ target }) => setPaper(target.checked)} />
        {words.paper}
      </label>
    </SayForm>
  );
}

const processKeys = Object.keys(processLabels);

/** The process of the documents on a page: where there is one only, the tip is about that. */
const processAt = (path: string): string => {
  const [, first, second] = path.split('/');
  if (first === 'processes') return processKeys.find((key) => key === second) ?? '';
  const fits = processKeys.filter((key) => entityOfProcess(key).collection === first);
  return fits.length === 1 ? fits[0]! : '';
};

/** A tip, in two fields and its process, from where one stands. */
export function SayTip({ onSent, page }: Props) {
  const { t, label } = useI18n();
  const words = t.improvement.say;
  const id = useId();
  const { workspaceId: ws } = useWorkspace();
  const [path] = useLocation();
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [process, setProcess] = useState(() => processAt(path));
  const saying = useSaying(onSent);
  const { made, fault, send } = saying;
  const submit = () => {
    const about = { page: page ?? pageOf(path), ...(process ? { processKey: process } : {}) };
    const body = { title: title.trim(), text: text.trim(), ...about };
    void send([title, text], body, (key) => handInTip(ws, body, key));
  };
  if (made) return <Thanks made={made} />;
  return (
    <SayForm id={id} saying={saying} send={words.handIn} onSend={submit}>
      <label htmlFor={id}>{words.tip}</label>
      <input
        id={id}
        ref={focusNow}
        className="input"
        maxLength={120}
        value={title}
        aria-invalid={fault !== undefined && title.trim() === ''}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setTitle(target.value)}
      />
      <label htmlFor={`${id}-how`}>{words.how}</label>
      <textarea
        id={`${id}-how`}
        className="input"
        rows={4}
        maxLength={MAX_TIP}
        value={text}
        aria-invalid={fault !== undefined && text.trim() === ''}
        aria-describedby={`${id}-fault`}
        onChange={({ target }) => setText(target.value)}
      />
      <label htmlFor={`${id}-process`}>{words.process}</label>
      <select
        id={`${id}-process`}
        className="input"
        value={process}
        onChange={({ target }) => setProcess(target.value)}
      >
        <option value="">{words.noProcess}</option>
        {Object.entries(processLabels).map(([key, name]) => (
          <option key={key} value={key}>
            {label(name)}
          </option>
        ))}
      </select>
    </SayForm>
  );
}
