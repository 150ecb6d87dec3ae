import { useMemo, useRef, useState } from 'react';
import type { Entity } from '../../../shared/kernel/entity.ts';
import type { FieldFault } from '../../../shared/kernel/problem.ts';
import { fault } from '../../../shared/kernel/problem.ts';
import { defaultProcess } from '../../../shared/processes.ts';
import { newKey } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';
import { faultsByField } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { queryClient } from '../lib/query-client.ts';
import type { OnDuplicate, WebRecord } from '../lib/records.ts';
import { createRecord } from '../lib/records.ts';
import { recall, recallHere, remember, rememberHere } from '../lib/storage.ts';
import { noteTitles } from '../lib/titles.ts';
import { parseDraft } from './draft.ts';
import { type FieldSpec, isBlank, isEditable, useFieldSpecs } from './fields.ts';
import type { Drafts } from './record-form.tsx';

/** Fields whose last value is offered again: people enter several records of one kind in a row. */
const remembered: Record<string, readonly string[]> = {
  account: ['country'],
  product: ['unit'],
  order: ['currency'],
  opportunity: ['currency'],
  activity: ['kind'],
};

const isDrafts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

/** What the schema takes where nothing is given: shown, so that it can be seen before saving. */
const defaultsOf = (entity: Entity): Drafts =>
  Object.fromEntries(
    Object.entries(entity.fields).flatMap(([name, schema]) => {
      const empty = schema.safeParse(undefined);
      return empty.success && typeof empty.data === 'string' ? [[name, empty.data]] : [];
    }),
  );

/** A body out of drafts, or what is wrong with them. */
export const bodyOf = (
  specs: readonly FieldSpec[],
  drafts: Drafts,
  context: { currency: string; timeZone: string; today: string },
) => {
  const faults = new Map<string, FieldFault>();
  const body: Record<string, unknown> = {};
  const custom: Record<string, unknown> = {};
  const typed = drafts['currency'];
  const currency = typed && /^[A-Z]{3}$/.test(typed) ? typed : context.currency;
  for (const spec of specs) {
    const parsed = parseDraft(drafts[spec.name] ?? '', spec, { ...context, currency });
    if ('fault' in parsed) faults.set(spec.name, fault(spec.name, parsed.fault));
    else if (isBlank(parsed.value)) {
      if (spec.required) faults.set(spec.name, fault(spec.name, 'required', spec.hint));
    } else if (spec.place === 'custom') custom[spec.name.slice('custom.'.length)] = parsed.value;
    else body[spec.name] = parsed.value;
  }
  if (Object.keys(custom).length > 0) body['custom'] = custom;
  return { body, faults };
};

/** Fields that are asked of a new record; of the states those in which its process lets one begin, if there is a choice. */
const offered = (entity: Entity, specs: readonly FieldSpec[]): FieldSpec[] =>
  specs.filter(isEditable).flatMap((spec) => {
    const starts = spec.governed ? defaultProcess(entity.process!.of({}))?.starts : undefined;
    if (!starts) return [spec];
    const values = spec.values?.filter((one) => starts.includes(one.value)) ?? [];
    return values.length > 1 ? [{ ...spec, values }] : [];
  });

/** What was typed into forms that were not saved; offered again in this window, also after a reload. */
const unsaved = {
  get: (place: string): Drafts | undefined => recallHere(`unsaved:${place}`, isDrafts),
  set: (place: string, drafts: Drafts) => rememberHere(`unsaved:${place}`, drafts),
  delete: (place: string) => rememberHere(`unsaved:${place}`, undefined),
};

const nothing: Drafts = {};

/**
 * The state of a form that creates a record: drafts, faults, sending with one key a submit. `usual` stands where nothing was typed and
 * is nobody's draft: the present time.
 */
