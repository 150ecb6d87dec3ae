import '../styles/form.css';
import '../standards/standards.css';
import '../settings/calendar/calendar.css';
import '../leads/leads.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ComplaintSeverity } from '../../../shared/complaints/complaint.ts';
import { severities } from '../../../shared/complaints/complaint.ts';
import { currencyExponent } from '../../../shared/kernel/money.ts';
import type { ServicePolicy } from '../../../shared/service/policy.ts';
import { putServicePolicy } from '../../../shared/service/service.contract.ts';
import { Note } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { faultsByField, faultText } from '../lib/faults.ts';
import { useWorkspace } from '../lib/me.tsx';
import { majorUnits } from '../lib/money.ts';
import { queryClient } from '../lib/query-client.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { Field } from '../receivables/field.tsx';
import { SettingFoot } from '../settings/setting-foot.tsx';
import { SettingPage } from '../settings/setting-page.tsx';
import type { PolicyAnswer } from './api.ts';
import { servicePolicyQuery } from './api.ts';

interface Edit {
  policy: ServicePolicy;
  readOnly: boolean;
  change: (part: Partial<ServicePolicy>) => void;
  fault: (path: string) => string | undefined;
}

interface NumberProps {
  edit: Edit;
  label: string;
  hint?: string | undefined;
  path: string;
  value: number;
  set: (value: number) => void;
  step?: number;
}

function NumberField({ edit, label, hint, path, value, set, step = 1 }: NumberProps) {
  return (
    <Field label={label} hint={hint} fault={edit.fault(`policy.${path}`)}>
      {(input) => (
        <input
          {...input}
          className="input"
          type="number"
          min={0}
          step={step}
          disabled={edit.readOnly}
          value={value}
          onChange={({ target }) => set(Number(target.value) || 0)}
        />
      )}
    </Field>
  );
}

/** When a complaint counts as come back, and how long is watched. */
function ComplaintsPart({ edit }: { edit: Edit }) {
  const { t, label } = useI18n();
  const words = t.service.settings;
  const { policy, change } = edit;
  return (
    <section className="st-part" aria-labelledby="sv-complaints">
      <h2 id="sv-complaints">{words.complaints}</h2>
      <div className="ld-numbers">
        <NumberField
          edit={edit}
          label={words.recurrenceDays}
          hint={words.recurrenceHint}
          path="recurrenceDays"
          value={policy.recurrenceDays}
          set={(recurrenceDays) => change({ recurrenceDays })}
        />
        {(Object.keys(severities) as ComplaintSeverity[]).map((name) => (
          <NumberField
            key={name}
            edit={edit}
            label={`${words.verification}: ${label(severities[name])}`}
            hint={words.verificationHint}
            path={`verificationDays.${name}`}
            value={policy.verificationDays[name]}
            set={(days) => change({ verificationDays: { ...policy.verificationDays, [name]: days } })}
          />
        ))}
      </div>
    </section>
  );
}

function EnquiriesPart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const { currency } = useWorkspace();
  const words = t.service.settings;
  const { policy, change } = edit;
  return (
    <section className="st-part" aria-labelledby="sv-enquiries">
      <h2 id="sv-enquiries">{words.enquiries}</h2>
      <div className="ld-numbers">
        <NumberField
          edit={edit}
          label={words.repeatDays}
          hint={words.repeatHint}
          path="repeatDays"
          value={policy.repeatDays}
          set={(repeatDays) => change({ repeatDays })}
        />
        <NumberField
          edit={edit}
          label={`${words.hourCost} (${currency})`}
          hint={words.hourCostHint}
          path="hourCost"
          step={0.01}
          value={majorUnits(policy.hourCost, currency)}
          set={(major) => change({ hourCost: Math.round(major * 10 ** currencyExponent(currency)) })}
        />
        <NumberField
          edit={edit}
          label={words.surveyQuietDays}
          hint={words.surveyQuietHint}
          path="surveyQuietDays"
          value={policy.surveyQuietDays}
          set={(surveyQuietDays) => change({ surveyQuietDays })}
        />
      </div>
    </section>
  );
}

function HelpPart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const words = t.service.settings;
  const members = useQuery(pageQuery(ws, 'member', { filter: ['status:eq:active'], sort: 'name', limit: 200 }));
  const { policy, change } = edit;
  const { crmOwnerId: _owner, ...without } = policy;
  return (
    <section className="st-part" aria-labelledby="sv-help">
      <h2 id="sv-help">{words.help}</h2>
      <div className="ld-numbers">
        <NumberField
          edit={edit}
          label={words.draftAfter}
          hint={words.draftHint}
          path="draftAfter"
          value={policy.draftAfter}
          set={(draftAfter) => change({ draftAfter })}
        />
        <Field label={words.crmOwner} hint={words.crmOwnerHint} fault={edit.fault('policy.crmOwnerId')}>
          {(input) => (
            <select
              {...input}
              className="input"
              disabled={edit.readOnly}
              value={policy.crmOwnerId ?? ''}
              onChange={({ target }) =>
                change(target.value === '' ? { ...without, crmOwnerId: undefined } : { crmOwnerId: target.value })
              }
            >
              <option value="">{words.nobody}</option>
              {(members.data?.items ?? []).map((member) => (
                <option key={member.id} value={member.id}>
                  {titleOf(member)}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </section>
  );
}

function Form({ answer, readOnly }: { answer: PolicyAnswer; readOnly: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.service.settings;
  const { workspaceId: ws } = useWorkspace();
  const [policy, setPolicy] = useState<ServicePolicy>(answer.policy);
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const server = faultsByField(problem);
  const dirty = JSON.stringify(policy) !== JSON.stringify(answer.policy);
  const key = servicePolicyQuery(ws).queryKey;
  const edit: Edit = {
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
  const save = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      const saved = await call(putServicePolicy, {
        params: { workspaceId: ws },
        body: { policy },
        version: answer.version,
      });
      queryClient.setQueryData(key, saved);
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
        <ComplaintsPart edit={edit} />
        <EnquiriesPart edit={edit} />
        <HelpPart edit={edit} />
      </div>
      {dirty ? (
        <SettingFoot
          words={words}
          problem={problem}
          wrong={server.size > 0 ? words.wrong : undefined}
          busy={busy}
          onReload={() => void queryClient.invalidateQueries({ queryKey: key })}
          onDiscard={() => {
            setPolicy(answer.policy);
            return () => setPolicy(policy);
          }}
          onSave={() => void save()}
        />
      ) : null}
    </>
  );
}

/** By what complaints, enquiries, surveys and help are judged. */
export default function ServicePolicyPage() {
  const { t } = useI18n();
  const { workspaceId: ws, canWrite } = useWorkspace();
  const answer = useQuery({
    ...servicePolicyQuery(ws),
    // What is being edited must not be replaced by looking away.
    refetchOnWindowFocus: false,
  });
  return (
    <SettingPage title={t.service.settings.title} back={{ href: '/service', label: t.service.title }} answer={answer}>
      {(setting) => <Form key={setting.version} answer={setting} readOnly={!canWrite('standards')} />}
    </SettingPage>
  );
}
