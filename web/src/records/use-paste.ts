import { useCallback } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText, faultsByField, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useLatest } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf, useMembers, useTitles } from '../lib/titles.ts';
import { cellText, clipboardText, pastedDraft } from './cell-text.ts';
import { parseDraft } from './draft.ts';
import { bodyFor, currencyOf, type FieldSpec, readField } from './fields.ts';
import type { CellFault } from './grid-cell.tsx';
import type { CellText } from './grid-parts.ts';
import { faultKey } from './grid-parts.ts';
import { ClashError, saveRecord } from './save.ts';
import { noteEdit } from './undo.ts';

/** A field that was read out of a text. */
interface Read {
  spec: FieldSpec;
  /** What an editor of the field would hold. */
  draft: string;
  value: unknown;
}

/** How many records are sent side by side. */
const AT_ONCE = 4;

const bodyOf = (record: WebRecord, cells: readonly { spec: FieldSpec; value: unknown }[]): Record<string, unknown> =>
  cells.reduce<Record<string, unknown>>((body, { spec, value }) => {
    const custom = (body['custom'] as Record<string, unknown> | undefined) ?? record.custom;
    return Object.assign(body, bodyFor(custom ? { custom } : {}, spec, value));
  }, {});

/** Takes back fields of a record that were changed together. @throws ApiError */
export const putBack = (ws: string, saved: WebRecord, before: WebRecord, specs: readonly FieldSpec[]) =>
  saveRecord(
    ws,
    saved,
    bodyOf(
      saved,
      specs.map((spec) => ({ spec, value: readField(before, spec) })),
    ),
  );

interface Rules {
  canEdit: (record: WebRecord, spec: FieldSpec) => boolean;
  setFault: (key: string, fault: CellFault | undefined) => void;
}

/** Blocks of cells to the clipboard and from it: a record is one write, what is refused says so in its cell. */
export const usePaste = (rules: Rules) => {
  const i18n = useI18n();
  const format = useFormat();
  const { workspaceId: ws, currency, timeZone } = useWorkspace();
  const title = useTitles();
  const members = useMembers();
  const latest = useLatest({ ...rules, i18n, format, title, people: members.data });

  const contextFor = useCallback(
    (record: WebRecord) => ({ currency: currencyOf(record, currency), timeZone, today: latest.current.format.today() }),
    [currency, timeZone, latest],
  );

  const textOf = useCallback(
    (rows: readonly WebRecord[], columns: readonly FieldSpec[]): string => {
      const { format: shown, title: nameOf, i18n: words } = latest.current;
      toast({ text: words.t.views.grid.copied(rows.length * columns.length) });
      return clipboardText(
        rows.map((record) =>
          columns.map((spec) =>
            cellText(readField(record, spec), spec, { context: contextFor(record), format: shown, title: nameOf }),
          ),
        ),
      );
    },
    [contextFor, latest],
  );

  /** Reads one cell; undefined, and a mark in the cell, where it cannot be taken. */
  const readCell = useCallback(
    ({ record, spec, text }: CellText): Read | undefined => {
      const { canEdit, setFault, i18n: words, people } = latest.current;
      if (!canEdit(record, spec)) return undefined;
      const draft = pastedDraft(text, spec, (ref, wanted) =>
        ref === 'member' ? people?.find((one) => titleOf(one) === wanted)?.id : undefined,
      );
      const parsed =
        draft === undefined ? { fault: 'not-allowed-value' as const } : parseDraft(draft, spec, contextFor(record));
      const code =
        'fault' in parsed ? parsed.fault : spec.required && parsed.value === undefined ? 'required' : undefined;
      if (code !== undefined || 'fault' in parsed) {
        const wrong = faultText({ field: spec.name, code: code ?? 'type', message: '' }, words);
        setFault(faultKey(record, spec), { text: wrong, draft: text, stale: false });
        return undefined;
      }
      // What a second person has to approve asks for a reason of its own.
      if (spec.critical) {
        setFault(faultKey(record, spec), { text: words.t.process.pending.unsent, draft: text, stale: false });
        return undefined;
      }
      return { spec, draft: draft ?? text, value: parsed.value };
    },
    [contextFor, latest],
  );

  const paste = useCallback(
    async (cells: readonly CellText[]): Promise<void> => {
      const byRecord = new Map<WebRecord, Read[]>();
      let left = 0;
      for (const cell of cells) {
        const read = readCell(cell);
        if (read) byRecord.set(cell.record, [...(byRecord.get(cell.record) ?? []), read]);
        else left++;
      }
      const saved: { before: WebRecord; after: WebRecord; specs: FieldSpec[] }[] = [];
      const send = async ([record, reads]: [WebRecord, Read[]]) => {
        const { setFault, i18n: words } = latest.current;
        for (const { spec } of reads) setFault(faultKey(record, spec), undefined);
        try {
          const after = await saveRecord(ws, record, bodyOf(record, reads));
          saved.push({ before: record, after, specs: reads.map((one) => one.spec) });
        } catch (error) {
          const faults = faultsByField(error);
          const clashes = error instanceof ClashError ? error.clashes : [];
          const clashOf = ({ name }: FieldSpec) => clashes.find((one) => one.field === name);
          const wrong = reads.filter(({ spec }) => faults.has(spec.name) || clashOf(spec));
          const refused = wrong.length > 0 ? wrong : reads;
          left += refused.length;
          for (const { spec, draft } of refused) {
            const clash = clashOf(spec);
            const own = faults.get(spec.name);
            const why = own ? faultText(own, words) : errorText(error, words);
            setFault(faultKey(record, spec), {
              text: why,
              draft,
              stale: clash !== undefined,
              ...(clash ? { clash } : {}),
            });
          }
          // What is right in the row is taken without what is not.
          const rest = reads.filter((one) => !refused.includes(one));
          if (rest.length > 0) await send([record, rest]);
        }
      };
      const waiting = [...byRecord];
      const lane = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await send(next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, lane));
      const { t } = latest.current.i18n;
      const count = saved.reduce((sum, one) => sum + one.specs.length, 0);
      const back = () => Promise.all(saved.map((one) => putBack(ws, one.after, one.before, one.specs)));
      if (count > 0) noteEdit({ ws, back });
      const fail = (error: unknown) => toast({ text: errorText(error, latest.current.i18n), tone: 'bad' });
      toast({
        text: [
          ...(count > 0 ? [t.views.grid.pasted(count)] : []),
          ...(left > 0 ? [t.views.grid.notPasted(left)] : []),
        ].join(' '),
        ...(left > 0 ? { tone: 'bad' as const } : {}),
        ...(count > 0 ? { action: { label: t.common.undo, run: () => void back().catch(fail) } } : {}),
      });
    },
    [latest, readCell, ws],
  );
  return { textOf, paste };
};
