import '../styles/form.css';
import '../styles/records.css';
import './campaigns.css';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { Link } from 'wouter';
import { decideVerification } from '../../../shared/campaigns/campaigns.contract.ts';
import type { Decision, VerificationLine } from '../../../shared/campaigns/verification.ts';
import { isUndecided, outcomes, verification } from '../../../shared/campaigns/verification.ts';
import { entityOf } from '../../../shared/entities.ts';
import { countedFields } from '../../../shared/quality/score.ts';
import { noStandard } from '../../../shared/standards/standard.ts';
import type { PageProps } from '../app/route.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { call } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { ApiError, isStale } from '../lib/api-error.ts';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest, useTitle } from '../lib/hooks.ts';
import { isCovered, isTyping, usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery, updateRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { useSubmit } from '../receivables/use-submit.ts';
import { draftOf, parseDraft } from '../records/draft.ts';
import { FieldEditor } from '../records/editors.tsx';
import {
  bodyFor,
  currencyOf,
  type FieldSpec,
  isBlank,
  isEditableHere,
  readField,
  useFieldSpecs,
  useStandard,
} from '../records/fields.ts';
import { FieldValue } from '../records/value.tsx';
import { OutcomeBar } from './bar.tsx';

const isSend = (event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  event.key === 'Enter' && (event.ctrlKey || event.metaKey);

/** Ctrl+Enter anywhere but in a box, whose editor has it first. */
const useSendKey = (send: () => void): void => {
  const latest = useLatest(send);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isSend(event) || isTyping(event) || isCovered()) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [latest]);
};

interface SubjectProps {
  portion: WebRecord;
  line: VerificationLine;
  onDecided: (portion: WebRecord) => void;
  onMove: (by: 1 | -1) => void;
}

