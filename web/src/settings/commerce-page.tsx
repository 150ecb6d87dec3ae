import '../styles/form.css';
import '../standards/standards.css';
import './calendar/calendar.css';
import './commerce/commerce.css';
import '../receivables/money.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { type getCommerce, putCommerce } from '../../../shared/commerce/commerce.contract.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { commerceQuery } from '../receivables/api.ts';
import type { PolicyDraft } from './commerce/draft.ts';
import { draftOf, readPolicy } from './commerce/draft.ts';
import type { PolicyEdit } from './commerce/policy-parts.tsx';
import { SellerPart, TermsPart } from './commerce/policy-parts.tsx';
import { RatesPart } from './commerce/rates-part.tsx';
import { SettingFoot } from './setting-foot.tsx';

type Answer = EndpointOutput<typeof getCommerce>;
const textOf = (draft: PolicyDraft): string =>
  JSON.stringify({ ...draft, rates: draft.rates.map(({ key: _key, ...rest }) => rest) });

function Form({ answer, readOnly }: { answer: Answer; readOnly: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const { workspaceId, currency: own } = useWorkspace();
  const [draft, setDraft] = useState(() => draftOf(answer.policy, own));
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const words = t.commerce;
  const { policy, faults } = readPolicy(draft, { own, today: format.today() });
  const dirty = textOf(draft) !== textOf(draftOf(answer.policy, own));
  const server = faultsByField(problem);
  const found: ReadonlyMap<string, FieldFault> = new Map([...server, ...faults]);
  const edit: PolicyEdit = {
    draft,
    readOnly,
    change: (part) => {
      setProblem(undefined);
      setDraft({ ...draft, ...part });
    },
    fault: (path) => {
      const one = found.get(path);
      return one ? faultText(one, i18n) : undefined;
    },
  };
  const key = commerceQuery(workspaceId).queryKey;
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putCommerce, { params: { workspaceId }, body: { policy }, version: answer.version });
      queryClient.setQueryData(key, saved);
      void queryClient.invalidateQueries({ queryKey: ['credit', workspaceId] });
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
      <TermsPart edit={edit} />
      <RatesPart
        rates={draft.rates}
        read={policy.rates}
        faults={found}
        readOnly={readOnly}
        onChange={(rates) => edit.change({ rates })}
      />
      <SellerPart edit={edit} />
      {dirty ? (
        <SettingFoot
          words={{ ...words, discarded: t.standards.discarded }}
          problem={problem}
          wrong={server.size > 0 || (!problem && found.size > 0) ? words.wrong : undefined}
          busy={busy}
          blocked={faults.size > 0}
          onReload={() => void queryClient.invalidateQueries({ queryKey: key })}
          onDiscard={() => {
            edit.change(draftOf(answer.policy, own));
            return () => setDraft(draft);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** How the company sells: tax, terms, credit, reminders, rates, and who it is on documents. */
export default function CommercePage() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const answer = useQuery({
    ...commerceQuery(workspaceId),
    // What is being edited must not be replaced by looking away.
    refetchOnWindowFocus: false,
  });
  useTitle(t.commerce.title);
  return (
    <>
      <header className="page-head">
        <Link href="/settings" className="btn quiet small square" aria-label={t.settings.workspaceTitle}>
          <Icon name="left" />
        </Link>
        <h1>{t.commerce.title}</h1>
      </header>
      <div className="q-body">
        {answer.data ? (
          <Form key={answer.data.version} answer={answer.data} readOnly={!can('workspace:write')} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
