import { useCallback, useMemo, useState } from 'react';
import { useLocation } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { ApiError } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { part } from '../lib/part.tsx';
import type { WebRecord } from '../lib/records.ts';
import { pendingOf } from '../process/lock.ts';
import type { Draft, DraftContext } from './draft.ts';
import { draftOf, parseDraft } from './draft.ts';
import { asImported, bodyFor, currencyOf, type FieldSpec, isBlank, readField } from './fields.ts';
import type { CellFault } from './grid-cell.tsx';
import { faultKey } from './grid-parts.ts';
import { ClashError, reloadRecord, saveRecord } from './save.ts';
import { noteEdit } from './undo.ts';
import { putBack } from './use-paste.ts';

const ReasonDialog = part(() => import('../process/reason-dialog.tsx'));

/** A change that waits for its reason: of a critical field, or of a locked document. */
interface Unsaid {
  because: 'critical' | 'locked';
  record: WebRecord;
  spec: FieldSpec;
  draft: Draft;
  value: unknown;
}

/** Editing of single fields wherever they stand: reading drafts, saving, and what was refused. */
export const useCells = () => {
  const i18n = useI18n();
  const format = useFormat();
  const { workspaceId: ws, currency, timeZone } = useWorkspace();
  const [unsaid, setUnsaid] = useState<Unsaid>();
  const [, navigate] = useLocation();
  const [faults, setFaults] = useState<ReadonlyMap<string, CellFault>>(new Map());

  const setFault = useCallback((key: string, fault: CellFault | undefined) => {
    setFaults((now) => {
      if (!fault && !now.has(key)) return now;
      const next = new Map(now);
      if (fault) next.set(key, fault);
      else next.delete(key);
      return next;
    });
  }, []);

  const contextFor = useCallback(
    (record: WebRecord): DraftContext => ({ currency: currencyOf(record, currency), timeZone, today: format.today() }),
    [currency, timeZone, format],
  );

  const draftFor = useCallback(
    (record: WebRecord, spec: FieldSpec): Draft => {
      const value = readField(record, spec);
      // What an import could not read is the best start for putting it right.
      return isBlank(value) ? (asImported(record, spec.name) ?? '') : draftOf(value, spec, contextFor(record));
    },
    [contextFor],
  );

  const refused = useCallback(
    (error: unknown, record: WebRecord, spec: FieldSpec, draft: Draft) => {
      const own =
        error instanceof ApiError
          ? error.faults.find((fault) => fault.field === spec.name || fault.field.startsWith(`${spec.name}.`))
          : undefined;
      // A process says why in its own words; the fault's code could only say that the value was not taken.
      const byProcess = error instanceof ApiError && error.refusals.length > 0;
      const text = own && !byProcess ? faultText(own, i18n) : errorText(error, i18n);
      const clash = error instanceof ClashError ? error.clashes.find((one) => one.field === spec.name) : undefined;
      setFault(faultKey(record, spec), { text, draft, stale: isStale(error), ...(clash ? { clash } : {}) });
      if (error instanceof ApiError && error.code === 'offline') toast({ text, tone: 'bad' });
    },
    [i18n, setFault],
  );

  const save = useCallback(
    async (record: WebRecord, spec: FieldSpec, draft: Draft, lock?: 'locked') => {
      const key = faultKey(record, spec);
      const parsed = parseDraft(draft, spec, contextFor(record));
      if ('fault' in parsed) {
        setFault(key, {
          text: faultText({ field: spec.name, code: parsed.fault, message: '' }, i18n),
          draft,
          stale: false,
        });
        return;
      }
      const before = readField(record, spec);
      const untouched = isBlank(before)
        ? isBlank(parsed.value) && asImported(record, spec.name) === undefined
        : JSON.stringify(before) === JSON.stringify(parsed.value);
      setFault(key, undefined);
      if (untouched) return;
      if (spec.required && isBlank(parsed.value)) {
        setFault(key, {
          text: faultText({ field: spec.name, code: 'required', message: '' }, i18n),
          draft,
          stale: false,
        });
        return;
      }
      const because = spec.critical ? 'critical' : lock;
      if (because) return setUnsaid({ because, record, spec, draft, value: parsed.value });
      try {
        const saved = await saveRecord(ws, record, bodyFor(record, spec, parsed.value));
        noteEdit({ ws, back: () => putBack(ws, saved, record, [spec]) });
      } catch (error) {
        refused(error, record, spec, draft);
      }
    },
    [contextFor, i18n, refused, setFault, ws],
  );

  const send = async ({ record, spec, draft, value }: Unsaid, reason: string) => {
    setUnsaid(undefined);
    try {
      const saved = await saveRecord(ws, record, { ...bodyFor(record, spec, value), reason });
      const request = pendingOf(saved)[spec.name];
      const { t, label } = i18n;
      if (!request) return toast({ text: t.common.saved });
      toast({
        text: t.process.pending.sent(label(spec.label)),
        action: {
          label: t.process.pending.open,
          run: () => navigate(`/${entityOf('changeRequest').collection}/${request}`),
        },
      });
    } catch (error) {
      refused(error, record, spec, draft);
    }
  };
  const dialog = unsaid ? (
    <ReasonDialog
      field={i18n.label(unsaid.spec.label)}
      because={unsaid.because}
      onSend={(reason) => void send(unsaid, reason)}
      onClose={() => {
        // What was typed stays, and says that it was not sent.
        const { record, spec, draft } = unsaid;
        setFault(faultKey(record, spec), { text: i18n.t.process.pending.unsent, draft, stale: false });
        setUnsaid(undefined);
      }}
    />
  ) : null;

  const forget = useCallback(
    (record: WebRecord, spec: FieldSpec) => setFault(faultKey(record, spec), undefined),
    [setFault],
  );

  const reload = useCallback(
    async (record: WebRecord) => {
      await reloadRecord(ws, record).catch((error: unknown) => toast({ text: errorText(error, i18n), tone: 'bad' }));
      setFaults((now) => new Map([...now].filter(([key]) => !key.startsWith(`${record.id} `))));
    },
    [i18n, ws],
  );

  const latest = useLatest(faults);
  /** Saves what was typed over what somebody else entered into the same field. */
  const keep = useCallback(
    (record: WebRecord, spec: FieldSpec) => {
      const typed = latest.current.get(faultKey(record, spec));
      if (typed) void save(record, spec, typed.draft);
    },
    [latest, save],
  );

  const cells = useMemo(
    () => ({ faults, draftFor, save, forget, reload, keep, setFault }),
    [faults, draftFor, save, forget, reload, keep, setFault],
  );
  return { ...cells, dialog };
};
