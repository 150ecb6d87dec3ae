import '../styles/records.css';
import './campaigns.css';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { campaign, escalationRoles, type Verifiable, verifiable } from '../../../shared/campaigns/campaign.ts';
import { previewCampaign, startCampaign } from '../../../shared/campaigns/campaigns.contract.ts';
import { entityOf } from '../../../shared/entities.ts';
import { addDays } from '../../../shared/kernel/time.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useDebounced } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { createRecord } from '../lib/records.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import type { Condition } from '../records/conditions.ts';
import { conditionText } from '../records/conditions.ts';
import { useFieldSpecs } from '../records/fields.ts';
import { AddFilter, FilterChips } from '../records/filter-bar.tsx';

/** A new campaign, proposed as a yearly look through all accounts; says at once how much it would be. */
export default function NewCampaign({ onClose }: { onClose: (changed: boolean) => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const sending = useSubmit();
  const today = format.today();
  const [draft, setDraft] = useState({
    name: t.campaigns.proposal(today.slice(0, 4)),
    target: 'account' as Verifiable,
    conditions: [] as readonly Condition[],
    portionSize: 25,
    startsOn: today,
    dueOn: addDays(today, 30),
    remindDays: 7,
    yearly: true,
    escalateTo: 'sales-manager' as keyof typeof escalationRoles,
  });
  const set = (more: Partial<typeof draft>) => setDraft({ ...draft, ...more });
  const { conditions, ...rest } = draft;
  const filter = conditions.map(conditionText);
  const specs = useFieldSpecs(entityOf(draft.target));
  const asked = useDebounced(JSON.stringify({ target: draft.target, portionSize: draft.portionSize, filter }), 250);
  const preview = useQuery({
    queryKey: ['campaign-preview', ws, asked],
    queryFn: ({ signal }) => {
      const { filter: chosen, ...query } = JSON.parse(asked) as {
        filter: string[];
        target: Verifiable;
        portionSize: number;
      };
      return call(previewCampaign, {
        params: { workspaceId: ws },
        query: { ...query, ...(chosen.length > 0 ? { filter: chosen } : {}) },
        signal,
      });
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
  const words = t.campaigns.form;
  const save = async (how: 'draft' | 'start') => {
    const body = { ...rest, filter };
    const made = await sending.submit(body, async (idempotencyKey) => {
      const record = await createRecord(ws, campaign.name, { body, idempotencyKey });
      if (how === 'start')
        await call(startCampaign, { params: { workspaceId: ws, id: record.id }, body: {}, version: record.version });
      return record;
    });
    if (!made) return;
    if (how === 'start') toast({ text: t.campaigns.started });
    onClose(true);
  };
  const problem = sending.problem ?? preview.error;
  const { data } = preview;
  return (
    <Dialog
      title={t.campaigns.add}
      onClose={() => onClose(false)}
      footer={
        <>
          <button type="button" className="btn" disabled={sending.busy} onClick={() => void save('draft')}>
            {words.save}
          </button>
          <button
            type="button"
            className="btn primary"
            disabled={sending.busy || !data || data.records === 0}
            onClick={() => void save('start')}
          >
            {words.start}
          </button>
        </>
      }
    >
      <div className="vc-form">
        <div className="q-field">
          <label htmlFor="vc-name">{words.name}</label>
          <input
            id="vc-name"
            className="input"
            value={draft.name}
            maxLength={120}
            onChange={(event) => set({ name: event.target.value })}
          />
        </div>
        <div className="vc-two">
          <div className="q-field">
            <label htmlFor="vc-target">{words.target}</label>
            <select
              id="vc-target"
              className="input"
              value={draft.target}
              onChange={(event) => set({ target: event.target.value as Verifiable, conditions: [] })}
            >
              {(Object.keys(verifiable) as Verifiable[]).map((name) => (
                <option key={name} value={name}>
                  {label(verifiable[name])}
                </option>
              ))}
            </select>
          </div>
          <div className="q-field">
            <label htmlFor="vc-size">{words.size}</label>
            <input
              id="vc-size"
              className="input"
              type="number"
              min={1}
              max={50}
              value={draft.portionSize}
              onChange={(event) => set({ portionSize: Number(event.target.value) || 1 })}
            />
          </div>
          <div className="q-field">
            <label htmlFor="vc-starts">{words.starts}</label>
            <input
              id="vc-starts"
              className="input"
              type="date"
              value={draft.startsOn}
              onChange={(event) => set({ startsOn: event.target.value || today })}
            />
          </div>
          <div className="q-field">
            <label htmlFor="vc-due">{words.due}</label>
            <input
              id="vc-due"
              className="input"
              type="date"
              value={draft.dueOn}
              onChange={(event) => set({ dueOn: event.target.value || today })}
            />
          </div>
          <div className="q-field">
            <label htmlFor="vc-remind">{words.remind}</label>
            <input
              id="vc-remind"
              className="input"
              type="number"
              min={0}
              max={365}
              value={draft.remindDays}
              onChange={(event) => set({ remindDays: Number(event.target.value) || 0 })}
            />
          </div>
          <div className="q-field">
            <label htmlFor="vc-escalate">{words.escalate}</label>
            <select
              id="vc-escalate"
              className="input"
              value={draft.escalateTo}
              onChange={(event) => set({ escalateTo: event.target.value as keyof typeof escalationRoles })}
            >
              {(Object.keys(escalationRoles) as (keyof typeof escalationRoles)[]).map((name) => (
                <option key={name} value={name}>
                  {label(escalationRoles[name])}
                </option>
              ))}
            </select>
          </div>
        </div>
        <div className="q-field">
          <span className="q-row">
            {words.filter}
            <span className="spread" />
            <AddFilter specs={specs} onAdd={(condition) => set({ conditions: [...conditions, condition] })} />
          </span>
          <FilterChips conditions={conditions} specs={specs} onChange={(next) => set({ conditions: next })} />
        </div>
        <label className="q-row">
          <input type="checkbox" checked={draft.yearly} onChange={(event) => set({ yearly: event.target.checked })} />
          {words.yearly}
        </label>
        {data && !preview.error ? (
          <p className="q-note info" role="status">
            {t.campaigns.preview(format.number(data.records), format.number(data.owners), format.number(data.portions))}
            {data.ownerless > 0 ? ` ${t.campaigns.ownerless(format.number(data.ownerless))}` : ''}
          </p>
        ) : null}
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
