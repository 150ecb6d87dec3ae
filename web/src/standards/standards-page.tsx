import '../styles/form.css';
import './standards.css';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Note, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { toast } from '../kit/toast.tsx';
import { isStale } from '../lib/api-error.ts';
import { errorText, faultText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone, useTitle } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import { CodePart } from './code-part.tsx';
import { CustomPart } from './custom-part.tsx';
import { SequencesPart, StalePart } from './dates-part.tsx';
import type { StandardField } from './draft.ts';
import { entityDraft, standardEntities, standardFields } from './draft.ts';
import { faultAt, faultCount, placeOf } from './faults.ts';
import { FieldDrawer } from './field-drawer.tsx';
import { FieldCards, FieldTable } from './field-table.tsx';
import type { Edit } from './parts.tsx';
import { Part } from './parts.tsx';
import { TryPart } from './try-part.tsx';
import { useDraft } from './use-draft.ts';

type Scope = 'ruled' | 'all';

function FieldsPart({ edit }: { edit: Edit }) {
  const { t } = useI18n();
  const { shows } = useWorkspace();
  const phone = usePhone();
  const [scope, setScope] = useState<Scope>(phone ? 'ruled' : 'all');
  const [open, setOpen] = useState<StandardField>();
  const all = standardFields(edit.entity, edit.standard.custom).filter((field) => shows(field));
  const fields = scope === 'all' ? all : all.filter((field) => field.always || edit.standard.fields[field.path]);
  const Fields = phone ? FieldCards : FieldTable;
  const head = fields.filter((field) => field.place !== 'line');
  const lines = fields.filter((field) => field.place === 'line');
  return (
    <>
      <Part title={t.standards.fields}>
        <Choice
          label={t.standards.fields}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'all', label: t.standards.allFields },
            { value: 'ruled', label: t.standards.ruled },
          ]}
        />
        {head.length > 0 ? (
          <Fields edit={edit} fields={head} onOpen={setOpen} />
        ) : (
          <p className="st-hint">{t.standards.noneRuled}</p>
        )}
      </Part>
      {lines.length > 0 ? (
        <Part title={t.standards.lineFields}>
          <Fields edit={edit} fields={lines} onOpen={setOpen} />
        </Part>
      ) : null}
      <ul className="st-classes" aria-label={t.standards.columns.dataClass}>
        {(['basic', 'controlled', 'critical'] as const).map((one) => (
          <li key={one}>
            <strong>{t.standards.classes[one].name}</strong>
            <span>{t.standards.classes[one].means}</span>
          </li>
        ))}
      </ul>
      {open ? <FieldDrawer key={open.path} edit={edit} field={open} onClose={() => setOpen(undefined)} /> : null}
    </>
  );
}

type Draft = ReturnType<typeof useDraft>;

/** What is not saved yet, what saving brings about, and the way back. */
function SaveBar({ draft, onFault }: { draft: Draft; onFault: (place: string) => void }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { base, changed, faults, problem, busy } = draft;
  const names = standardEntities(draft.draft)
    .filter((entity) => changed.includes(entity.name))
    .map((entity) => label(entity.label));
  const save = async () => {
    const result = await draft.save();
    if ('version' in result) toast({ text: t.standards.saved(format.number(result.version)) });
    else if (result.place) onFault(result.place);
  };
  const discard = () => {
    const old = draft.discard();
    toast({ text: t.standards.discarded, action: { label: t.common.undo, run: () => draft.restore(old) } });
  };
  return (
    <footer className="q-foot st-foot">
      <div className="st-foot-words">
        <strong>{t.standards.unsaved(names.join(t.standards.comma))}</strong>
        {problem ? (
          <span className="form-fault" role="alert">
            {isStale(problem)
              ? t.standards.stalePull
              : faults.size > 0
                ? t.standards.firstMend
                : errorText(problem, i18n)}{' '}
            {isStale(problem) ? (
              <button type="button" className="link" onClick={() => void draft.pull()}>
                {t.standards.pull}
              </button>
            ) : null}
          </span>
        ) : faults.size > 0 ? (
          <span className="form-fault" role="alert">
            {t.standards.firstMend}
          </span>
        ) : (
          <span>{t.standards.sweep(format.number((base?.version ?? 0) + 1))}</span>
        )}
      </div>
      <button type="button" className="btn quiet" disabled={busy} onClick={discard}>
        {t.standards.discard}
      </button>
      <button type="button" className="btn primary" disabled={busy} onClick={() => void save()}>
        {busy ? t.common.saving : t.common.save}
      </button>
    </footer>
  );
}

