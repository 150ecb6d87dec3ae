import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { useI18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { Icon } from '../kit/icon.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useSlow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk, WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';

interface Props {
  icon: IconName;
  title: string;
  empty: string;
  type: string;
  ask: ListAsk;
  line: (record: WebRecord) => ReactNode;
}

/** Lines that a card shows; the rest is one click away. */
const LINES = 7;

/** One kind of work to do: the most pressing lines, and the number of all of them as a way there. */
export function WorkCard({ icon, title, empty, type, ask, line }: Props) {
  const i18n = useI18n();
  const format = useFormat();
  const { workspaceId, can } = useWorkspace();
  const entity = entityOf(type);
  const answer = useQuery({
    ...pageQuery(workspaceId, type, { ...ask, limit: LINES }),
    enabled: can(`${entity.domain}:read`),
  });
  const slow = useSlow(answer.isPending);
  if (!can(`${entity.domain}:read`)) return null;
  const items = answer.data?.items ?? [];
  const total = answer.data?.total ?? items.length;
  const query = (ask.filter ?? []).map((one) => `filter=${encodeURIComponent(one)}`).join('&');
  return (
    <section className="home-card">
      <header>
        <Icon name={icon} />
        <h2>{title}</h2>
        {total > 0 ? <span className="badge">{format.number(total)}</span> : null}
        <span className="spread" />
        {total > items.length ? (
          <Link href={`/${entity.collection}?${query}&sort=${ask.sort ?? ''}`} className="link">
            {i18n.t.home.all(format.number(total))}
          </Link>
        ) : null}
      </header>
      {answer.error ? (
        <p className="quiet-text" role="alert">
          {errorText(answer.error, i18n)}
        </p>
      ) : null}
      {slow ? (
        <div className="home-wait">
          <span className="skeleton" />
          <span className="skeleton" />
        </div>
      ) : null}
      {answer.data && items.length === 0 ? (
        <p className="home-empty">
          <Icon name="check" />
          {empty}
        </p>
      ) : null}
      <ul>
        {items.map((record) => (
          <li key={record.id} className="home-line">
            {line(record)}
          </li>
        ))}
      </ul>
    </section>
  );
}
