import './duplicates.css';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityOf, isEntity } from '../../../shared/entities.ts';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Merge } from './api.ts';
import { mergesQuery, undo } from './api.ts';

/** Takes a merge back, and says what came of it. */
export const useUndoMerge = () => {
  const i18n = useI18n();
  const { workspaceId } = useWorkspace();
  return async (one: Merge): Promise<void> => {
    try {
      await undo(workspaceId, one);
      toast({ text: i18n.t.duplicates.undone });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
};

function Line({ one }: { one: Merge }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const takeBack = useUndoMerge();
  const entity = isEntity(one.type) ? entityOf(one.type) : undefined;
  const names = one.taken.map(({ field }) => {
    const known = entity && entityFields(entity).find((each) => each.name === field);
    return known ? label(known.label) : String(field);
  });
  return (
    <li className="du-group">
      <div className="du-group-head">
        {entity ? <span className="badge">{label(entity.label)}</span> : null}
        <span>
          {one.loserTitle} →{' '}
          {entity ? <Link href={`/${entity.collection}/${one.winnerId}`}>{one.title}</Link> : one.title}
        </span>
        {one.state === 'undone' ? <span className="badge">{t.duplicates.wasUndone}</span> : null}
        <span className="spread" />
        <Person id={one.createdBy} />
        <span className="quiet-words">{format.instant(one.createdAt)}</span>
        {one.state === 'merged' && can('standards:write') ? (
          <button type="button" className="btn small" onClick={() => void takeBack(one)}>
            {t.common.undo}
          </button>
        ) : null}
      </div>
      {names.length > 0 ? <div className="quiet-words">{t.duplicates.took(names.join(t.standards.comma))}</div> : null}
      {one.reason ? <div className="quiet-words">{one.reason}</div> : null}
    </li>
  );
}

/** All merges, newest first; each can be taken back. */
export default function MergesPage() {
  const { t } = useI18n();
  const { workspaceId } = useWorkspace();
  const query = useQuery(mergesQuery(workspaceId));
  useTitle(t.duplicates.merges);
  return (
    <>
      <header className="page-head">
        <Link href="/duplicates" className="btn quiet square" aria-label={t.duplicates.title}>
          <Icon name="left" />
        </Link>
        <h1>{t.duplicates.merges}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.duplicates.mergesIntro}</p>
        {query.error ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : !query.data ? (
          <Waiting />
        ) : query.data.items.length === 0 ? (
          <p className="quiet-words">{t.duplicates.noMerges}</p>
        ) : (
          <ul className="du-groups">
            {query.data.items.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </ul>
        )}
      </div>
    </>
  );
}