function TabLabel({ entity, draft }: { entity: Entity; draft: Draft }) {
  const { t, label } = useI18n();
  const wrong = faultCount(draft.faults, entity.name);
  return (
    <>
      {label(entity.label)}
      {wrong > 0 ? (
        <span className="badge bad" title={t.standards.faultsIn(String(wrong), wrong === 1)}>
          <Icon name="warning" size={12} />
          {wrong}
        </span>
      ) : draft.changed.includes(entity.name) ? (
        <span className="badge info">{t.standards.changedMark}</span>
      ) : null}
    </>
  );
}

function Editor({ draft }: { draft: Draft }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { can } = useWorkspace();
  const search = useSearch();
  const [, navigate] = useLocation();
  const readOnly = !can('standards:write');
  const list = standardEntities(draft.draft);
  const wanted = new URLSearchParams(search).get('of');
  const entity = list.find((one) => one.name === wanted) ?? list[0];
  const show = (name: string) => navigate(`/standards?of=${name}`, { replace: true });
  if (!entity) return null;
  const { name } = entity;
  const edit: Edit = {
    entity,
    standard: entityDraft(draft.draft, name),
    readOnly,
    change: (next) => draft.change(name, next),
    fault: (part) => {
      const found = faultAt(draft.faults, placeOf(name, part));
      if (!found) return undefined;
      return found.kind === 'own' ? t.standards.wrong[found.code] : faultText(found.fault, i18n);
    },
  };
  const saved = new Set(entityDraft(draft.base?.standard ?? {}, name).custom.map((field) => field.name));
  return (
    <>
      <p className="q-text">{t.standards.intro}</p>
      {readOnly ? <Note>{t.standards.readOnly}</Note> : null}
      <Tabs
        tabs={list.map((one) => ({ key: one.name, label: <TabLabel entity={one} draft={draft} /> }))}
        active={name}
        onChange={show}
        label={t.standards.kinds}
      >
        <div className="st-parts" key={name}>
          <FieldsPart edit={edit} />
          {readOnly ? null : <TryPart edit={edit} />}
          <div className="st-two">
            <CodePart edit={edit} />
            <SequencesPart edit={edit} />
            <StalePart edit={edit} />
          </div>
          <CustomPart key={draft.epoch} edit={edit} saved={saved} />
        </div>
      </Tabs>
      {draft.dirty ? <SaveBar draft={draft} onFault={(place) => show(place.split('.')[1] ?? name)} /> : null}
    </>
  );
}

/** What is right for the data of this company, by kind of record. */
export default function StandardsPage() {
  const { t } = useI18n();
  const format = useFormat();
  const draft = useDraft();
  const { query, base } = draft;
  useTitle(t.standards.title);
  return (
    <>
      <header className="page-head">
        <Icon name="rule" size={18} />
        <h1>{t.standards.title}</h1>
        {base ? (
          <span className="badge">
            {base.version === 0 ? t.standards.defaults : t.standards.version(format.number(base.version))}
          </span>
        ) : null}
      </header>
      <div className="q-body">
        {base ? (
          <Editor draft={draft} />
        ) : query.error ? (
          <Failed error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Waiting />
        )}
      </div>
    </>
  );
}