/** One record of the portion: all of its fields, each to be changed where it stands, and the decision. */
function Subject({ portion, line, onDecided, onMove }: SubjectProps) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId: ws, canWrite, currency, timeZone } = useWorkspace();
  const entity = entityOf(String(portion['target']));
  const standard = useStandard(entity);
  const specs = useFieldSpecs(entity).filter((spec) => spec.place !== 'envelope' && isEditableHere(spec));
  const answer = useQuery({ ...recordQuery(ws, entity.name, line.recordId), retry: false, staleTime: 0 });
  const sending = useSubmit();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [editing, setEditing] = useState<string>();
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [retiring, setRetiring] = useState<string>();
  const [stale, setStale] = useState(false);
  const record = answer.data;
  const words = t.campaigns.portion;
  const undecided = isUndecided(line);
  const writes = canWrite(entity.domain);
  const gone = record !== undefined && (record.archivedAt !== undefined || record.id !== line.recordId);
  const context = { currency: currencyOf(record, currency), timeZone, today: format.today() };

  const changes = (of: WebRecord): Record<string, unknown> | undefined => {
    let body: Record<string, unknown> = {};
    const wrong: Record<string, string> = {};
    let custom = of.custom;
    for (const spec of specs) {
      const draft = drafts[spec.name];
      if (draft === undefined || draft === draftOf(readField(of, spec), spec, context)) continue;
      const parsed = parseDraft(draft, spec, context);
      if ('fault' in parsed) wrong[spec.name] = faultText({ field: spec.name, code: parsed.fault, message: '' }, i18n);
      else body = { ...body, ...bodyFor({ ...(custom ? { custom } : {}) }, spec, parsed.value) };
      if (body['custom']) custom = body['custom'] as Record<string, unknown>;
    }
    setFaults(wrong);
    return Object.keys(wrong).length > 0 ? undefined : body;
  };

  /** Saves what was typed without a decision. @throws ApiError */
  const keep = async (of: WebRecord, change: Record<string, unknown>): Promise<WebRecord> => {
    const saved = await updateRecord(ws, of, change);
    queryClient.setQueryData(recordQuery(ws, entity.name, of.id).queryKey, saved);
    setDrafts({});
    return saved;
  };

  const decide = async (outcome: Decision, note?: string) => {
    if (!record || sending.busy || !undecided) return;
    const change = gone ? {} : changes(record);
    if (!change) return;
    const edited = Object.keys(change).length > 0;
    const corrected = edited && outcome !== 'retired';
    const body = {
      recordId: line.recordId,
      outcome: outcome === 'retired' ? outcome : corrected ? ('corrected' as const) : ('confirmed' as const),
      recordVersion: record.version,
      ...(corrected ? { change } : {}),
      ...(note ? { note } : {}),
    };
    setStale(false);
    const done = await sending.submit({ body, version: portion.version }, async () => {
      try {
        // Who retires a record wants what was typed before kept as well: it is saved first, the record goes to the archive with it.
        const kept = edited && !corrected ? await keep(record, change) : record;
        return await call(decideVerification, {
          params: { workspaceId: ws, id: portion.id },
          version: portion.version,
          body: { ...body, recordVersion: kept.version },
        });
      } catch (error) {
        const found = [...faultsByField(error)].filter(([field]) => field !== 'recordId' && field !== 'note');
        setFaults(
          Object.fromEntries(found.map(([field, one]) => [field.replace(/^change\./, ''), faultText(one, i18n)])),
        );
        if (isStale(error)) {
          setStale(true);
          await answer.refetch();
          onDecided(
            (await queryClient.fetchQuery({
              ...recordQuery(ws, verification.name, portion.id),
              staleTime: 0,
            })) as WebRecord,
          );
        }
        throw error;
      }
    });
    if (!done) return;
    void queryClient.invalidateQueries({ queryKey: ['record', ws, entity.name, line.recordId] });
    onDecided(done as WebRecord);
    onMove(1);
  };

  // What is blank and not asked for would only be in the way.
  const asked = new Set(countedFields(entity, standard ?? noStandard).map((one) => one.field));
  const shown = specs.filter(
    (spec) => asked.has(spec.name) || (record !== undefined && !isBlank(readField(record, spec))),
  );
  const first = shown.find((spec) => record && isBlank(readField(record, spec))) ?? shown[0];
  usePageKeys({
    enter: () => void decide('confirmed'),
    c: () => void decide('confirmed'),
    e: () => (undecided && writes ? setEditing(first?.name) : undefined),
    r: () => (undecided && writes && !gone ? setRetiring('') : undefined),
    j: () => onMove(1),
    k: () => onMove(-1),
  });

  useSendKey(() => void decide('confirmed'));

  if (!record) {
    const missing = answer.error instanceof ApiError && answer.error.status === 404;
    if (missing) return <Note tone="warn">{words.notYours}</Note>;
    return answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />;
  }
  const field = (spec: FieldSpec) => {
    const value = readField(record, spec);
    const draft = drafts[spec.name];
    const open = editing === spec.name;
    const close = () => setEditing(undefined);
    return (
      <div key={spec.name} className="vc-field" data-field={spec.name}>
        <span className="field-label">{label(spec.label)}</span>
        <div className="field-value">
          {open ? (
            <FieldEditor
              spec={spec}
              opened
              draft={draft ?? draftOf(value, spec, context)}
              invalid={faults[spec.name] !== undefined}
              onDraft={(next, how) => {
                setDrafts((all) => ({ ...all, [spec.name]: next }));
                if (how === 'picked') close();
              }}
              onBlur={close}
              onKeyDown={(event) => {
                if (event.nativeEvent.isComposing) return;
                if (isSend(event)) {
                  // A list that is open has no choice yet: that is Enter's.
                  if (event.currentTarget.getAttribute('aria-expanded') === 'true') return;
                  close();
                  void decide('confirmed');
                } else if (event.key === 'Escape') {
                  setDrafts(({ [spec.name]: _gone, ...rest }) => rest);
                  close();
                } else if (event.key === 'Tab') {
                  const at = shown.findIndex((one) => one.name === spec.name) + (event.shiftKey ? -1 : 1);
                  setEditing(shown[at]?.name);
                } else if (event.key === 'Enter' && spec.type !== 'longText') close();
                else return;
                event.preventDefault();
              }}
            />
          ) : (
            <button
              type="button"
              className="vc-value"
              disabled={!undecided || !writes || gone}
              aria-label={`${words.edit}: ${label(spec.label)}`}
              onClick={() => setEditing(spec.name)}
            >
              {draft === undefined ? (
                isBlank(value) ? (
                  <span className="empty-value">{t.record.emptyField}</span>
                ) : (
                  <FieldValue value={value} spec={spec} record={record} />
                )
              ) : (
                <mark>{draft === '' ? '—' : draft}</mark>
              )}
            </button>
          )}
          {faults[spec.name] ? (
            <p className="form-fault" role="alert">
              {faults[spec.name]}
            </p>
          ) : null}
        </div>
      </div>
    );
  };
  return (
    <>
      <div className="q-row">
        <h2>{titleOf(record)}</h2>
        <Link className="link" href={`/${entity.collection}/${record.id}`}>
          {words.open}
        </Link>
      </div>
      {gone && undecided ? <Note tone="info">{words.gone}</Note> : null}
      {stale ? <Note tone="warn">{words.changed}</Note> : null}
      {line.outcome === 'escalated' ? <Note tone="warn">{words.escalated}</Note> : null}
      {undecided ? null : (
        <p className="q-row">
          <span className="badge good">{label(outcomes[line.outcome])}</span>
          {line.by ? <Person id={line.by} /> : null}
          {line.at ? <span className="quiet-hint">{format.ago(line.at)}</span> : null}
          {line.note ? <span>{line.note}</span> : null}
        </p>
      )}
      <div className="vc-fields">{shown.map(field)}</div>
      {sending.problem && !stale ? (
        <p className="form-problem" role="alert">
          {errorText(sending.problem, i18n)}
        </p>
      ) : null}
      {retiring === undefined ? null : (
        <div className="q-sheet">
          <p>
            {words.retireHint} {Object.keys(drafts).length > 0 ? words.retireSaves : null}
          </p>
          <input
            className="input"
            maxLength={300}
            placeholder={words.why}
            aria-label={words.why}
            value={retiring}
            // biome-ignore lint/a11y/noAutofocus: it was opened by a key, to be typed into
            autoFocus
            onChange={(event) => setRetiring(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Escape') setRetiring(undefined);
              if (event.key === 'Enter' && !event.nativeEvent.isComposing)
                void decide('retired', retiring.trim() || undefined);
            }}
          />
          <div className="q-row">
            <button
              type="button"
              className="btn primary"
              onClick={() => void decide('retired', retiring.trim() || undefined)}
            >
              {words.retire}
            </button>
            <button type="button" className="btn quiet" onClick={() => setRetiring(undefined)}>
              {t.common.cancel}
            </button>
          </div>
        </div>
      )}
      <div className="vc-actions">
        <button type="button" className="btn quiet" onClick={() => onMove(-1)}>
          <Icon name="up" />
          {words.previous}
        </button>
        <button type="button" className="btn quiet" onClick={() => onMove(1)}>
          <Icon name="down" />
          {words.next}
        </button>
        {undecided && !gone && writes ? (
          <button type="button" className="btn" disabled={sending.busy} onClick={() => setRetiring('')}>
            {words.retire}
          </button>
        ) : null}
        {undecided ? (
          <button
            type="button"
            className="btn primary"
            disabled={sending.busy}
            onClick={() => void decide('confirmed')}
          >
            <Icon name="check" />
            {gone ? words.take : Object.keys(drafts).length > 0 ? words.save : words.confirm}
          </button>
        ) : null}
      </div>
    </>
  );
}

