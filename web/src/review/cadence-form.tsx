import './archive.css';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { getReviewPolicy, putReviewPolicy } from '../../../shared/review/policy.contract.ts';
import type { ReviewPolicy } from '../../../shared/review/policy.ts';
import { isReviewed } from '../../../shared/review/policy.ts';
import { endOf, weekAt } from '../../../shared/review/week.ts';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';

const policyQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ['review-policy', workspaceId],
    queryFn: ({ signal }) => call(getReviewPolicy, { params: { workspaceId }, signal }),
  });

/** How often the review makes itself; a change is saved at once, and can be taken back. */
export function CadenceForm() {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.reviewArchive.cadence;
  const format = useFormat();
  const { workspaceId, timeZone, can } = useWorkspace();
  const id = useId();
  const [busy, setBusy] = useState(false);
  const query = policyQuery(workspaceId);
  const stored = useQuery(query).data;
  if (!stored) return null;
  const { policy } = stored;
  const save = async (next: ReviewPolicy, version: number, back?: ReviewPolicy) => {
    setBusy(true);
    try {
      const saved = await call(putReviewPolicy, { params: { workspaceId }, body: { policy: next }, version });
      queryClient.setQueryData(query.queryKey, saved);
      const undo = back && { label: t.common.undo, run: () => void save(back, saved.version) };
      toast({ text: words.saved, ...(undo ? { action: undo } : {}) });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      void queryClient.invalidateQueries({ queryKey: query.queryKey });
    } finally {
      setBusy(false);
    }
  };
  const disabled = busy || !can('reviews:write');
  const change = (next: ReviewPolicy) => void save(next, stored.version, policy);
  const week = weekAt(new Date().toISOString(), timeZone);
  return (
    <div className="ra-cadence">
      <label htmlFor={`${id}-cadence`}>{words.label}</label>
      <select
        id={`${id}-cadence`}
        className="input"
        value={policy.cadence}
        disabled={disabled}
        onChange={(event) => change({ cadence: event.target.value as ReviewPolicy['cadence'] })}
      >
        <option value="monthly">{words.monthly}</option>
        <option value="weekly">{words.weekly}</option>
      </select>
      {policy.cadence === 'weekly' ? (
        <>
          <label htmlFor={`${id}-until`}>{words.until}</label>
          <input
            key={policy.weeklyUntil}
            id={`${id}-until`}
            type="date"
            className="input"
            defaultValue={policy.weeklyUntil ?? ''}
            disabled={disabled}
            aria-describedby={`${id}-hint`}
            onBlur={(event) => {
              const day = event.target.value;
              if (day !== (policy.weeklyUntil ?? ''))
                change({ cadence: 'weekly', ...(day === '' ? {} : { weeklyUntil: day }) });
            }}
          />
          <p id={`${id}-hint`} className="quiet-hint">
            {words.untilHint} {isReviewed(policy, week) ? words.next(format.date(endOf(week))) : null}
          </p>
        </>
      ) : null}
    </div>
  );
}
