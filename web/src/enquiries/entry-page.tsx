import '../styles/records.css';
import './enquiries.css';
import type { KeyboardEvent } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import type { Channel } from '../../../shared/enquiries/enquiry.ts';
import { channels, MAX_TEXT, resolutions, topics } from '../../../shared/enquiries/enquiry.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { useArchive } from '../records/use-archive.ts';
import type { Caller } from './api.ts';
import { CallerPanel } from './caller-panel.tsx';
import { Chips, focusChips } from './chips.tsx';
import { Customer } from './customer.tsx';
import type { Entry, EntryFault } from './entry.ts';
import { takenFrom } from './entry.ts';
import { Times } from './times.tsx';
import { useCallers } from './use-callers.ts';
import { useEntry } from './use-entry.ts';

const channelIcons: Readonly<Record<Channel, IconName>> = {
  call: 'call',
  email: 'email',
  visit: 'visit',
  chat: 'meeting',
};

const focus = (id: string): void => document.getElementById(id)?.focus();
const places: Readonly<Record<EntryFault, () => void>> = {
  topic: () => focusChips('eq-topic'),
  question: () => focus('eq-question'),
  waiting: () => focus('eq-waiting'),
  handled: () => focus('eq-handled'),
};

/** Values that the way here brought along: the account whose page somebody came from, a number that was called from elsewhere. */
const givenIn = (search: string): Partial<Entry> => {
  const asked = new URLSearchParams(search);
  return Object.fromEntries(
    ['accountId', 'contactId', 'phone'].flatMap((name) => {
      const value = asked.get(name);
      return value ? [[name, value.slice(0, 60)]] : [];
    }),
  );
};

