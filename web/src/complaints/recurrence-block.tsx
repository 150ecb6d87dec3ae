import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { complaint } from '../../../shared/complaints/complaint.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pageQuery } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { useProcessWords } from '../work/words.ts';
import { Block } from './parts.tsx';

/** Complaints that are linked with one: it came back after these, or as these. */
const linked = (record: WebRecord) =>
  ['recurrenceOfId', 'recurredById'].flatMap((name) =>
    typeof record[name] === 'string' ? [String(record[name])] : [],
  );

function Line({ one }: { one: WebRecord }) {
  const words = useProcessWords();
  const format = useFormat();
  const at = one['happenedAt'] ?? one['reportedAt'];
  return (
    <li className="cp-linked">
      <Link href={`/complaints/${one.id}`}>
        {typeof one['number'] === 'string' ? `${one['number']} · ` : ''}
        {titleOf(one)}
      </Link>
      <span className="badge">{words.state('complaint', String(one['status']))}</span>
      {typeof at === 'string' ? <span className="quiet-hint">{format.instant(at)}</span> : null}
    </li>
  );
}

/** Whether it came back: the same cause before and after, linked both ways. Nothing where there is nothing to tell. */
export function RecurrenceBlock({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.complaints;
  const { workspaceId: ws } = useWorkspace();
  const ids = linked(record);
  const named = useQuery({
    ...pageQuery(ws, complaint.name, { filter: [`id:in:${ids.join('|')}`], archived: 'all' }),
    enabled: ids.length > 0,
  });
  const after = useQuery(
    pageQuery(ws, complaint.name, { filter: [`recurrenceOfId:eq:${record.id}`], archived: 'all' }),
  );
  const known = new Map((named.data?.items ?? []).map((one) => [one.id, one]));
  const before = known.get(String(record['recurrenceOfId']));
  const later = [
    ...new Map(
      [
        ...(after.data?.items ?? []),
        ...[known.get(String(record['recurredById']))].filter((one) => one !== undefined),
      ].map((one) => [one.id, one]),
    ).values(),
  ];
  if (!before && later.length === 0) return null;
  return (
    <Block title={words.blocks.recurrence} className="cp-recurrence">
      {before ? (
        <>
          <h3>{words.recurrence.of}</h3>
          <ul>
            <Line one={before} />
          </ul>
        </>
      ) : null}
      {later.length > 0 ? (
        <>
          <h3>{words.recurrence.by}</h3>
          <ul>
            {later.map((one) => (
              <Line key={one.id} one={one} />
            ))}
          </ul>
        </>
      ) : null}
    </Block>
  );
}
