import type { KeyboardEvent, ReactNode } from 'react';
import { Fragment, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { allOperations } from '../../../shared/kernel/entity.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';
import { useRefTitle } from '../lib/titles.ts';
import { isLocked, pendingOf } from '../process/lock.ts';
import { LockMark } from '../process/lock-mark.tsx';
import type { DocumentState } from '../process/use-document.ts';
import type { Draft } from './draft.ts';
import { FieldEditor } from './editors.tsx';
import { extrasOf } from './extras.tsx';
import { asImported, type FieldSpec, isBlank, isEditable, isEditableHere, readField, useFieldSpecs } from './fields.ts';
import { type CellFault, CellMessage, isPicker } from './grid-cell.tsx';
import { iconOfField } from './grid-head.tsx';
import { faultKey } from './grid-parts.ts';
import type { Wanted } from './record-page.tsx';
import { useCells } from './use-cells.tsx';
import { FieldValue, ImportedMark } from './value.tsx';

type Done = (draft: Draft | undefined, next: 'stay' | 'next') => void;

function Editor({ spec, start, onDone }: { spec: FieldSpec; start: Draft; onDone: Done }) {
  const [draft, setDraft] = useState(start);
  const done = useRef(false);
  const finish: Done = (value, next) => {
    if (done.current) return;
    done.current = true;
    onDone(value, next);
  };
  const key = (event: KeyboardEvent<HTMLElement>) => {
    if (event.nativeEvent.isComposing) return;
    const save =
      event.key === 'Enter' && (spec.type !== 'longText' || event.ctrlKey || event.metaKey) && !event.defaultPrevented;
    if (event.key === 'Escape') finish(undefined, 'stay');
    else if (save) finish(isPicker(spec) ? undefined : draft, 'stay');
    else if (event.key === 'Tab' && !event.shiftKey) finish(isPicker(spec) ? undefined : draft, 'next');
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <FieldEditor
      spec={spec}
      draft={draft}
      opened
      onKeyDown={key}
      onBlur={() => finish(isPicker(spec) ? undefined : draft, 'stay')}
      onDraft={(next, how) => {
        setDraft(next);
        if (how === 'picked') finish(next, 'stay');
      }}
    />
  );
}

/** Says that a new value waits for a second person, and leads to it. */
function PendingChip({ request }: { request: string }) {
  const { t } = useI18n();
  return (
    <Link
      href={`/${entityOf('changeRequest').collection}/${request}`}
      className="badge warn pending-chip"
      title={t.process.pending.open}
    >
      <Icon name="clock" size={12} />
      {t.process.pending.chip}
    </Link>
  );
}

/** An audit rule by its name; its findings are a click away. */
function RuleName({ id }: { id: string }) {
  const { label } = useI18n();
  const rule = useRules().data?.items.find((one) => one.id === id);
  return <Link href={`/findings?filter=rule:eq:${id}`}>{rule ? label(rule.label) : id}</Link>;
}

interface LineProps {
  record: WebRecord;
  /** The value is still being read: nobody can say yet that there is none. */
  coming: boolean;
  spec: FieldSpec;
  editable: boolean;
  /** The text with which the open editor begins; undefined while it is closed. */
  start: Draft | undefined;
  fault: CellFault | undefined;
  /** The audit has a finding about this field. */
  marked: boolean;
  /** What the next step asks of this field, in words. */
  asked: string | undefined;
  /** The change request that waits for a second person. */
  pending: string | undefined;
  lock: ReactNode;
  onEdit: () => void;
  onDone: Done;
  onReload: () => void;
  onKeep: () => void;
  onTake: () => void;
}

function FieldLine({
  record,
  coming,
  spec,
  editable,
  start,
  fault,
  marked,
  asked,
  pending,
  lock,
  onEdit,
  onDone,
  onReload,
  onKeep,
  onTake,
}: LineProps) {
  const { t, label } = useI18n();
  const value = readField(record, spec);
  const imported = asImported(record, spec.name);
  const name = label(spec.label);
  const face =
    !isBlank(value) && record.type === 'warning' && spec.name === 'rule' ? (
      <RuleName id={String(value)} />
    ) : !isBlank(value) ? (
      <FieldValue value={value} spec={spec} record={record} />
    ) : imported !== undefined ? (
      <ImportedMark text={imported} />
    ) : coming ? (
      <span className="chip ref pending" />
    ) : (
      <span className="empty-value">{t.record.emptyField}</span>
    );
  const rest =
    editable && !coming ? (
      // biome-ignore lint/a11y/useSemanticElements: it may hold a link, which a button must not
      <div
        role="button"
        tabIndex={0}
        className="field-value editable"
        aria-label={t.record.editField(name)}
        onClick={(event) => ((event.target as HTMLElement).closest('a') ? undefined : onEdit())}
        onKeyDown={(event) => {
          if (!['Enter', 'F2', ' '].includes(event.key) || event.target !== event.currentTarget) return;
          event.preventDefault();
          onEdit();
        }}
      >
        {face}
      </div>
    ) : (
      <div className="field-value">{face}</div>
    );
  return (
    <div
      className={`field-line${lock ? ' locked' : ''}${fault ? ' faulty' : ''}${marked ? ' marked' : ''}${asked ? ' asked' : ''}${spec.type === 'longText' ? ' long' : ''}`}
      data-field={spec.name}
    >
      <span className="field-label" title={name}>
        <Icon name={marked ? 'finding' : iconOfField(spec)} size={14} />
        <span className="ellipsis">{name}</span>
        {marked ? <span className="hidden-text">{t.record.tabs.findings}</span> : null}
      </span>
      {start === undefined ? (
        lock || pending ? (
          <div className="field-beside">
            {rest}
            {pending ? <PendingChip request={pending} /> : null}
            {lock}
          </div>
        ) : (
          rest
        )
      ) : (
        <div className="field-editor">
          <Editor spec={spec} start={start} onDone={onDone} />
          {spec.critical ? <p className="quiet-hint">{t.process.pending.hint}</p> : null}
          {spec.help ? <p className="quiet-hint">{label(spec.help)}</p> : null}
        </div>
      )}
      {asked && start === undefined && !fault ? <p className="field-asked">{asked}</p> : null}
      {fault && start === undefined ? <CellMessage {...{ fault, record, spec, onReload, onKeep, onTake }} /> : null}
    </div>
  );
}

interface Props {
  entity: Entity;
  record: WebRecord;
  wanted: Wanted | undefined;
  findings: readonly WebRecord[];
  document: DocumentState;
  /** Only these, in this order: the head of a document that shows the others elsewhere. */
  only?: readonly string[];
  /** What the next step asks of fields, in words, by field. */
  asked?: ReadonlyMap<string, string>;
  /** Whether all of the record is there: a row of a list lacks its long texts. */
  whole?: boolean;
}

/** Fields that only a person has; they stay away from a company unless something was entered. */
const personal: readonly string[] = ['firstName', 'lastName', 'gender', 'birthDate'];
const isBesidePoint = (spec: FieldSpec, record: WebRecord): boolean =>
  // What is worked out and is not there yet is nothing that anybody could fill.
  (spec.computed === true || (record['kind'] === 'company' && personal.includes(spec.name))) &&
  isBlank(readField(record, spec)) &&
  asImported(record, spec.name) === undefined;

/** Fields of one section stand together, behind those of none. */
const inSections = (specs: readonly FieldSpec[]): FieldSpec[] => {
  const sections = [...new Set(specs.map((spec) => spec.section?.en))];
  const rank = (spec: FieldSpec) => (spec.section ? 1 + sections.indexOf(spec.section.en) : 0);
  return specs.toSorted((a, b) => rank(a) - rank(b));
};

/** All fields of a record, each edited where it stands. */
export function RecordFields({ entity, record, wanted, findings, document, only, asked, whole = true }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const { canWrite } = useWorkspace();
  const specs = useFieldSpecs(entity);
  const cells = useCells();
  // With the record as it was when the edit began: what is read meanwhile is somebody else's.
  const [edit, setEdit] = useState<{ name: string; base: WebRecord }>();
  const editing = edit?.name;
  const setEditing = (name: string | undefined) => setEdit(name === undefined ? undefined : { name, base: record });
  const latest = useLatest(record);
  const box = useRef<HTMLDivElement>(null);
  const creator = useRefTitle(record.createdBy);
  const updates = (entity.operations ?? allOperations).includes('update');
  const writes = updates && canWrite(entity.domain) && !record.archivedAt;
  const named = only?.flatMap((name) => specs.find((spec) => spec.name === name) ?? []) ?? specs;
  const marked = new Set(findings.map((one) => String(one['locator'] ?? '')));
  const hidden = extrasOf(entity.name).hidesFields;
  const own = named.filter(
    (spec) =>
      (spec.place !== 'envelope' || spec.name === 'ownerId') &&
      !hidden?.includes(spec.name) &&
      (marked.has(spec.name) || asked?.has(spec.name) || !isBesidePoint(spec, record)),
  );

  useEffect(() => {
    if (!wanted || wanted.field.startsWith('lines.')) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-field="${CSS.escape(wanted.field)}"]`);
    line?.scrollIntoView({ block: 'center' });
    // A field that cannot be changed here still shows itself.
    if (line?.querySelector('.editable, .field-editor')) setEdit({ name: wanted.field, base: latest.current });
    else line?.querySelector<HTMLElement>('button, a')?.focus({ preventScroll: true });
  }, [wanted, latest]);

  const pending = pendingOf(record);
  const locked = (spec: FieldSpec): boolean => isEditable(spec) && isLocked(document.lock, spec);
  const opens = (spec: FieldSpec): boolean =>
    isEditableHere(spec) && pending[spec.name] === undefined && !(locked(spec) && document.lock?.edits === 'refused');

  const done = (spec: FieldSpec, draft: Draft | undefined, next: 'stay' | 'next') => {
    const base = edit?.name === spec.name ? edit.base : record;
    setEditing(next === 'next' ? own.slice(own.indexOf(spec) + 1).find(opens)?.name : undefined);
    if (draft === undefined) cells.forget(record, spec);
    else void cells.save(base, spec, draft, locked(spec) ? 'locked' : undefined);
    if (next === 'next') return;
    requestAnimationFrame(() => {
      if (window.document.activeElement === window.document.body)
        box.current
          ?.querySelector<HTMLElement>(`[data-field="${CSS.escape(spec.name)}"] .editable`)
          ?.focus({ preventScroll: true });
    });
  };
  return (
    <div className="fields" ref={box}>
      {inSections(own).map((spec, index, all) => {
        const fault = cells.faults.get(faultKey(record, spec));
        const heading = spec.section && spec.section.en !== all[index - 1]?.section?.en ? spec.section : undefined;
        return (
          <Fragment key={spec.name}>
            {heading ? <h3 className="field-section">{label(heading)}</h3> : null}
            <FieldLine
              record={record}
              spec={spec}
              coming={!whole && spec.type === 'longText' && isBlank(readField(record, spec))}
              editable={writes && opens(spec)}
              pending={pending[spec.name]}
              lock={
                writes && spec.governed ? (
                  <LockMark text={t.process.lock.state} document={document} />
                ) : writes && locked(spec) ? (
                  <LockMark document={document} />
                ) : null
              }
              fault={fault}
              marked={marked.has(spec.name)}
              asked={asked?.get(spec.name)}
              start={editing === spec.name ? (fault?.draft ?? cells.draftFor(record, spec)) : undefined}
              onEdit={() => setEditing(spec.name)}
              onDone={(draft, next) => done(spec, draft, next)}
              onReload={() => void cells.reload(record)}
              onKeep={() => void cells.save(record, spec, fault?.draft ?? '', locked(spec) ? 'locked' : undefined)}
              onTake={() => cells.forget(record, spec)}
            />
          </Fragment>
        );
      })}
      {cells.dialog}
      {only ? null : (
        <p className="fields-foot">
          {t.record.createdBy(creator ?? t.common.system, format.instant(record.createdAt))}
          {Object.entries(record['externalIds'] ?? {}).map(([system, id]) => (
            <span key={system} className="chip">
              {system}: {String(id)}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
