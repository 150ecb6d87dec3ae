import '../styles/form.css';
import '../receivables/money.css';
import './quality.css';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import type { EndpointOutput } from '../../../shared/kernel/endpoint.ts';
import { qualityReport, qualityWorst, type Scored, scored } from '../../../shared/quality/quality.contract.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { Ring } from './quality-mark.tsx';
import { useFieldWords } from './words.ts';

type Report = EndpointOutput<typeof qualityReport>;

function Tiles({ data }: { data: Report }) {
  const { t } = useI18n();
  const format = useFormat();
  const tiles = [
    [t.quality.score, `${data.score}`, ''],
    [t.quality.completeness, `${data.completeness}`, ''],
    ...(data.freshness === undefined ? [] : [[t.quality.freshness, `${data.freshness}`, '']]),
    [t.quality.records, format.number(data.records), ''],
    ...(data.staleAfterDays > 0
      ? [[t.quality.stale, format.number(data.stale), t.quality.staleHint(format.number(data.staleAfterDays))]]
      : []),
  ] as const;
  return (
    <dl className="mo-tiles">
      {tiles.map(([name, figure, hint]) => (
        <div key={name} className="mo-tile">
          <dt>{name}</dt>
          <dd>{figure}</dd>
          {hint ? <dd className="quiet-hint">{hint}</dd> : null}
        </div>
      ))}
    </dl>
  );
}

function Spread({ data }: { data: Report }) {
  const { t } = useI18n();
  const format = useFormat();
  const most = Math.max(1, ...data.distribution);
  return (
    <section className="mo-part" aria-labelledby="dq-spread">
      <h2 id="dq-spread">{t.quality.distribution}</h2>
      <div className="dq-bars">
        {data.distribution.map((count, index) => {
          const name = t.quality.bucket(String(index * 20), String(index === 4 ? 100 : index * 20 + 19));
          return (
            <div key={name}>
              <span>{format.number(count)}</span>
              <span className="bar" style={{ height: `${(count / most) * 56}px` }} />
              <span>{name}</span>
            </div>
          );
        })}
      </div>
    </section>
  );
}

