import './operators.css';
import { useQueries } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import { Link } from 'wouter';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import type { ExtraProps } from '../records/extras.tsx';
import { saveWarning } from './api.ts';
import { fixHref } from './links.ts';

const MOST = 30;

/** The findings that a notice rests on, as far as the reader sees them. */
function Evidence({ ids }: { ids: readonly string[] }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const rules = useRules();
  const answers = useQueries({
    queries: ids.slice(0, MOST).map((id) => ({ ...recordQuery(workspaceId, 'finding', id), retry: false })),
  });
  const seen = answers.flatMap((answer) => answer.data ?? []) as WebRecord[];
  const hidden = answers.filter((answer) => answer.isError).length;
  const words = t.operators.warnings;
  return (
    <div>
      <strong>{words.rests}</strong>
      <ul>
        {seen.map((one) => {
          const rule = rules.data?.items.find((known) => known.id === one['rule']);
          return (
            <li key={one.id}>
              <Link href={fixHref({ subjectId: String(one['subjectId']), rule: String(one['rule']) })}>
                {rule ? label(rule.label) : String(one['rule'])} · {String(one['subjectTitle'] ?? '')}
              </Link>{' '}
              <span className="quiet-hint">{format.ago(String(one['openedAt'] ?? one.createdAt))}</span>
            </li>
          );
        })}
        {hidden > 0 ? <li className="quiet-hint">{words.gone(format.number(hidden))}</li> : null}
      </ul>
    </div>
  );
}

/** The words of a draft, changed where they stand. */
function DraftForm({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.operators.warnings;
  const { workspaceId } = useWorkspace();
  const id = useId();
  const [subject, setSubject] = useState(String(record['subject'] ?? ''));
  const [text, setText] = useState(String(record['text'] ?? ''));
  const [busy, setBusy] = useState(false);
  const blank = subject.trim() === '' || text.trim() === '';
  const same = subject === record['subject'] && text === (record['text'] ?? '');
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || same || blank) return;
    setBusy(true);
    try {
      await saveWarning(workspaceId, record, { subject: subject.trim(), text: text.trim() });
      toast({ text: words.saved });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form" aria-label={words.edit} onSubmit={(event) => void save(event)}>
      <div className="form-line">
        <label htmlFor={`${id}-s`}>{words.subject}</label>
        <input
          id={`${id}-s`}
          className="input"
          aria-required="true"
          maxLength={120}
          value={subject}
          onChange={({ target }) => setSubject(target.value)}
        />
      </div>
      <div className="form-line">
        <label htmlFor={`${id}-t`}>{words.text}</label>
        <textarea
          id={`${id}-t`}
          className="input"
          aria-required="true"
          rows={4}
          maxLength={2000}
          placeholder={words.textHint}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <div>
        <button type="submit" className="btn" disabled={busy || same || blank}>
          {busy ? t.common.saving : t.common.save}
        </button>
      </div>
    </form>
  );
}

/** What a notice or warning rests on; its words while it is a draft. */
export default function WarningStrip({ record }: ExtraProps) {
  const { memberId } = useWorkspace();
  const evidence = (record['evidence'] as string[] | undefined) ?? [];
  return (
    <div className="op-strip">
      {record['status'] === 'draft' && record.ownerId === memberId ? (
        <DraftForm key={record.version} record={record} />
      ) : typeof record['text'] === 'string' ? (
        // What is said stands before what it rests on: its person reads it first.
        <p className="op-said">{record['text']}</p>
      ) : null}
      <Evidence ids={evidence} />
    </div>
  );
}
