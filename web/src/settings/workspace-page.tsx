import '../styles/records.css';
import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { countryCodes } from '../../../shared/standards/countries.ts';
import type { Workspace } from '../../../shared/workspaces/workspaces.contract.ts';
import { getWorkspace, updateWorkspace } from '../../../shared/workspaces/workspaces.contract.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';

type Setting = 'name' | 'timeZone' | 'currency' | 'country';
const settings: readonly Setting[] = ['name', 'timeZone', 'currency', 'country'];

/** What may be chosen, as code and words. */
const choicesOf = (setting: Setting, lang: string): { value: string; text: string }[] => {
  if (setting === 'timeZone') return Intl.supportedValuesOf('timeZone').map((value) => ({ value, text: value }));
  if (setting === 'name') return [];
  const names = new Intl.DisplayNames([lang], { type: setting === 'currency' ? 'currency' : 'region' });
  const codes = setting === 'currency' ? Intl.supportedValuesOf('currency') : countryCodes;
  return codes.map((value) => ({ value, text: `${value} · ${names.of(value) ?? value}` }));
};

interface LineProps {
  setting: Setting;
  value: string;
  fault: FieldFault | undefined;
  readOnly: boolean;
  onChange: (value: string) => void;
}

function Line({ setting, value, fault, readOnly, onChange }: LineProps) {
  const i18n = useI18n();
  const { t, lang } = i18n;
  const id = useId();
  const hint = setting === 'name' ? undefined : t.settings[`${setting}Hint`];
  const choices = choicesOf(setting, lang);
  const common = {
    id,
    className: 'input',
    value,
    disabled: readOnly,
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-hint`,
  };
  return (
    <div className="form-line">
      <label htmlFor={id}>{t.settings[setting]}</label>
      {choices.length === 0 ? (
        <input {...common} maxLength={120} required onChange={(event) => onChange(event.target.value)} />
      ) : (
        <select {...common} onChange={(event) => onChange(event.target.value)}>
          {choices.some((one) => one.value === value) ? null : <option value={value}>{value}</option>}
          {choices.map((one) => (
            <option key={one.value} value={one.value}>
              {one.text}
            </option>
          ))}
        </select>
      )}
      <div id={`${id}-hint`} className={fault ? 'form-fault' : 'quiet-hint'}>
        {fault ? faultText(fault, i18n) : hint}
      </div>
    </div>
  );
}

function Form({ workspace, readOnly }: { workspace: Workspace; readOnly: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  const [values, setValues] = useState<Record<Setting, string>>({
    name: workspace.name,
    timeZone: workspace.timeZone,
    currency: workspace.currency,
    country: workspace.country,
  });
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const faults = faultsByField(problem);
  const changed = settings.filter((one) => values[one] !== workspace[one]);
  const reload = () => queryClient.invalidateQueries({ queryKey: ['workspace', workspace.id] });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const body = Object.fromEntries(changed.map((one) => [one, values[one].trim()]));
      const saved = await call(updateWorkspace, {
        params: { workspaceId: workspace.id },
        body,
        version: workspace.version,
      });
      queryClient.setQueryData(['workspace', workspace.id], saved);
      void queryClient.invalidateQueries({ queryKey: ['me'] });
      toast({ text: t.common.saved });
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="form narrow" onSubmit={submit}>
      {readOnly ? <p className="quiet-hint">{t.settings.readOnly}</p> : null}
      {problem && faults.size === 0 ? (
        <p className="form-problem" role="alert">
          {errorText(problem, i18n)}{' '}
          {isStale(problem) ? (
            <button type="button" className="link" onClick={reload}>
              {t.common.reload}
            </button>
          ) : null}
        </p>
      ) : null}
      {settings.map((one) => (
        <Line
          key={one}
          setting={one}
          value={values[one]}
          fault={faults.get(one)}
          readOnly={readOnly}
          onChange={(value) => setValues({ ...values, [one]: value })}
        />
      ))}
      <dl className="facts">
        <div>
          <dt>{t.settings.kind}</dt>
          <dd>{t.settings.kinds[workspace.kind]}</dd>
        </div>
        <div>
          <dt>{t.settings.since}</dt>
          <dd>{format.instant(workspace.createdAt)}</dd>
        </div>
        <div>
          <dt>ID</dt>
          <dd>{workspace.id}</dd>
        </div>
      </dl>
      {readOnly ? null : (
        <button type="submit" className="btn primary" disabled={busy || changed.length === 0}>
          {busy ? t.common.saving : t.common.save}
        </button>
      )}
    </form>
  );
}

/** Name, time zone, currency and country of the workspace. */
export default function WorkspacePage() {
  const i18n = useI18n();
  const { workspaceId, can } = useWorkspace();
  const answer = useQuery({
    queryKey: ['workspace', workspaceId],
    queryFn: () => call(getWorkspace, { params: { workspaceId } }),
  });
  useTitle(i18n.t.settings.workspaceTitle);
  return (
    <section className="list">
      <header className="page-head list-head">
        <Icon name="settings" size={18} />
        <h1>{i18n.t.settings.workspaceTitle}</h1>
      </header>
      <div className="page-body">
        {answer.error ? <p role="alert">{errorText(answer.error, i18n)}</p> : null}
        {answer.data ? (
          <Form key={answer.data.version} workspace={answer.data} readOnly={!can('workspace:write')} />
        ) : null}
      </div>
    </section>
  );
}
