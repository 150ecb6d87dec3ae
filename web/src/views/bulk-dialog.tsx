import '../styles/views.css';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import type { BulkChange } from '../../../shared/views/bulk-edits.contract.ts';
import { createBulkEdit } from '../../../shared/views/bulk-edits.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { Icon } from '../kit/icon.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk } from '../lib/records.ts';
import { FieldEditor } from '../records/editors.tsx';
import type { FieldSpec } from '../records/fields.ts';
import { BulkResult } from './bulk-result.tsx';
import type { ChangeLine, How } from './change.ts';
import { bulkFields, changeOf, howsOf } from './change.ts';
import { bulkQuery, followJob, runBulk } from './jobs.ts';
import type { SelectionState } from './selection.ts';
import { selectionOf } from './selection.ts';

interface Props {
  entity: Entity;
  specs: readonly FieldSpec[];
  ask: ListAsk;
  selection: SelectionState;
  kind: 'edit' | 'owner' | 'archive';
  onClose: () => void;
  /** The edit runs: the rows need not be chosen any more. */
  onDone: () => void;
}

interface LineProps {
  line: ChangeLine;
  fields: readonly FieldSpec[];
  fault: FieldFault | undefined;
  onLine: (part: Partial<ChangeLine>) => void;
  onRemove: (() => void) | undefined;
}

function Line({ line, fields, fault, onLine, onRemove }: LineProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const b = t.views.bulk;
  const spec = fields.find((one) => one.name === line.field);
  const words: Record<How, string> = { set: b.setTo, empty: b.emptyIt, add: b.addTags, remove: b.removeTags };
  return (
    <div className={fault ? 'bulk-line faulty' : 'bulk-line'}>
      <select
        className="input"
        aria-label={b.field}
        value={line.field}
        onChange={(event) => {
          const next = fields.find((one) => one.name === event.target.value);
          onLine({ field: event.target.value, how: next ? (howsOf(next)[0] ?? 'set') : 'set', draft: '' });
        }}
      >
        <option value="">{b.field}</option>
        {fields.map((one) => (
          <option key={one.name} value={one.name}>
            {label(one.label)}
          </option>
        ))}
      </select>
      {spec ? (
        <select
          className="input"
          aria-label={t.records.condition}
          value={line.how}
          onChange={(event) => onLine({ how: event.target.value as How })}
        >
          {howsOf(spec).map((how) => (
            <option key={how} value={how}>
              {words[how]}
            </option>
          ))}
        </select>
      ) : (
        <span />
      )}
      {spec && line.how !== 'empty' ? (
        <div>
          <FieldEditor
            key={spec.name}
            spec={spec.type === 'tags' ? { ...spec, hint: b.several } : spec}
            draft={line.draft}
            invalid={fault !== undefined}
            onDraft={(draft) => onLine({ draft })}
          />
          {fault ? (
            <span className="form-fault" role="alert">
              {faultText(fault, i18n)}
            </span>
          ) : null}
        </div>
      ) : (
        <span />
      )}
      {onRemove ? (
        <button type="button" className="btn quiet small square" aria-label={t.common.remove} onClick={onRemove}>
          <Icon name="close" size={14} />
        </button>
      ) : (
        <span />
      )}
    </div>
  );
}

/** Changes many records: what is to become of them, what that would do, and the way to begin it. */
export default function BulkDialog({ entity, specs, ask, selection, kind, onClose, onDone }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const b = t.views.bulk;
  const format = useFormat();
  const { workspaceId: ws, currency, timeZone } = useWorkspace();
  const fields = bulkFields(specs, entity.title);
  const first = kind === 'owner' ? 'ownerId' : '';
  const keys = useRef(1);
  const [lines, setLines] = useState<readonly ChangeLine[]>([{ key: 0, field: first, how: 'set', draft: '' }]);
  const [reason, setReason] = useState('');
  const [faults, setFaults] = useState<ReadonlyMap<number, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const [id, setId] = useState<string>();
  const edit = useQuery({ ...bulkQuery(ws, id ?? ''), enabled: id !== undefined }).data;
  const count = format.number(selection.count);

  const preview = async () => {
    if (busy) return;
    const read = changeOf(lines, fields, { currency, timeZone, today: format.today() });
    setFaults(read.faults);
    setProblem(undefined);
    const change: BulkChange = kind === 'archive' ? { archive: true } : read.change;
    if (read.faults.size > 0 || Object.keys(change).length === 0) return;
    setBusy(true);
    try {
      const begun = await call(createBulkEdit, {
        params: { workspaceId: ws },
        body: {
          entity: entity.name,
          selection: selectionOf(selection, ask),
          change,
          ...(reason.trim() ? { reason: reason.trim() } : {}),
        },
        idempotencyKey: newKey(),
      });
      setId(begun.id);
    } catch (error) {
      setProblem(error);
    } finally {
      setBusy(false);
    }
  };
  const run = async () => {
    if (!edit || busy) return;
    setBusy(true);
    try {
      await runBulk(ws, edit);
      followJob({ kind: 'bulk', id: edit.id, ws, name: i18n.label(entity.plural) });
      onDone();
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
      setBusy(false);
    }
  };
  const change = (key: number, part: Partial<ChangeLine>) => {
    setFaults(new Map());
    setLines((now) => now.map((line) => (line.key === key ? { ...line, ...part } : line)));
  };
  const ready = edit?.state === 'ready';
  const will = (edit?.preview?.['changed'] ?? 0) + (edit?.preview?.['requested'] ?? 0);
  return (
    <Dialog
      title={kind === 'archive' ? b.archiveTitle(count) : b.title(count)}
      onClose={onClose}
      footer={
        id === undefined ? (
          <button type="button" className="btn primary" disabled={busy} onClick={() => void preview()}>
            {b.preview}
          </button>
        ) : (
          <>
            <button
              type="button"
              className="btn primary"
              disabled={!ready || will === 0 || busy}
              onClick={() => void run()}
            >
              {b.run(format.number(will))}
            </button>
            <button type="button" className="btn" onClick={() => setId(undefined)}>
              {b.back}
            </button>
          </>
        )
      }
    >
      {problem ? (
        <p className="form-problem" role="alert">
          {errorText(problem, i18n)}
        </p>
      ) : null}
      {id === undefined ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void preview();
          }}
        >
          {kind === 'archive'
            ? null
            : lines.map((line) => (
                <Line
                  key={line.key}
                  line={line}
                  fields={fields}
                  fault={faults.get(line.key)}
                  onLine={(part) => change(line.key, part)}
                  onRemove={
                    lines.length > 1 ? () => setLines((now) => now.filter((one) => one.key !== line.key)) : undefined
                  }
                />
              ))}
          {kind === 'edit' ? (
            <button
              type="button"
              className="link"
              onClick={() => setLines((now) => [...now, { key: keys.current++, field: '', how: 'set', draft: '' }])}
            >
              {b.another}
            </button>
          ) : null}
          <div className="form-line">
            <label htmlFor="bulk-reason">{b.reason}</label>
            <input
              id="bulk-reason"
              className="input"
              maxLength={300}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <button type="submit" className="hidden-text" tabIndex={-1} aria-hidden="true" />
        </form>
      ) : edit ? (
        <BulkResult edit={edit} specs={specs} ws={ws} />
      ) : (
        <p className="quiet-text">{t.common.loading}</p>
      )}
    </Dialog>
  );
}
