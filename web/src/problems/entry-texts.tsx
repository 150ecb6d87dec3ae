import { useId, useRef, useState } from 'react';
import { problemEntry } from '../../../shared/problems/entry.ts';
import type { Language } from '../i18n/index.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Tabs } from '../kit/tabs.tsx';
import { toast } from '../kit/toast.tsx';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { usePhone } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import type { FieldSpec } from '../records/fields.ts';
import { useFieldSpecs } from '../records/fields.ts';
import { CellMessage } from '../records/grid-cell.tsx';
import { faultKey } from '../records/grid-parts.ts';
import { saveRecord } from '../records/save.ts';
import { noteEdit } from '../records/undo.ts';
import { useCells } from '../records/use-cells.tsx';
import type { LinkKind, Part } from './entry.ts';
import { fieldIn, linkKinds, writtenParts } from './entry.ts';
import { LinkPicker } from './link-picker.tsx';

type Cells = ReturnType<typeof useCells>;

/** From here on it is said how much room is left. */
const NEAR = 100;

interface TextProps {
  record: WebRecord;
  spec: FieldSpec;
  part: Part | 'title';
  lang: Language;
  cells: Cells;
}

/** One text in one language; leaving it saves it. */
function EntryText({ record, spec, part, lang, cells }: TextProps) {
  const { t } = useI18n();
  const format = useFormat();
  const id = useId();
  const [draft, setDraft] = useState<string>();
  // What is read while somebody types is somebody else's edit.
  const base = useRef(record);
  const fault = cells.faults.get(faultKey(record, spec));
  const value = String(record[spec.name] ?? '');
  const shown = draft ?? fault?.draft ?? value;
  const max = part === 'title' ? 200 : 1000;
  const save = () => {
    if (draft === undefined) return;
    setDraft(undefined);
    if (draft !== value) void cells.save(base.current, spec, draft);
  };
  const common = {
    id,
    className: 'input',
    lang,
    maxLength: max,
    value: shown,
    placeholder: t.problems.partHints[part],
    'aria-invalid': fault !== undefined,
    'aria-label': `${t.problems.parts[part]} · ${t.nav.languageNames[lang]}`,
    'data-field-editor': spec.name,
    onFocus: () => {
      base.current = record;
    },
    onBlur: save,
  };
  return (
    <div className={`pb-text${fault ? ' faulty' : ''}`} data-field={spec.name}>
      {part === 'title' ? (
        <input
          {...common}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && save()}
        />
      ) : (
        <textarea
          {...common}
          rows={part === 'rightWay' ? 5 : 3}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save()}
        />
      )}
      {max - shown.length <= NEAR && shown.length > NEAR ? (
        <span className="quiet-hint">{t.problems.entry.left(format.number(max - shown.length))}</span>
      ) : null}
      {fault && draft === undefined ? (
        <CellMessage
          fault={fault}
          record={record}
          spec={spec}
          onReload={() => void cells.reload(record)}
          onKeep={() => void cells.save(record, spec, fault.draft)}
          onTake={() => cells.forget(record, spec)}
        />
      ) : null}
    </div>
  );
}

/** Where the entry is shown: errors, rules, steps, pages, roles by their names. */
export function EntryPlaces({ record, editable }: { record: WebRecord; editable: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId: ws } = useWorkspace();
  const listed = (kind: LinkKind): string[] => {
    const value = record[kind];
    return Array.isArray(value) ? value.map(String) : [];
  };
  const save = async (kind: LinkKind, values: readonly string[]) => {
    const before = listed(kind);
    try {
      const saved = await saveRecord(ws, record, { [kind]: values });
      noteEdit({ ws, back: () => saveRecord(ws, saved, { [kind]: before }) });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  if (!editable && linkKinds.every((kind) => listed(kind).length === 0)) return null;
  return (
    <section className="pb-places" aria-label={t.problems.links.title}>
      <h2>{t.problems.links.title}</h2>
      {editable ? <p className="quiet-hint">{t.problems.links.hint}</p> : null}
      {linkKinds
        .filter((kind) => editable || listed(kind).length > 0)
        .map((kind) => (
          <LinkPicker
            key={kind}
            kind={kind}
            values={listed(kind)}
            onChange={editable ? (values) => void save(kind, values) : undefined}
          />
        ))}
    </section>
  );
}

const languagesShown: readonly Language[] = ['zh-CN', 'en'];

/** The texts of an entry in both languages side by side; on a phone one after the other. */
export function EntryTexts({ record }: { record: WebRecord }) {
  const { t, lang: own } = useI18n();
  const phone = usePhone();
  const specs = useFieldSpecs(problemEntry);
  const cells = useCells();
  const [chosen, setChosen] = useState<Language>(own);
  const shown = phone ? [chosen] : languagesShown;
  const rows = (
    <div className={`pb-texts${phone ? ' one' : ''}`}>
      {phone
        ? null
        : languagesShown.map((lang) => (
            <h2 key={lang} lang={lang}>
              {t.nav.languageNames[lang]}
            </h2>
          ))}
      {(['title', ...writtenParts] as const).map((part) => (
        <div key={part} className="pb-text-row">
          <h3>{t.problems.parts[part]}</h3>
          {shown.map((lang) => {
            const spec = specs.find((one) => one.name === fieldIn(part, lang));
            return spec ? (
              <EntryText key={spec.name} record={record} spec={spec} part={part} lang={lang} cells={cells} />
            ) : null;
          })}
        </div>
      ))}
      {cells.dialog}
    </div>
  );
  return (
    <>
      <p className="quiet-hint wide-only">{t.problems.entry.keys}</p>
      {phone ? (
        <Tabs
          label={t.problems.entry.language}
          active={chosen}
          onChange={(key) => setChosen(key === 'en' ? 'en' : 'zh-CN')}
          tabs={languagesShown.map((lang) => ({ key: lang, label: t.nav.languageNames[lang] }))}
        >
          {rows}
        </Tabs>
      ) : (
        rows
      )}
    </>
  );
}