export const useCreate = (entity: Entity, given: Drafts, usual: Drafts = nothing) => {
  const workspace = useWorkspace();
  const format = useFormat();
  const all = useFieldSpecs(entity);
  // What names the record is asked first.
  const specs = useMemo(
    () => offered(entity, all).sort((a, b) => Number(b.name === entity.title) - Number(a.name === entity.title)),
    [all, entity],
  );
  const start = (): Drafts => {
    const last = recall(`last:${workspace.workspaceId}:${entity.name}`, isDrafts) ?? {};
    const currency = specs.some((spec) => spec.name === 'currency') ? { currency: workspace.currency } : {};
    const owner = entity.owned ? { ownerId: workspace.memberId } : {};
    return { ...defaultsOf(entity), ...currency, ...last, ...owner, ...given };
  };
  const place = `${workspace.workspaceId} ${workspace.memberId} ${entity.name} ${JSON.stringify(given)}`;
  const [typed, setTyped] = useState<Drafts>(() => unsaved.get(place) ?? start());
  const drafts = useMemo(() => ({ ...usual, ...typed }), [usual, typed]);
  const [continued, setContinued] = useState(() => unsaved.get(place) !== undefined);
  const [faults, setFaults] = useState<ReadonlyMap<string, FieldFault>>(new Map());
  const [problem, setProblem] = useState<unknown>();
  const [refused, setRefused] = useState(false);
  const [busy, setBusy] = useState(false);
  const key = useRef({ body: '', id: '' });

  const setDrafts = (values: Drafts) => {
    const next = { ...typed, ...values };
    unsaved.set(place, next);
    setTyped(next);
    // What was refused was another content.
    setRefused(false);
    setFaults((now) => new Map([...now].filter(([field]) => !(field in values))));
  };
  const setDraft = (name: string, draft: string) => setDrafts({ [name]: draft });

  const submit = async (onDuplicate: OnDuplicate = 'refuse'): Promise<WebRecord | undefined> => {
    if (busy) return undefined;
    const { body, faults: found } = bodyOf(specs, drafts, {
      currency: workspace.currency,
      timeZone: workspace.timeZone,
      today: format.today(),
    });
    setFaults(found);
    setProblem(undefined);
    setRefused(false);
    if (found.size > 0) return undefined;
    const text = JSON.stringify(body);
    // The key stays while the same content is sent again after a lost answer.
    if (key.current.body !== text) key.current = { body: text, id: newKey() };
    setBusy(true);
    try {
      const record = await createRecord(workspace.workspaceId, entity.name, {
        body,
        idempotencyKey: key.current.id,
        ...(entity.mergeable ? { query: { onDuplicate } } : {}),
      });
      const keep = Object.fromEntries(
        (remembered[entity.name] ?? []).flatMap((name) => (drafts[name] ? [[name, drafts[name]]] : [])),
      );
      remember(`last:${workspace.workspaceId}:${entity.name}`, keep);
      key.current = { body: '', id: '' };
      unsaved.delete(place);
      noteTitles(workspace.workspaceId, [record]);
      queryClient.setQueryData(['record', workspace.workspaceId, entity.name, record.id], record);
      for (const what of ['list', 'page', 'summary'])
        void queryClient.invalidateQueries({ queryKey: [what, workspace.workspaceId, entity.name] });
      for (const what of entity.process ? ['timeline', 'work'] : ['timeline'])
        void queryClient.invalidateQueries({ queryKey: [what, workspace.workspaceId] });
      return record;
    } catch (error) {
      if (error instanceof ApiError && error.code === 'possible-duplicate') {
        setRefused(true);
        return undefined;
      }
      setFaults(faultsByField(error));
      setProblem(error instanceof ApiError ? error : new ApiError(0, 'internal'));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const reset = () => {
    unsaved.delete(place);
    setContinued(false);
    setTyped(start());
    setFaults(new Map());
    setRefused(false);
  };
  return { specs, drafts, setDraft, setDrafts, faults, problem, refused, busy, submit, reset, continued };
};
