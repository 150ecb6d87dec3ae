import '../styles/form.css';
import '../standards/standards.css';
import '../settings/calendar/calendar.css';
import './leads.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { makesLeadRules, putLeadPolicy } from '../../../shared/leads/leads.contract.ts';
import type { LeadPolicy } from '../../../shared/leads/policy.ts';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField, faultText } from '../lib/faults.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import { pageQuery } from '../lib/records.ts';
import { Field } from '../receivables/field.tsx';
import { SettingFoot } from '../settings/setting-foot.tsx';
import type { PolicyAnswer } from './api.ts';
import { policyQuery, refreshLeads } from './api.ts';
import { FormsPart } from './forms-part.tsx';
import type { PolicyEdit } from './rules-part.tsx';
import { AssignmentPart, ScoringPart } from './rules-part.tsx';

const numbers = ['recallDays', 'warnDays', 'claimsPerDay', 'maxHeld'] as const;

/** The four figures of recall and pool. */
function NumbersPart({ edit }: { edit: PolicyEdit }) {
  const { t } = useI18n();
  const words = t.leads.settings;
  const hints: Partial<Record<(typeof numbers)[number], string>> = {
    recallDays: words.recallHint,
    warnDays: words.warnHint,
  };
  return (
    <section className="st-part" aria-labelledby="ld-numbers">
      <h2 id="ld-numbers">{words.pool}</h2>
      <div className="ld-numbers">
        {numbers.map((name) => (
          <Field key={name} label={words[name]} hint={hints[name]} fault={edit.fault(`policy.${name}`)}>
            {(input) => (
              <input
                {...input}
                className="input"
                type="number"
                min={0}
                step={1}
                disabled={edit.readOnly}
                value={edit.policy[name]}
                onChange={({ target }) => edit.change({ [name]: Math.round(Number(target.value)) || 0 })}
              />
            )}
          </Field>
        ))}
      </div>
    </section>
  );
}

function Form({ answer, readOnly }: { answer: PolicyAnswer; readOnly: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.leads.settings;
  const { workspaceId: ws } = useWorkspace();
  const [policy, setPolicy] = useState<LeadPolicy>(answer.policy);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const members = useQuery(pageQuery(ws, 'member', { filter: ['status:eq:active'], sort: 'name', limit: 200 }));
  const server = faultsByField(problem);
  const dirty = JSON.stringify(policy) !== JSON.stringify(answer.policy);
  const edit: PolicyEdit = {
    policy,
    readOnly,
    change: (part) => {
      setProblem(undefined);
      setPolicy((old) => ({ ...old, ...part }));
    },
    fault: (path) => {
      const one = server.get(path);
      return one ? faultText(one, i18n) : undefined;
    },
  };
  const key = policyQuery(ws).queryKey;
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putLeadPolicy, {
        params: { workspaceId: ws },
        body: { policy },
        version: answer.version,
      });
      queryClient.setQueryData(key, saved);
      refreshLeads(ws);
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
        <NumbersPart edit={edit} />
        <AssignmentPart edit={edit} members={members.data?.items ?? []} />
        <ScoringPart edit={edit} />
        <FormsPart />
      </div>
      {dirty ? (
        <SettingFoot
          words={words}
          problem={problem}
          wrong={server.size > 0 ? words.wrong : undefined}
          busy={busy}
          onReload={() => void queryClient.invalidateQueries({ queryKey: key })}
          onDiscard={() => {
            edit.change(answer.policy);
            return () => setPolicy(policy);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** How leads are scored, given out, recalled and claimed, and the forms by which they come. */
export default function LeadSettingsPage() {
  const { t } = useI18n();
  const { workspaceId: ws, roles } = useWorkspace();
  const answer = useQuery({
    ...policyQuery(ws),
    // What is being edited must not be replaced by looking away.
    refetchOnWindowFocus: false,
  });
  useTitle(t.leads.settings.title);
  return (
    <>
      <header className="page-head">
        <Link href="/leads" className="btn quiet small square" aria-label={t.leads.title}>
          <Icon name="left" />
        </Link>
        <h1>{t.leads.settings.title}</h1>
        <span className="spread" />
        <Link href="/leads/pool" className="btn quiet">
          {t.leads.pool.title}
        </Link>
      </header>
      <div className="q-body">
        {answer.data ? (
          <Form key={answer.data.version} answer={answer.data} readOnly={!makesLeadRules(roles)} />
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
