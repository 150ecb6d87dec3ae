import '../styles/form.css';
import '../receivables/money.css';
import './surveys.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import type { SuggestionStatus } from '../../../shared/surveys/suggestion.ts';
import { suggestion, suggestionSources, suggestionStatuses } from '../../../shared/surveys/suggestion.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { saveRecord } from '../records/save.ts';
import { RefChip } from '../records/value.tsx';

const CreateDrawer = part(() => import('../records/create-drawer.tsx'));

const statuses = Object.keys(suggestionStatuses) as SuggestionStatus[];
/** Suggestions that one look shows. */
const SHOWN = 200;

function Line({ record }: { record: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.surveys.suggestions;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [text, setText] = useState<string>();
  const answer = typeof record['answer'] === 'string' ? record['answer'] : '';
  const status = record['status'] as SuggestionStatus;
  const source = suggestionSources[record['channel'] as keyof typeof suggestionSources];
  const save = async (body: Record<string, unknown>) => {
    try {
      await saveRecord(ws, record, body);
      toast({ text: words.saved });
      setText(undefined);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  const saveAnswer = () => {
    const next = text?.trim();
    if (next === undefined || next === answer) return setText(undefined);
    void save({ answer: next === '' ? null : next });
  };
  return (
    <li data-suggestion={record.id}>
      <p className="sv-said">
        <Link href={`/${suggestion.collection}/${record.id}`}>{String(record['text'])}</Link>
      </p>
      <p className="q-row">
        {typeof record['accountId'] === 'string' ? <RefChip id={record['accountId']} /> : null}
        {source ? <span className="quiet-text">{label(source)}</span> : null}
        <span className="quiet-text">{format.instant(record.createdAt)}</span>
      </p>
      <div className="q-row sv-reply">
        {canWrite('enquiries') ? (
          <>
            <select
              className="input"
              aria-label={words.status}
              value={status}
              onChange={({ target }) => void save({ status: target.value })}
            >
              {statuses.map((one) => (
                <option key={one} value={one}>
                  {label(suggestionStatuses[one])}
                </option>
              ))}
            </select>
            <input
              className="input sv-answer"
              aria-label={words.answer}
              placeholder={words.answerHint}
              maxLength={300}
              value={text ?? answer}
              onChange={({ target }) => setText(target.value)}
              onBlur={saveAnswer}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && !event.nativeEvent.isComposing) saveAnswer();
                if (event.key === 'Escape') setText(undefined);
              }}
            />
          </>
        ) : (
          <>
            <span className="badge">{label(suggestionStatuses[status])}</span>
            <span>{answer}</span>
          </>
        )}
      </div>
    </li>
  );
}

/** What customers would like us to do otherwise, with what became of it. */
export default function SuggestionsPage() {
  const { t, label } = useI18n();
  const words = t.surveys.suggestions;
  const { workspaceId: ws, canWrite, scope } = useWorkspace();
  const [status, setStatus] = useState<SuggestionStatus | ''>('');
  const [adding, setAdding] = useState(false);
  useTitle(words.title);
  const answer = useQuery({
    ...pageQuery(ws, suggestion.name, {
      sort: '-createdAt',
      limit: SHOWN,
      ...(status ? { filter: [`status:eq:${status}`] } : {}),
    }),
    refetchOnMount: 'always',
  });
  const items = answer.data?.items ?? [];
  const total = answer.data?.total ?? 0;
  return (
    <>
      <header className="page-head">
        <h1>{words.title}</h1>
        <span className="spread" />
        {canWrite('enquiries') ? (
          <button type="button" className="btn primary" onClick={() => setAdding(true)}>
            <Icon name="plus" />
            {words.add}
          </button>
        ) : null}
      </header>
      <div className="q-body">
        <p className="q-text">{scope === 'all' ? words.intro : `${words.intro}${words.mine}`}</p>
        <div className="q-row">
          {(['', ...statuses] as const).map((one) => (
            <button
              key={one}
              type="button"
              className={`btn small${status === one ? ' primary' : ' quiet'}`}
              aria-pressed={status === one}
              onClick={() => setStatus(one)}
            >
              {one === '' ? words.all : label(suggestionStatuses[one])}
            </button>
          ))}
        </div>
        {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : null}
        {answer.isPending ? <Waiting /> : null}
        {answer.data && items.length === 0 ? <p>{status ? words.noneSuch : words.empty}</p> : null}
        <ul className="sv-comments">
          {items.map((one) => (
            <Line key={one.id} record={one} />
          ))}
        </ul>
        {total > items.length ? <p className="q-text">{words.more(items.length)}</p> : null}
      </div>
      {adding ? (
        <CreateDrawer
          entity={suggestion}
          onClose={() => {
            setAdding(false);
            void queryClient.invalidateQueries({ queryKey: ['page', ws, suggestion.name] });
          }}
        />
      ) : null}
    </>
  );
}
