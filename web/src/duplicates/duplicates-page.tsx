import '../styles/form.css';
import './duplicates.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { DUPLICATE } from '../../../shared/matching/thresholds.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { FieldSpec } from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import type { CheckedType, Group, Member } from './api.ts';
import { checkedTypes, dismiss, groupsQuery, isChecked } from './api.ts';
import { EvidenceChips, Score } from './evidence.tsx';

/** Where the merge of two of a group is prepared. */
const mergeHref = (group: Group, other: Member | undefined): string =>
  `/duplicates/merge?type=${group.type}&a=${group.members[0]?.id}&b=${other?.id ?? ''}`;

/** Fields that any of the records has, in the order of the form: those in which they differ, and those in which they do not. */
const columnsOf = (group: Group) => {
  const { title } = entityOf(group.type);
  const values = (name: string) => new Set(group.members.map((one) => JSON.stringify(one.data[name] ?? null)));
  const fields: FieldSpec[] = entityFields(entityOf(group.type))
    .filter(({ name }) => name !== title && group.members.some((one) => one.data[name] !== undefined))
    .map((field) => ({ ...field, place: 'field' }));
  return {
    differing: fields.filter(({ name }) => values(name).size > 1),
    equal: fields.filter(({ name }) => values(name).size === 1),
  };
};

interface GroupProps {
  group: Group;
  active: boolean;
  onDismiss: (group: Group) => void;
}

