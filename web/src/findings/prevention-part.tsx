import { useQuery } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useId, useState } from 'react';
import type { PreventionInput } from '../../../shared/findings/findings.contract.ts';
import { linkPrevention } from '../../../shared/findings/findings.contract.ts';
import type { PreventionType } from '../../../shared/findings/prevention.ts';
import { preventionTypes } from '../../../shared/findings/prevention.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { processes } from '../../../shared/processes.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { helpQuery } from '../problems/api.ts';
import { isBuiltIn, titleOfEntry } from '../problems/entry.ts';
import { absorb } from '../records/save.ts';
import { PreventionName } from './prevention-name.tsx';

const types = Object.keys(preventionTypes) as PreventionType[];

/** What a kind of prevention is chosen from; undefined where the rule itself or the one standard is meant. */
function RefInput({ id, type, rule, value, onValue }: InputProps) {
  const { t, label, lang } = useI18n();
  const words = t.findings.preventions;
  const { workspaceId } = useWorkspace();
  const entries = useQuery({ ...helpQuery(workspaceId, { rule, from: 'company' }), enabled: type === 'entry' });
  if (type === 'lesson')
    return (
      <input
        id={id}
        className="input"
        maxLength={200}
        placeholder={words.lessonHint}
        value={value}
        onChange={(event) => onValue(event.target.value)}
      />
    );
  const options =
    type === 'process'
      ? processes.map((one) => ({ value: one.id, name: label(one.label) }))
      : (entries.data ?? []).flatMap((one) =>
          isBuiltIn(one.id) ? [] : [{ value: one.id, name: titleOfEntry(one, lang) }],
        );
  return (
    <>
      <select id={id} className="input" value={value} onChange={(event) => onValue(event.target.value)}>
        <option value="">{words.choose}</option>
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.name}
          </option>
        ))}
      </select>
      {type === 'entry' && entries.data?.length === 0 ? <p className="q-quiet">{words.noEntry}</p> : null}
    </>
  );
}

interface InputProps {
  id: string;
  type: PreventionType;
  rule: string;
  value: string;
  onValue: (value: string) => void;
}

/** Links a finding with the change that keeps its fault from coming back, so that its effect can be seen. */
export function PreventionPart({ finding }: { finding: WebRecord }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const words = t.findings.preventions;
  const id = useId();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<PreventionType>('process');
  const [ref, setRef] = useState('');
  const [since, setSince] = useState('');
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [busy, setBusy] = useState(false);
  const linked = finding['preventionType'] !== undefined;
  const writes = can('findings:write');
  const named = type === 'process' || type === 'lesson' || type === 'entry';

  const send = async (prevention: PreventionInput | null) => {
    setBusy(true);
    try {
      const saved = (await call(linkPrevention, {
        params: { workspaceId, id: finding.id },
        body: { prevention },
        version: finding.version,
      })) as WebRecord;
      absorb(workspaceId, saved);
      void queryClient.invalidateQueries({ queryKey: ['preventions', workspaceId] });
      toast({ text: prevention ? words.linked : words.unlinked });
    } catch (error) {
      const wrong = faultsByField(error);
      setFaults(wrong);
      if (wrong.size === 0) toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void send({ type, ...(named && ref ? { ref } : {}), ...(since ? { since } : {}) });
  };
  if (linked)
    return (
      <section className="fnd-explain">
        <p>
          <strong>{words.holds}</strong> <PreventionName of={finding} />
          {' · '}
          {words.since(format.date(String(finding['preventionSince'])))}
        </p>
        {writes ? (
          <button type="button" className="btn quiet" disabled={busy} onClick={() => void send(null)}>
            {words.unlink}
          </button>
        ) : null}
      </section>
    );
  if (!writes) return null;
  const wrong = ['ref', 'version', 'since'].flatMap((name) => faults.get(`prevention.${name}`) ?? [])[0];
  return (
    <section className="fnd-explain">
      <button type="button" className="btn quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'up' : 'down'} size={14} />
        {words.link}
      </button>
      {open ? (
        <form className="form" onSubmit={submit}>
          <p className="q-text">{words.linkText}</p>
          <div className="form-line">
            <label htmlFor={`${id}-type`}>{words.type}</label>
            <select
              id={`${id}-type`}
              className="input"
              value={type}
              onChange={(event) => {
                setType(event.target.value as PreventionType);
                setRef('');
                setFaults(new Map());
              }}
            >
              {types.map((one) => (
                <option key={one} value={one}>
                  {label(preventionTypes[one])}
                </option>
              ))}
            </select>
          </div>
          {named ? (
            <div className="form-line">
              <label htmlFor={`${id}-ref`}>{words.which}</label>
              <RefInput id={`${id}-ref`} type={type} rule={String(finding['rule'])} value={ref} onValue={setRef} />
            </div>
          ) : null}
          <div className="form-line">
            <label htmlFor={`${id}-since`}>{words.sinceLabel}</label>
            <input
              id={`${id}-since`}
              type="date"
              className="input"
              max={format.today()}
              value={since}
              onChange={(event) => setSince(event.target.value)}
            />
            <p className="q-quiet">{words.sinceHint}</p>
          </div>
          {wrong ? (
            <p className="form-fault" role="alert">
              {wrong.field === 'prevention.version' ? words.noVersion : faultText(wrong, i18n)}
            </p>
          ) : null}
          <div className="q-row">
            <button type="submit" className="btn" disabled={busy || (named && ref === '')}>
              {words.save}
            </button>
          </div>
        </form>
      ) : null}
    </section>
  );
}