/** A customer's question, taken down while they speak, without leaving the keyboard. */
export default function EntryPage() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.enquiries.entry;
  const { canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [given] = useState(givenIn(useSearch()));
  const form = useEntry(given);
  const { entry, change, faults, busy } = form;
  const { callers, before, taken, state } = useCallers(entry);
  const [active, setActive] = useState(0);
  // Enter came before the customers did: the first one is taken when they are there.
  const [eager, setEager] = useState<string>();
  const [last, setLast] = useState<WebRecord>();
  const archive = useArchive();
  const phone = useRef<HTMLInputElement>(null);
  useTitle(words.title);
  const known = entry.accountId !== '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: where somebody begins, not where they are
  useEffect(() => {
    if (known) focusChips('eq-topic');
    else phone.current?.focus();
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is that a try was refused
  useEffect(() => {
    const [first] = faults;
    if (first) places[first]();
  }, [form.refused]);

  const save = async (as: 'enquiry' | 'complaint') => {
    const saved = await form.save(as);
    if (!saved) return;
    if (saved.complaint) return navigate(`/complaints/${saved.complaint.id}`);
    const { record } = saved;
    setLast(record);
    setActive(0);
    toast({
      text: words.saved(titleOf(record)),
      action: {
        label: words.undo,
        run: () => {
          setLast(undefined);
          void archive(record, 'archive');
        },
      },
    });
    phone.current?.focus();
  };
  const take = (one: Caller) => {
    change(takenFrom(one));
    focusChips('eq-topic');
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what counts is that the answer has come
  useEffect(() => {
    if (eager === undefined || state !== 'known') return;
    setEager(undefined);
    const one = callers[0];
    if (one && eager === entry.phone && !known) change(takenFrom(one));
  }, [eager, state]);
  const phoneKey = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && callers.length > 0) setActive((active + by + callers.length) % callers.length);
    else if (event.key === 'Enter') {
      const one = callers[Math.min(active, callers.length - 1)];
      if (state === 'known' && one) take(one);
      else {
        if (state === 'looking') setEager(entry.phone);
        focusChips('eq-topic');
      }
    } else return;
    event.preventDefault();
  };
  const formKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save(event.shiftKey ? 'complaint' : 'enquiry');
  };
  const faultText = (name: EntryFault) => (faults.includes(name) ? words.missing[name] : undefined);
  if (!canWrite('enquiries')) return <p className="quiet-text">{t.common.forbiddenText}</p>;
  return (
    <section className="eq-page">
      <header className="page-head">
        <Link href="/enquiries" className="btn quiet small square" aria-label={t.common.close}>
          <Icon name="left" />
        </Link>
        <h1>{words.title}</h1>
        <span className="spread" />
        {last ? (
          <span className="eq-last ellipsis">
            {words.last}{' '}
            <Link href={`/enquiries/${last.id}`} className="link">
              {titleOf(last)}
            </Link>
          </span>
        ) : null}
      </header>
      <div className="page-body eq-body">
        <form
          className="eq-form form"
          onKeyDown={formKey}
          onSubmit={(event) => {
            event.preventDefault();
            void save('enquiry');
          }}
        >
          {form.continued ? (
            <p className="form-note">
              {words.continued}{' '}
              <button type="button" className="link" onClick={form.startAnew}>
                {words.startAnew}
              </button>
            </p>
          ) : null}
          {form.problem ? (
            <p className="form-problem" role="alert">
              {errorText(form.problem, i18n)}
            </p>
          ) : null}
          <Chips
            id="eq-channel"
            legend={words.channel}
            values={channels}
            icons={channelIcons}
            value={entry.channel}
            onChange={(channel) => change({ channel })}
            onDone={() => phone.current?.focus()}
          />
          <div className="eq-who">
            <div className="form-line">
              <label htmlFor="eq-phone">{words.phone}</label>
              <input
                ref={phone}
                id="eq-phone"
                className="input eq-phone"
                type="tel"
                autoComplete="off"
                maxLength={60}
                title={words.phoneHint}
                value={entry.phone}
                onChange={(event) => {
                  setActive(0);
                  change({ phone: event.target.value, ...(taken ? { accountId: '', contactId: '' } : {}) });
                }}
                onKeyDown={phoneKey}
              />
            </div>
            <Customer entry={entry} change={change} onGone={() => phone.current?.focus()} />
          </div>
          <Chips
            id="eq-topic"
            legend={words.topic}
            hint={words.topicHint}
            values={topics}
            value={entry.topic}
            onChange={(topic) => change({ topic })}
            onDone={() => focus('eq-question')}
            fault={faultText('topic')}
          />
          {(['question', 'answer'] as const).map((name) => (
            <div key={name} className="form-line">
              <label htmlFor={`eq-${name}`}>{words[name]}</label>
              <textarea
                id={`eq-${name}`}
                className="input"
                rows={2}
                maxLength={MAX_TEXT}
                aria-invalid={name === 'question' && faults.includes(name)}
                value={entry[name]}
                onChange={(event) => change({ [name]: event.target.value })}
              />
              {name === 'question' ? <span className="form-fault">{faultText(name)}</span> : null}
            </div>
          ))}
          <Chips
            id="eq-resolved"
            legend={words.resolved}
            values={resolutions}
            value={entry.resolved}
            onChange={(resolved) => change({ resolved })}
            onDone={() => focus('eq-save')}
          />
          <Times entry={entry} change={change} faultText={faultText} />
          <div className="eq-buttons">
            <button id="eq-save" type="submit" className="btn primary" disabled={busy}>
              {busy ? t.common.saving : words.save}
            </button>
            {canWrite('complaints') ? (
              <button type="button" className="btn" disabled={busy} onClick={() => void save('complaint')}>
                <Icon name="warning" />
                {words.promote}
              </button>
            ) : null}
            <span className="quiet-hint wide-only">{words.keys}</span>
          </div>
        </form>
        <CallerPanel
          callers={callers}
          before={before}
          active={active}
          topic={entry.topic}
          taken={taken}
          state={state}
          onTake={take}
        />
      </div>
    </section>
  );
}
