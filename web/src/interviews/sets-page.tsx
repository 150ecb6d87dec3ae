import './interviews.css';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { questionSet, questionSetStates } from '../../../shared/interviews/question-set.ts';
import type { Question } from '../../../shared/interviews/questions.ts';
import { questionsOf } from '../../../shared/interviews/questions.ts';
import type { ProcessDefinition } from '../../../shared/kernel/process.ts';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { newKey } from '../client.ts';
import { processesQuery, versionQuery } from '../designer/api.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { titleOf, useMembers } from '../lib/titles.ts';
import { setsQuery } from './api.ts';
import { InterviewTabs, textOf } from './parts.tsx';

/** The questions that the system proposes on a process as it is in force. */
const useProposed = (definition: ProcessDefinition): Question[] => {
  const { currency } = useWorkspace();
  const members = useMembers().data;
  return useMemo(
    () =>
      questionsOf({
        definition,
        entity: entityOfProcess(definition.id),
        currency,
        memberName: (id) => {
          const found = members?.find((one) => one.id === id);
          return found && titleOf(found);
        },
      }),
    [definition, currency, members],
  );
};

interface RowProps {
  definition: ProcessDefinition;
  sets: readonly WebRecord[];
}

function Row({ definition, sets }: RowProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.interviews.sets;
  const format = useFormat();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const [, navigate] = useLocation();
  const [busy, setBusy] = useState(false);
  const proposed = useProposed(definition);
  const name = label(definition.label);
  const take = async () => {
    setBusy(true);
    try {
      const body = { name: words.nameOf(name), processKey: definition.id, lines: proposed };
      const made = await createRecord(ws, questionSet.name, { body, idempotencyKey: newKey() });
      void queryClient.invalidateQueries({ queryKey: ['page', ws, questionSet.name] });
      navigate(`/question-sets/${made.id}`);
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  const used = sets.some((one) => one['status'] === 'published');
  return (
    <li className="iv-set">
      <strong>{name}</strong>
      <span className="iv-meta">
        {sets.map((one) => (
          <span key={one.id} className="iv-meta">
            <Link className="link" href={`/question-sets/${one.id}`}>
              {titleOf(one)}
            </Link>
            <span className={`badge ${one['status'] === 'published' ? 'good' : ''}`}>
              {label(questionSetStates[textOf(one['status']) as keyof typeof questionSetStates])}
            </span>
          </span>
        ))}
        {sets.length === 0 ? <span className="quiet-hint">{words.none}</span> : null}
      </span>
      {canWrite('interviews') && proposed.length > 0 ? (
        <button type="button" className={`btn ${used ? 'quiet' : ''}`} disabled={busy} onClick={() => void take()}>
          <Icon name="plus" />
          {busy ? words.taking : words.propose(format.number(proposed.length))}
        </button>
      ) : null}
    </li>
  );
}

/** A list of questions for each process, and what the system proposes to ask. */
export default function SetsPage() {
  const { t } = useI18n();
  const words = t.interviews.sets;
  const { workspaceId: ws } = useWorkspace();
  useTitle(words.title);
  const sets = useQuery(setsQuery(ws));
  const processes = useQuery(processesQuery(ws));
  const versions = useQueries({
    queries: (processes.data?.items ?? []).map(({ id, current }) => versionQuery(ws, id, current)),
  });
  const definitions = versions.flatMap(({ data }) => data?.definition ?? []);
  const error = sets.error ?? processes.error ?? versions.find((one) => one.error)?.error;
  const whole = sets.data && processes.data && definitions.length === versions.length;
  return (
    <>
      <header className="page-head">
        <Icon name="list" size={18} />
        <h1>{words.title}</h1>
      </header>
      <div className="q-body">
        <InterviewTabs />
        <p className="q-text">{words.intro}</p>
        {whole ? (
          <ul className="iv-rows">
            {definitions.map((definition) => (
              <Row
                key={definition.id}
                definition={definition}
                sets={sets.data.items.filter((one) => one['processKey'] === definition.id)}
              />
            ))}
          </ul>
        ) : error ? (
          <Failed
            error={error}
            onRetry={() => {
              void sets.refetch();
              void processes.refetch();
            }}
          />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
