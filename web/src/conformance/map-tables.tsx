import { useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { Link } from 'wouter';
import { entityOfProcess } from '../../../shared/process/subject.ts';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { MapAsk } from './map-api.ts';
import { documentsQuery } from './map-api.ts';
import type { ProcessMapData, Variant } from './map-model.ts';
import { edgeKey, stateLabel } from './map-model.ts';
import { useClassedWait, useWait } from './map-words.ts';

/** The documents of one way. */
function Documents({ ask, variant }: { ask: MapAsk; variant: Variant }) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId } = useWorkspace();
  const answer = useQuery(documentsQuery(workspaceId, ask, variant.id));
  const words = t.conformance.map;
  if (answer.error) return <Failed error={answer.error} onRetry={() => void answer.refetch()} />;
  if (!answer.data) return <Waiting />;
  const { documents, total } = answer.data;
  const { collection } = entityOfProcess(ask.process);
  if (total === 0) return <p className="q-quiet">{words.noDocuments}</p>;
  return (
    <ul className="cm-documents">
      {documents.map((one) => (
        <li key={one.id}>
          <Link href={`/${collection}/${one.id}`}>{one.title}</Link>{' '}
          <time className="quiet-hint" dateTime={one.since}>
            {format.ago(one.since)}
          </time>
        </li>
      ))}
      {total > documents.length ? (
        <li className="quiet-hint">{words.moreDocuments(format.number(total - documents.length))}</li>
      ) : null}
      {total < variant.count ? (
        <li className="quiet-hint">{words.hiddenDocuments(format.number(variant.count - total))}</li>
      ) : null}
    </ul>
  );
}

/** What is to be said of a way: nothing, or how it left the process. */
function Notes({ variant, name }: { variant: Variant; name: (state: string) => string }) {
  const { t } = useI18n();
  const words = t.conformance.map;
  const { bounces, repeats, skipped, strange } = variant;
  return (
    <span className="cm-notes">
      {skipped.length > 0 ? (
        <span className="badge bad">{words.skipped(skipped.map(name).join(words.and))}</span>
      ) : strange > 0 ? (
        <span className="badge bad">{words.outOfOrder}</span>
      ) : null}
      {bounces > 0 ? (
        <span className="badge warn">{words.bounced(bounces)}</span>
      ) : repeats > 0 ? (
        <span className="badge warn">{words.repeated(repeats)}</span>
      ) : null}
      {strange === 0 && bounces === 0 && repeats === 0 ? (
        <span className="badge good">
          <Icon name="check" size={12} />
          {words.fine}
        </span>
      ) : null}
    </span>
  );
}

/** Ways from beginning to end, most taken first; each opens its documents. */
export function VariantTable({ data, ask }: { data: ProcessMapData; ask: MapAsk }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { can } = useWorkspace();
  const [open, setOpen] = useState<string>();
  const words = t.conformance.map;
  const name = (state: string) => label(stateLabel(data.definition, state));
  const most = Math.max(1, ...data.variants.map(({ count }) => count));
  const mayOpen = can(`${entityOfProcess(ask.process).domain}:read`);
  if (data.ended === 0) return <p className="q-quiet">{words.noVariants}</p>;
  return (
    <>
      <table className="q-table cm-table">
        <thead>
          <tr>
            <th scope="col">{words.variant.count}</th>
            <th scope="col">{words.variant.way}</th>
            <th scope="col">{words.variant.notes}</th>
          </tr>
        </thead>
        <tbody>
          {data.variants.map((variant) => {
            const way = variant.path.map(name).join(' → ');
            const count = words.share(format.number(variant.count), format.number(variant.share));
            return (
              <Fragment key={variant.id}>
                <tr>
                  <td className="cm-count">
                    {mayOpen ? (
                      <button
                        type="button"
                        className="link"
                        aria-expanded={open === variant.id}
                        aria-label={`${count} ${words.showDocuments(way)}`}
                        onClick={() => setOpen(open === variant.id ? undefined : variant.id)}
                      >
                        {count}
                      </button>
                    ) : (
                      count
                    )}
                    <svg className="cf-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                      <rect
                        className={variant.strange > 0 ? 'cm-bar strange' : 'cm-bar'}
                        width={(variant.count / most) * 100}
                        height="10"
                      />
                    </svg>
                  </td>
                  <td>{way}</td>
                  <td>
                    <Notes variant={variant} name={name} />
                  </td>
                </tr>
                {open === variant.id ? (
                  <tr className="cm-open">
                    <td colSpan={3}>
                      <Documents ask={ask} variant={variant} />
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
      {data.others > 0 ? <p className="quiet-hint">{words.others(format.number(data.others))}</p> : null}
    </>
  );
}

/** What the drawing shows, as a table: for those who do not see it, and beside the period before. */
export function WayTable({ data, before }: { data: ProcessMapData; before: ProcessMapData | undefined }) {
  const { t, label } = useI18n();
  const format = useFormat();
  const wait = useWait();
  const classed = useClassedWait();
  const words = t.conformance.map;
  const name = (state: string) => label(stateLabel(data.definition, state));
  const earlier = new Map(before?.edges.map((edge) => [edgeKey(edge), edge.count]));
  const rows = data.edges.filter((edge) => edge.count > 0);
  return (
    <details className="cm-details">
      <summary>{words.table}</summary>
      <div className="q-scroll">
        <table className="q-table">
          <thead>
            <tr>
              <th scope="col">{words.columns.way}</th>
              {(['count', 'before', 'mean', 'most', 'late'] as const).map((column) => (
                <th key={column} scope="col" className="number">
                  {words.columns[column]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((edge) => (
              <tr key={edgeKey(edge)}>
                <th scope="row">
                  {name(edge.from)} → {name(edge.to)}{' '}
                  {edge.standard ? null : <span className="badge bad">{words.strange}</span>}
                </th>
                <td className="number">{format.number(edge.count)}</td>
                <td className="number">{before ? format.number(earlier.get(edgeKey(edge)) ?? 0) : ''}</td>
                <td className="number">{wait(edge.mean)}</td>
                <td className="number">{classed(edge.most)}</td>
                <td className="number">{format.number(edge.late)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
