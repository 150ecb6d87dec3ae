import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import { faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';
import type { Draft, DraftContext } from '../records/draft.ts';
import { draftOf, parseDraft } from '../records/draft.ts';
import {
  asImported,
  bodyFor,
  currencyOf,
  type FieldSpec,
  isBlank,
  lineSpecs,
  readField,
  useFieldSpecs,
  useStandard,
} from '../records/fields.ts';
import { cellValue, linesBody, toDrafts, withDraft } from '../records/lines.ts';
import { saveRecord } from '../records/save.ts';
import { noteFixed } from './fixed-here.ts';
import type { FixPlace } from './places.ts';
import { companionsOf, placeAt } from './places.ts';

type Drafts = Readonly<Record<string, Draft>>;
type Faults = ReadonlyMap<string, FieldFault>;

/** What is needed to read and write the values of one record. */
interface Sheet {
  record: WebRecord;
  specs: readonly FieldSpec[];
  lines: readonly FieldSpec[];
  context: DraftContext;
}

const linesWith = ({ record }: Sheet, drafts: Drafts) =>
  Object.entries(drafts).reduce(
    (lines, [path, draft]) => {
      const at = /^lines\.(\d+)\.(.+)$/.exec(path);
      return at
        ? lines.map((line, index) => (index === Number(at[1]) ? withDraft(line, at[2] ?? '', draft) : line))
        : lines;
    },
    toDrafts(record.lines ?? []),
  );

/** The text that an editor shows: what was typed, or the value; an amount follows its quantity and price. */
const draftAt = (sheet: Sheet, place: FixPlace, drafts: Drafts): Draft => {
  const typed = drafts[place.path];
  if (typed !== undefined) return typed;
  const line = place.line === undefined ? undefined : linesWith(sheet, drafts)[place.line];
  const value = line ? cellValue(line, place.spec, sheet.lines, sheet.context) : readField(sheet.record, place.spec);
  if (!isBlank(value)) return draftOf(value, place.spec, sheet.context);
  // The text of an import is a good start, but for a reference, which is chosen and not typed.
  return place.spec.type === 'ref' ? '' : (asImported(sheet.record, place.path) ?? '');
};

/** The change that the drafts ask for, or what is wrong with them. */
const bodyOf = (sheet: Sheet, drafts: Drafts): { body: Record<string, unknown>; faults: Map<string, FieldFault> } => {
  const faults = new Map<string, FieldFault>();
  let body: Record<string, unknown> = {};
  for (const [path, draft] of Object.entries(drafts)) {
    const spec = path.startsWith('lines.') ? undefined : sheet.specs.find((one) => one.name === path);
    if (!spec) continue;
    const parsed = parseDraft(draft, spec, sheet.context);
    if ('fault' in parsed) faults.set(path, fault(path, parsed.fault));
    else {
      const { custom, ...rest } = bodyFor(sheet.record, spec, parsed.value);
      const own = { ...(body['custom'] as object | undefined), ...(custom as object | undefined) };
      body = { ...body, ...rest, ...(Object.keys(own).length > 0 ? { custom: own } : {}) };
    }
  }
  if (Object.keys(drafts).some((path) => path.startsWith('lines.'))) {
    const lines = linesBody(linesWith(sheet, drafts), sheet.lines, sheet.context);
    for (const [path, one] of lines.faults) faults.set(path, one);
    body = { ...body, lines: lines.body };
  }
  return { body, faults };
};

/** Putting a finding right at its place: the record, the editors, saving. */
export const useFix = (finding: WebRecord, entity: Entity) => {
  const workspace = useWorkspace();
  const format = useFormat();
  const ws = workspace.workspaceId;
  const query = useQuery({ ...recordQuery(ws, entity.name, String(finding['subjectId'])), staleTime: 0 });
  const specs = useFieldSpecs(entity);
  const standard = useStandard(entity);
  const lines = useMemo(() => (entity.lines ? lineSpecs(entity.lines, workspace) : []), [entity, workspace]);
  const [drafts, setDrafts] = useState<Drafts>({});
  const [faults, setFaults] = useState<Faults>(new Map());
  const [error, setError] = useState<unknown>();
  const [phase, setPhase] = useState<'editing' | 'saving' | 'saved'>('editing');

  const record = query.data;
  const context = {
    currency: currencyOf(record, workspace.currency),
    timeZone: workspace.timeZone,
    today: format.today(),
  };
  const sheet: Sheet | undefined = record ? { record, specs, lines, context } : undefined;
  const locator = String(finding['locator'] ?? '');
  const fields = { specs, lineSpecs: lines };
  const place = record ? placeAt(locator, record, fields) : undefined;
  const companions = place ? companionsOf(place, fields, standard) : [];
  // The server looks at a record as a whole: what it refuses elsewhere is put right here too.
  const others = record
    ? [...faults.keys()]
        .filter((path) => path !== place?.path && !companions.some((one) => one.path === path))
        .flatMap((path) => placeAt(path, record, fields) ?? [])
    : [];

  const setDraft = (path: string, draft: Draft) => {
    setPhase('editing');
    setDrafts((now) => ({ ...now, [path]: draft }));
    setFaults((now) => new Map([...now].filter(([name]) => name !== path)));
  };
  const refuse = (found: Faults, why?: unknown) => {
    setFaults(found);
    setError(why);
    setPhase('editing');
  };
  /** Saves what was typed. @returns whether it is saved */
  const save = async (): Promise<boolean> => {
    if (!sheet || phase === 'saving') return false;
    const { body, faults: wrong } = bodyOf(sheet, drafts);
    if (wrong.size > 0) {
      refuse(wrong);
      return false;
    }
    if (Object.keys(body).length === 0) return false;
    setPhase('saving');
    try {
      await saveRecord(ws, sheet.record, body);
      noteFixed(finding.id);
      setDrafts({});
      setFaults(new Map());
      setError(undefined);
      setPhase('saved');
      return true;
    } catch (why) {
      refuse(faultsByField(why), why);
      void query.refetch();
      return false;
    }
  };
  // A value of the head that one row could not give may be right all the same, by another row: saving it says so.
  const confirmable =
    record !== undefined && place !== undefined && place.path !== locator && record.asImported?.[locator] !== undefined;
  return {
    query,
    confirmable,
    record,
    place,
    companions,
    others,
    standard,
    context,
    faults,
    error,
    phase,
    setDraft,
    save,
    touched: Object.keys(drafts).length > 0,
    // An id that names nothing cannot be shown as a choice.
    draft: (at: FixPlace): Draft =>
      !sheet || (finding['rule'] === 'orphan-reference' && at.path === place?.path && drafts[at.path] === undefined)
        ? ''
        : draftAt(sheet, at, drafts),
  };
};
