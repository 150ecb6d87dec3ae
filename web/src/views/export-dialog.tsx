import '../styles/views.css';
import type { FormEvent } from 'react';
import { useState } from 'react';
import { Link } from 'wouter';
import type { Entity } from '../../../shared/kernel/entity.ts';
import { createExport } from '../../../shared/views/exports.contract.ts';
import { call, newKey } from '../client.ts';
import { useI18n } from '../i18n/index.tsx';
import { Dialog } from '../kit/dialog.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { ListAsk } from '../lib/records.ts';
import type { FieldSpec } from '../records/fields.ts';
import { followJob } from './jobs.ts';
import type { Chosen } from './selection.ts';

interface Props {
  entity: Entity;
  columns: readonly FieldSpec[];
  ask: ListAsk;
  total: number;
  /** Rows that were chosen; without them all that the list has. */
  chosen?: Chosen;
  onClose: () => void;
}

interface ChoiceProps<T extends string> {
  name: string;
  legend: string;
  value: T;
  choices: readonly { value: T; text: string }[];
  onChange: (value: T) => void;
}

function Choice<T extends string>({ name, legend, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <fieldset className="view-shares">
      <legend>{legend}</legend>
      {choices.map((one) => (
        <label key={one.value} className="check">
          <input type="radio" name={name} checked={value === one.value} onChange={() => onChange(one.value)} />
          {one.text}
        </label>
      ))}
    </fieldset>
  );
}

/** What a file of the list is to hold; it is made while the person goes on. */
export default function ExportDialog({ entity, columns, ask, total, chosen, onClose }: Props) {
  const i18n = useI18n();
  const { t, lang, label } = i18n;
  const words = t.views.exports;
  const format = useFormat();
  const { workspaceId: ws } = useWorkspace();
  const [kind, setKind] = useState<'xlsx' | 'csv'>('xlsx');
  const [which, setWhich] = useState<'shown' | 'all'>('shown');
  const [language, setLanguage] = useState<'en' | 'zh-CN'>(lang);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const named = chosen && !chosen.all ? [...chosen.ids] : undefined;
      const job = await call(createExport, {
        params: { workspaceId: ws },
        body: {
          entity: entity.name,
          format: kind,
          language,
          ...(which === 'shown' ? { columns: columns.map((one) => one.name) } : {}),
          ...(named
            ? { ids: named }
            : {
                query: {
                  ...(ask.filter && ask.filter.length > 0 ? { filter: [...ask.filter] } : {}),
                  ...(ask.q ? { q: ask.q } : {}),
                  ...(ask.sort ? { sort: ask.sort } : {}),
                  archived: ask.archived ?? 'no',
                },
              }),
        },
        idempotencyKey: newKey(),
      });
      followJob({ kind: 'export', id: job.id, ws, name: job.name || label(entity.plural) });
      onClose();
    } catch (error) {
      setProblem(error);
      setBusy(false);
    }
  };
  return (
    <Dialog title={words.dialog(format.number(total))} kind="dialog" onClose={onClose}>
      <form className="form" onSubmit={(event) => void start(event)}>
        {problem ? (
          <p className="form-problem" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
        <Choice
          name="format"
          legend={words.format}
          value={kind}
          onChange={setKind}
          choices={[
            { value: 'xlsx', text: words.xlsx },
            { value: 'csv', text: words.csv },
          ]}
        />
        <Choice
          name="columns"
          legend={words.columns}
          value={which}
          onChange={setWhich}
          choices={[
            { value: 'shown', text: words.shown(columns.length) },
            { value: 'all', text: words.allColumns },
          ]}
        />
        <Choice
          name="language"
          legend={words.language}
          value={language}
          onChange={setLanguage}
          choices={[
            { value: 'zh-CN', text: t.nav.languageNames['zh-CN'] },
            { value: 'en', text: t.nav.languageNames.en },
          ]}
        />
        <div className="form-end">
          <button type="submit" className="btn primary" data-autofocus disabled={busy}>
            {words.start}
          </button>
          <Link href="/exports" className="link" onClick={onClose}>
            {words.open}
          </Link>
        </div>
      </form>
    </Dialog>
  );
}
