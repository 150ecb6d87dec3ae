import { useQueries } from '@tanstack/react-query';
import { entityOf } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk, WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { NewsLine } from './lines.tsx';

type Kind = 'newOrder' | 'newAccount' | 'won';
const sources: readonly { kind: Kind; type: string; ask: ListAsk }[] = [
  { kind: 'newOrder', type: 'order', ask: { sort: '-createdAt', limit: 5 } },
  { kind: 'newAccount', type: 'account', ask: { sort: '-createdAt', limit: 5 } },
  { kind: 'won', type: 'opportunity', ask: { sort: '-stageSince', filter: ['stage:eq:won'], limit: 5 } },
];

const instantOf = (record: WebRecord): string =>
  typeof record['stageSince'] === 'string' ? record['stageSince'] : record.createdAt;

/** What is new in the workspace, the newest first. */
export function News() {
  const { t } = useI18n();
  const { workspaceId, can } = useWorkspace();
  const readable = sources.filter((one) => can(`${entityOf(one.type).domain}:read`));
  const answers = useQueries({ queries: readable.map((one) => pageQuery(workspaceId, one.type, one.ask)) });
  const items = readable
    .flatMap(({ kind }, index) => (answers[index]?.data?.items ?? []).map((record) => ({ kind, record })))
    .sort((a, b) => instantOf(b.record).localeCompare(instantOf(a.record)))
    .slice(0, 8);
  return (
    <section className="home-card">
      <header>
        <Icon name="activity" />
        <h2>{t.home.news}</h2>
      </header>
      {items.length === 0 && answers.every((one) => one.data) ? <p className="home-empty">{t.home.noNews}</p> : null}
      <ul>
        {items.map(({ kind, record }) => (
          <li key={`${kind} ${record.id}`} className="home-line">
            <NewsLine record={record} what={t.home[kind]} />
          </li>
        ))}
      </ul>
    </section>
  );
}
