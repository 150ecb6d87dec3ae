import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import type { EntityStandard } from '../../../shared/standards/standard.ts';
import { tryStandard } from '../../../shared/standards/standards.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { standardFields } from './draft.ts';
import type { Edit } from './parts.tsx';
import { Part, useFieldName } from './parts.tsx';

type Found = EndpointOutput<typeof tryStandard>;
type FieldFound = Found['fields'][number];

/** Nobody wants an answer for each letter (ms). */
const REST = 500;

/** A value once it has rested. */
const useRested = (value: EntityStandard): EntityStandard => {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), REST);
    return () => clearTimeout(timer);
  }, [value]);
  return rested;
};

/** How many more or fewer records are at fault than under the standard in force: sign, word and colour. */
function Difference({ now, before }: { now: number; before: number }) {
  const { t } = useI18n();
  const format = useFormat();
  if (now === before) return <span className="quiet-words">{t.standards.tries.same}</span>;
  const more = now > before;
  return (
    <span className={`badge ${more ? 'warn' : 'good'}`}>
      {more
        ? t.standards.tries.more(format.number(now - before))
        : t.standards.tries.fewer(format.number(before - now))}
    </span>
  );
}

function Samples({ edit, found }: { edit: Edit; found: FieldFound }) {
  const i18n = useI18n();
  const { t } = i18n;
  const format = useFormat();
  return (
    <div className="st-samples">
      {found.faults.map((kind) => (
        <div key={kind.code}>
          <strong>
            {faultText(fault(found.field, kind.code as never), i18n)} · {format.number(kind.count)}
          </strong>
          <ul>
            {kind.samples.map((one) => (
              <li key={one.id}>
                <Link href={`/${edit.entity.collection}/${one.id}`}>{one.title}</Link>
                {one.value === undefined ? null : <code className="st-code">{one.value}</code>}
                {one.expected === undefined ? null : (
                  <span className="quiet-words">{t.standards.tries.right(one.expected)}</span>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

/** What the standard, as it stands on the page, finds among the records that there are: before anything is saved. */
export function TryPart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const name = useFieldName();
  const [open, setOpen] = useState<string>();
  const draft = useRested(edit.standard);
  const answer = useQuery({
    queryKey: ['standards-try', workspaceId, edit.entity.name, draft],
    queryFn: ({ signal }) =>
      call(tryStandard, {
        params: { workspaceId },
        body: { entity: edit.entity.name, standard: draft },
        idempotencyKey: newKey(),
        signal,
      }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  const fields = standardFields(edit.entity, edit.standard.custom);
  const wording = (path: string): string => {
    const field = fields.find((one) => one.path === path);
    return field ? name(field) : path;
  };
  const found = answer.data;
  const busy = answer.isFetching || draft !== edit.standard;
  const rows = [...(found?.fields ?? [])].sort((a, b) => b.now - b.before - (a.now - a.before) || b.now - a.now);
  return (
    <Part title={t.standards.tries.title} hint={t.standards.tries.hint}>
      <p className="st-tried" role="status" aria-busy={busy}>
        {answer.isError ? (
          t.standards.tries.broken
        ) : found ? (
          <>
            {t.standards.tries.result(format.number(found.checked), format.number(found.atFault))}
            {found.whole ? null : ` ${t.standards.tries.part}`}
            {found.left.length > 0
              ? ` ${t.standards.tries.left(found.left.map(wording).join(t.standards.comma))}`
              : null}
          </>
        ) : (
          t.standards.tries.running
        )}
      </p>
      {rows.length > 0 && !answer.isError ? (
        <ul className="st-tries">
          {rows.map((row) => (
            <li key={row.field}>
              <button
                type="button"
                className="st-try"
                aria-expanded={open === row.field}
                disabled={row.now === 0}
                onClick={() => setOpen(open === row.field ? undefined : row.field)}
              >
                <Icon name={open === row.field ? 'down' : 'right'} size={14} />
                <span className="ellipsis">{wording(row.field)}</span>
                <span className="st-count">{format.number(row.now)}</span>
                <Difference now={row.now} before={row.before} />
              </button>
              {open === row.field ? <Samples edit={edit} found={row} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </Part>
  );
}
