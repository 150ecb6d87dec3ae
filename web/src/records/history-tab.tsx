import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import type { HistoryEntry } from '../../../shared/kernel/crud.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { historyQuery } from '../lib/records.ts';
import { useRefTitle } from '../lib/titles.ts';
import { currencyOf, type FieldSpec, isBlank, lineSpecs, useFieldSpecs } from './fields.ts';
import { plainValue } from './plain-value.ts';

function Value({ value, spec, record }: { value: unknown; spec: FieldSpec | undefined; record: WebRecord }) {
  const { t } = useI18n();
  const format = useFormat();
  const title = useRefTitle(spec?.type === 'ref' && typeof value === 'string' ? value : undefined);
  if (isBlank(value)) return <span className="empty-value">{t.record.history.nothing}</span>;
  if (Array.isArray(value) && value.some((one) => typeof one === 'object'))
    return <span>{t.record.history.lineCount(value.length)}</span>;
  return (
    <span className="history-value">
      {title ?? plainValue(value, spec, format, currencyOf(record, format.style.own))}
    </span>
  );
}

/** The bookkeeping of a process is told by the steps; its state is a field like others here. */
const isTold = ({ field }: { field: string }): boolean => field !== 'process' && !field.startsWith('process.');

/** The action of a step that changed nothing but the process: a signature, a migration. Its text is `n action from to by at`. */
const signatureOf = (entry: HistoryEntry): string | undefined => {
  const step = entry.changes.find((change) => change.field === 'process.step')?.after;
  return typeof step === 'string' ? step.split(' ')[1] : undefined;
};

const pendingPrefix = 'pending.';

/** A change that began or ceased to wait for a second person: the values name its change request. */
function Waiting({ before, after }: { before?: unknown; after?: unknown }) {
  const { t } = useI18n();
  const request = after ?? before;
  const text = after === undefined || after === null ? t.process.pending.settled : t.process.pending.history;
  return typeof request === 'string' ? (
    <Link className="link" href={`/${entityOf('changeRequest').collection}/${request}`}>
      {text}
    </Link>
  ) : (
    <span>{text}</span>
  );
}

/** The field of a change: `phone`, `custom.size`, `lines.2.quantity`. */
const specOf = (path: string, specs: readonly FieldSpec[], lines: readonly FieldSpec[]): FieldSpec | undefined => {
  const match = /^lines\.\d+\.(.+)$/.exec(path);
  return match ? lines.find((spec) => spec.name === match[1]) : specs.find((spec) => spec.name === path);
};

interface EntryProps {
  entry: HistoryEntry;
  record: WebRecord;
  specs: readonly FieldSpec[];
  lines: readonly FieldSpec[];
}

function Entry({ entry, record, specs, lines }: EntryProps) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.record.history;
  const deputy = useRefTitle(entry.onBehalfOf);
  const approver = useRefTitle(entry.approvedBy);
  const via = words.via[entry.via as keyof typeof words.via] ?? '';
  const told = entry.changes.filter(isTold);
  const signed = told.length === 0 ? signatureOf(entry) : undefined;
  const nameOf = (full: string): string => {
    const path = full.startsWith(pendingPrefix) ? full.slice(pendingPrefix.length) : full;
    const spec = specOf(path, specs, lines);
    const line = /^lines\.(\d+)/.exec(path);
    const name = spec ? label(spec.label) : path === 'lines' ? t.record.tabs.lines : path;
    return line ? `${t.record.lines.line(Number(line[1]) + 1)} · ${name}` : name;
  };
  return (
    <li className="history-entry">
      <div className="history-head">
        <Person id={entry.by} />
        {deputy ? <span>{words.onBehalf(deputy)}</span> : null}
        <span>
          {signed
            ? (t.process.list.actions[signed as keyof typeof t.process.list.actions] ?? signed)
            : words[entry.operation]}
        </span>
        {entry.approvedBy ? (
          <span className="badge good">{t.process.pending.approvedBy(approver ?? t.common.system)}</span>
        ) : null}
        {via ? <span className="badge">{via}</span> : null}
        <time dateTime={entry.at} title={format.instant(entry.at)}>
          {format.ago(entry.at)}
        </time>
      </div>
      {told.length > 0 && entry.operation !== 'created' ? (
        <dl className="history-changes">
          {told.map((change) => {
            const spec = specOf(change.field, specs, lines);
            return (
              <div key={change.field}>
                <dt>{nameOf(change.field)}</dt>
                <dd>
                  {change.field.startsWith(pendingPrefix) ? (
                    <Waiting before={change.before} after={change.after} />
                  ) : (
                    <>
                      <Value value={change.before} spec={spec} record={record} />
                      <Icon name="right" size={12} />
                      <Value value={change.after} spec={spec} record={record} />
                    </>
                  )}
                </dd>
              </div>
            );
          })}
        </dl>
      ) : null}
      {entry.reason ? <p className="quiet-hint">{words.reason(entry.reason)}</p> : null}
    </li>
  );
}

/** Who changed what, from what to what. */
export default function HistoryTab({ entity, record }: { entity: Entity; record: WebRecord }) {
  const i18n = useI18n();
  const { t } = i18n;
  const workspace = useWorkspace();
  const specs = useFieldSpecs(entity);
  const lines = entity.lines ? lineSpecs(entity.lines, workspace) : [];
  const list = useInfiniteQuery(historyQuery(workspace.workspaceId, entity.name, record.id));
  const entries = list.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <div className="history">
      {list.error ? (
        <p className="quiet-text" role="alert">
          {errorText(list.error, i18n)}
        </p>
      ) : null}
      {list.data && entries.length === 0 ? <p className="quiet-text">{t.record.history.empty}</p> : null}
      <ol>
        {entries.map((entry) => (
          <Entry key={entry.version} entry={entry} record={record} specs={specs} lines={lines} />
        ))}
      </ol>
      {list.hasNextPage ? (
        <button type="button" className="btn" disabled={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t.record.history.older}
        </button>
      ) : null}
    </div>
  );
}