/** A portion for its owner: one record after the other, by keys or by thumb. */
export default function PortionPage({ params }: PageProps) {
  const { t } = useI18n();
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const id = params['id'] ?? '';
  const answer = useQuery(recordQuery(ws, verification.name, id));
  const portion = answer.data;
  const lines = (portion?.lines ?? []) as unknown as VerificationLine[];
  const [at, setAt] = useState<number>();
  const words = t.campaigns.portion;
  useTitle(portion ? String(portion['name']) : t.campaigns.title);
  const begin = lines.findIndex(isUndecided);
  useEffect(() => {
    if (at === undefined && portion) setAt(Math.max(0, begin));
  }, [at, portion, begin]);
  const move = (by: 1 | -1) => setAt((now) => Math.max(0, Math.min(lines.length - 1, (now ?? 0) + by)));
  if (!portion)
    return (
      <div className="q-body">
        {answer.error ? <Failed error={answer.error} onRetry={() => void answer.refetch()} /> : <Waiting />}
      </div>
    );
  const count = (name: string) => Number(portion[name] ?? 0);
  const counts = {
    records: count('records'),
    confirmed: count('confirmed'),
    corrected: count('corrected'),
    retired: count('retired'),
    escalated: count('escalated'),
  };
  const done = lines.filter((line) => !isUndecided(line)).length;
  const line = lines[at ?? 0];
  return (
    <>
      <header className="page-head">
        <Link
          href="/campaigns"
          className="btn quiet small square"
          aria-label={t.campaigns.title}
          title={t.campaigns.title}
        >
          <Icon name="left" />
        </Link>
        <h1 className="ellipsis">{String(portion['name'])}</h1>
        <span className="spread" />
        <span className="q-text">{t.campaigns.due(format.day(String(portion['dueOn'])))}</span>
      </header>
      <div className="q-body">
        <div className="vc-portion">
          <div className="q-row">
            <strong>{words.progress(format.number(done), format.number(lines.length))}</strong>
            <span className="quiet-hint wide-only">{words.keys}</span>
          </div>
          <OutcomeBar counts={counts} />
          {done === lines.length ? (
            <Note tone="good">
              {words.done} <Link href="/work">{words.back}</Link>
            </Note>
          ) : null}
          {line ? (
            <Subject
              key={line.recordId}
              portion={portion}
              line={line}
              onMove={move}
              onDecided={(next) => {
                queryClient.setQueryData(['record', ws, verification.name, id], next);
                void queryClient.invalidateQueries({ queryKey: ['page', ws, verification.name] });
                void queryClient.invalidateQueries({ queryKey: ['campaign-progress', ws] });
              }}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}