function Fields({ data }: { data: Report }) {
  const { t } = useI18n();
  const format = useFormat();
  const entity = entityOf(data.entity);
  const nameOf = useFieldWords(entity);
  return (
    <section className="mo-part" aria-labelledby="dq-fields">
      <h2 id="dq-fields">{t.quality.fields}</h2>
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards">
          <thead>
            <tr>
              <th scope="col">{t.quality.field}</th>
              <th scope="col">{t.quality.right}</th>
              <th scope="col" className="number">
                {t.quality.wrong}
              </th>
              <th scope="col" className="number">
                {t.quality.missing}
              </th>
            </tr>
          </thead>
          <tbody>
            {data.fields.map((one) => {
              const part = (count: number) => (data.records === 0 ? 0 : Math.round((count / data.records) * 100));
              return (
                <tr key={one.field} data-field={one.field}>
                  <th scope="row">
                    {nameOf(one.field)}
                    {one.weight > 1 ? <span className="quiet-hint"> {t.quality.demanded}</span> : null}
                  </th>
                  <td data-label={t.quality.right}>
                    <span className="dq-line">
                      <span className="dq-fill">
                        <span className="right" style={{ width: `${part(one.right)}%` }} />
                        <span className="wrong" style={{ width: `${part(one.wrong)}%` }} />
                      </span>
                      {part(one.right)} %
                    </span>
                  </td>
                  <td className="number" data-label={t.quality.wrong}>
                    {one.wrong > 0 ? format.number(one.wrong) : null}
                  </td>
                  <td className="number" data-label={t.quality.missing}>
                    {one.missing > 0 ? (
                      <Link href={`/${entity.collection}?filter=${encodeURIComponent(`${one.field}:empty`)}`}>
                        {format.number(one.missing)}
                      </Link>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

interface OwnersProps {
  data: Report;
  picked: string | undefined;
  onPick: (ownerId: string | undefined) => void;
}

function Owners({ data, picked, onPick }: OwnersProps) {
  const { t } = useI18n();
  const format = useFormat();
  const [by, setBy] = useState<'owners' | 'teams'>('owners');
  const entity = entityOf(data.entity);
  if (!entity.owned) return null;
  return (
    <section className="mo-part" aria-labelledby="dq-owners">
      <div className="q-row">
        <h2 id="dq-owners">{t.quality[by]}</h2>
        <Choice
          label={t.quality.owners}
          value={by}
          onChange={setBy}
          options={[
            { value: 'owners', label: t.quality.owners },
            { value: 'teams', label: t.quality.teams },
          ]}
        />
      </div>
      <p className="q-text">{t.quality.ownersHint}</p>
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards">
          <thead>
            <tr>
              <th scope="col">{by === 'owners' ? t.quality.owner : t.quality.team}</th>
              <th scope="col" className="number">
                {t.quality.score}
              </th>
              <th scope="col" className="number">
                {t.quality.records}
              </th>
              <th scope="col" className="number">
                {t.quality.stale}
              </th>
            </tr>
          </thead>
          <tbody>
            {data[by].map((one) => (
              <tr key={one.id ?? ''} className={by === 'owners' && picked === (one.id ?? '') ? 'dq-picked' : ''}>
                <th scope="row">
                  {by === 'teams' ? (
                    (one.id ?? t.quality.nobody)
                  ) : (
                    <button
                      type="button"
                      className="dq-name"
                      aria-pressed={picked === (one.id ?? '')}
                      onClick={() => onPick(picked === (one.id ?? '') ? undefined : (one.id ?? ''))}
                    >
                      {one.id ? <Person id={one.id} /> : t.quality.nobody}
                    </button>
                  )}
                </th>
                <td className="number" data-label={t.quality.score}>
                  <span className="dq-ring">
                    <Ring score={one.score} /> {one.score}
                  </span>
                </td>
                <td className="number" data-label={t.quality.records}>
                  {format.number(one.records)}
                </td>
                <td className="number" data-label={t.quality.stale}>
                  {one.stale > 0 ? format.number(one.stale) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Worst({ entity: name, ownerId }: { entity: Scored; ownerId: string | undefined }) {
  const { t, lang } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const entity = entityOf(name);
  const nameOf = useFieldWords(entity);
  const list = useInfiniteQuery({
    queryKey: ['quality-worst', ws, name, ownerId],
    queryFn: ({ pageParam, signal }) =>
      call(qualityWorst, {
        params: { workspaceId: ws, entity: name },
        query: {
          limit: 20,
          ...(pageParam ? { cursor: pageParam } : {}),
          ...(ownerId === undefined ? {} : { ownerId }),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.cursor,
  });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="mo-part" aria-labelledby="dq-worst">
      <h2 id="dq-worst">{t.quality.worst}</h2>
      {list.error ? <Failed error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data && items.length === 0 ? <p className="q-text">{t.quality.none}</p> : null}
      <div className="q-scroll">
        <table className="q-table mo-table mo-cards">
          <tbody>
            {items.map((one) => {
              const first = one.wrong[0] ?? one.missing[0];
              return (
                <tr key={one.id}>
                  <th scope="row">
                    <Link href={`/${entity.collection}/${one.id}${first ? `?fix=${encodeURIComponent(first)}` : ''}`}>
                      {one.title}
                    </Link>
                  </th>
                  <td className="number" data-label={t.quality.score}>
                    <span className="dq-ring">
                      <Ring score={one.score} /> {one.score}
                    </span>
                  </td>
                  <td data-label={t.quality.todo}>
                    {[
                      ...one.wrong.map((field) => `${nameOf(field)} (${t.quality.wrong})`),
                      ...one.missing.map((field) => nameOf(field)),
                      ...(one.stale ? [t.quality.stale] : []),
                    ].join(lang === 'en' ? ', ' : '、')}
                  </td>
                  <td data-label={t.quality.owner}>{one.ownerId ? <Person id={one.ownerId} /> : null}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {list.hasNextPage ? (
        <button
          type="button"
          className="btn small"
          disabled={list.isFetching}
          onClick={() => void list.fetchNextPage()}
        >
          {t.common.more}
        </button>
      ) : null}
    </section>
  );
}

/** How complete and fresh the records of each kind are, by field and owner, and what to do first. */
export default function QualityPage() {
  const { t, label } = useI18n();
  const format = useFormat();
  const { workspaceId: ws, can } = useWorkspace();
  const kinds = scored.filter((name) => can(`${entityOf(name).domain}:read`));
  const [entity, setEntity] = useState<Scored>(kinds[0] ?? 'account');
  const [owner, setOwner] = useState<string>();
  useTitle(t.quality.title);
  const answer = useQuery({
    queryKey: ['quality-report', ws, entity],
    queryFn: ({ signal }) => call(qualityReport, { params: { workspaceId: ws }, query: { entity }, signal }),
    // Very many records are looked at in parts.
    refetchInterval: ({ state }) => (state.data && state.data.seen < state.data.of ? 200 : false),
  });
  const data = answer.data;
  return (
    <>
      <header className="page-head">
        <h1>{t.quality.title}</h1>
      </header>
      <div className="q-body">
        <p className="q-text">{t.quality.intro}</p>
        <Choice
          label={t.quality.entity}
          value={entity}
          onChange={(next) => {
            setEntity(next);
            setOwner(undefined);
          }}
          options={kinds.map((name) => ({ value: name, label: label(entityOf(name).plural) }))}
        />
        {data && data.seen < data.of ? (
          <p className="q-text" role="status">
            {t.quality.counting(format.number(data.seen), format.number(data.of))}
          </p>
        ) : null}
        {data ? (
          data.records === 0 ? (
            <p className="q-text">{t.quality.emptyKind}</p>
          ) : (
            <>
              <Tiles data={data} />
              <Spread data={data} />
              <Owners data={data} picked={owner} onPick={setOwner} />
              <Worst entity={entity} ownerId={owner} />
              <Fields data={data} />
            </>
          )
        ) : answer.error ? (
          <Failed error={answer.error} onRetry={() => void answer.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