function GroupCard({ group, active, onDismiss }: GroupProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const { differing, equal } = columnsOf(group);
  return (
    <li className={`du-group${active ? ' active' : ''}`} aria-current={active ? 'true' : undefined}>
      <div className="du-group-head">
        <Score value={group.score} sure={DUPLICATE} />
        <span className="badge">{label(entityOf(group.type).label)}</span>
        <span className="quiet-words">{t.duplicates.since(format.date(group.openedAt.slice(0, 10)))}</span>
        {group.reason ? <span className="quiet-words">{group.reason}</span> : null}
      </div>
      <div className="du-members">
        <table>
          <thead>
            <tr>
              <th scope="col">{t.duplicates.record}</th>
              {differing.map((field) => (
                <th key={field.name} scope="col">
                  {label(field.label)}
                </th>
              ))}
              <th scope="col">{t.duplicates.owner}</th>
              <th scope="col">{t.duplicates.created}</th>
              <th scope="col">{t.duplicates.likeness}</th>
            </tr>
          </thead>
          <tbody>
            {group.members.map((member) => {
              const match = group.matches.find((one) => one.id === member.id);
              return (
                <tr key={member.id}>
                  <td>
                    {member.inScope ? (
                      <Link href={`/${entityOf(group.type).collection}/${member.id}`}>{member.title}</Link>
                    ) : (
                      member.title
                    )}
                    {member.archived ? <span className="badge">{t.duplicates.archived}</span> : null}
                  </td>
                  {differing.map((field) => (
                    <td key={field.name} data-label={label(field.label)}>
                      <FieldValue value={member.data[field.name]} spec={field} record={member.data} />
                    </td>
                  ))}
                  <td data-label={t.duplicates.owner}>{member.ownerId ? <Person id={member.ownerId} /> : null}</td>
                  <td className="du-day" data-label={t.duplicates.created}>
                    {member.createdAt ? format.date(member.createdAt.slice(0, 10)) : null}
                  </td>
                  <td data-label={t.duplicates.likeness}>
                    {match ? (
                      <>
                        <Score value={match.score} sure={DUPLICATE} />{' '}
                        <EvidenceChips type={group.type} evidence={match.evidence} />
                        {can('standards:write') && group.members.length > 2 ? (
                          <Link href={mergeHref(group, member)} className="link">
                            {t.duplicates.mergeThis}
                          </Link>
                        ) : null}
                      </>
                    ) : (
                      <span className="quiet-words">{t.duplicates.first}</span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {equal.length > 0 ? (
        <p className="du-equal">
          <span className="quiet-words">{t.duplicates.equalIn}</span>
          {equal.map((field) => (
            <span key={field.name}>
              {label(field.label)}{' '}
              <FieldValue value={group.members[0]!.data[field.name]} spec={field} record={group.members[0]!.data} />
            </span>
          ))}
        </p>
      ) : null}
      {group.state === 'accepted' ? null : (
        <div className="du-actions">
          {can('standards:write') ? (
            <Link href={mergeHref(group, group.members[1])} className="btn small primary">
              {t.duplicates.merge}
            </Link>
          ) : null}
          {can('findings:write') ? (
            <button type="button" className="btn small" onClick={() => onDismiss(group)}>
              {t.duplicates.notSame}
            </button>
          ) : null}
        </div>
      )}
    </li>
  );
}

function DismissDialog({ group, onClose }: { group: Group; onClose: () => void }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const send = async () => {
    if (reason.trim() === '' || busy) return;
    setBusy(true);
    try {
      await dismiss(workspaceId, [group.id], reason.trim());
      toast({ text: t.duplicates.dismissed });
      onClose();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      kind="dialog"
      title={t.duplicates.notSame}
      onClose={onClose}
      footer={
        <button
          type="button"
          className="btn primary"
          disabled={busy || reason.trim() === ''}
          onClick={() => void send()}
        >
          {t.duplicates.notSame}
        </button>
      }
    >
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>{group.members.map((one) => one.title).join(' · ')}</p>
        <label className="form-line">
          {t.duplicates.why}
          <input
            className="input"
            maxLength={500}
            value={reason}
            placeholder={t.duplicates.whyHint}
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p className="quiet-hint">{t.duplicates.dismissHint}</p>
      </form>
    </Dialog>
  );
}

/** Groups of records that may be one, as the audit found them: compared, merged, or said to be different. */
export default function DuplicatesPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const search = new URLSearchParams(useSearch());
  const [, navigate] = useLocation();
  const [state, setState] = useState<'open' | 'dismissed'>('open');
  const [at, setAt] = useState(0);
  const [asking, setAsking] = useState<Group>();
  const wanted = search.get('type') ?? '';
  const type: CheckedType | undefined = isChecked(wanted) ? wanted : undefined;
  const query = useQuery(groupsQuery(workspaceId, type, state));
  const groups = query.data?.items ?? [];
  const active = Math.min(at, Math.max(0, groups.length - 1));
  const current = groups[active];
  const move = (by: number) => setAt(Math.max(0, Math.min(groups.length - 1, active + by)));
  usePageKeys({
    j: () => move(1),
    k: () => move(-1),
    n: () => current && can('findings:write') && setAsking(current),
    m: () => current && can('standards:write') && navigate(mergeHref(current, current.members[1])),
  });
  useTitle(t.duplicates.title);
  return (
    <>
      <header className="page-head">
        <Icon name="merge" size={18} />
        <h1>{t.duplicates.title}</h1>
        {query.data?.total === undefined ? null : <span className="badge">{format.number(query.data.total)}</span>}
        <span className="spread" />
        <Link href="/duplicates/merges" className="btn small">
          {t.duplicates.merges}
        </Link>
      </header>
      <div className="q-body">
        <p className="q-text">{t.duplicates.intro}</p>
        <div className="du-actions">
          <Choice
            label={t.duplicates.kind}
            value={type ?? 'all'}
            onChange={(next) =>
              navigate(next === 'all' ? '/duplicates' : `/duplicates?type=${next}`, { replace: true })
            }
            options={[
              { value: 'all', label: t.duplicates.all },
              ...checkedTypes.map((one) => ({ value: one, label: label(entityOf(one).plural) })),
            ]}
          />
          <Choice
            label={t.duplicates.state}
            value={state}
            onChange={setState}
            options={[
              { value: 'open', label: t.duplicates.open },
              { value: 'dismissed', label: t.duplicates.notSame },
            ]}
          />
          <span className="quiet-hint wide-only">{t.duplicates.keys}</span>
        </div>
        {query.error ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Waiting />
        ) : groups.length === 0 ? (
          <p className="quiet-words">{state === 'open' ? t.duplicates.none : t.duplicates.noneDismissed}</p>
        ) : (
          <ul className="du-groups">
            {groups.map((group, index) => (
              <GroupCard key={group.id} group={group} active={index === active} onDismiss={setAsking} />
            ))}
          </ul>
        )}
      </div>
      {asking ? <DismissDialog group={asking} onClose={() => setAsking(undefined)} /> : null}
    </>
  );
}
