import { useState } from 'react';
import { Link } from 'wouter';
import { entityFields } from '../../../shared/kernel/entity.ts';
import { fitGap } from '../../../shared/process/fit-gap.ts';
import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { toast } from '../kit/toast.tsx';
import { toneOf } from '../kit/tones.ts';
import { errorText } from '../lib/faults.ts';
import { useFormat } from '../lib/format.ts';
import { focusNow } from '../lib/hooks.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { saveRecord } from '../records/save.ts';

export const decisions = entityFields(fitGap).find((field) => field.name === 'decision')?.values ?? [];

const texts = ['former', 'standard', 'why'] as const;
type TextName = (typeof texts)[number];

const textIn = (entry: WebRecord, name: string): string => (typeof entry[name] === 'string' ? entry[name] : '');

/** The words of a decision. */
export const useDecision = () => {
  const { label } = useI18n();
  return (entry: WebRecord): string => {
    const value = textIn(entry, 'decision');
    const known = decisions.find((one) => one.value === value);
    return known ? label(known.label) : value;
  };
};

/** A text that is edited where it stands; Ctrl+Enter or leaving it saves, Esc leaves it as it was. */
function TextCell({ entry, name, writes }: { entry: WebRecord; name: TextName; writes: boolean }) {
  const i18n = useI18n();
  const { t } = i18n;
  const { workspaceId } = useWorkspace();
  const [draft, setDraft] = useState<string>();
  const [problem, setProblem] = useState<unknown>();
  const value = textIn(entry, name);
  const label = t.fitGaps.edit(t.fitGaps.columns[name], titleOf(entry));
  const save = async () => {
    if (draft === undefined || draft.trim() === value) {
      setDraft(undefined);
      return;
    }
    try {
      await saveRecord(workspaceId, entry, { [name]: draft.trim() === '' ? null : draft.trim() });
      setProblem(undefined);
      setDraft(undefined);
    } catch (error) {
      // What was typed stays in the open editor.
      setProblem(error);
    }
  };
  if (draft !== undefined)
    return (
      <>
        <textarea
          ref={focusNow}
          className="input"
          rows={Math.max(3, Math.ceil(draft.length / 28))}
          maxLength={4000}
          aria-label={label}
          value={draft}
          onChange={({ target }) => setDraft(target.value)}
          onBlur={() => void save()}
          onKeyDown={(event) => {
            if (event.key === 'Escape') {
              setProblem(undefined);
              setDraft(undefined);
            } else if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void save();
          }}
        />
        {problem ? (
          <p className="form-fault" role="alert">
            {errorText(problem, i18n)}
          </p>
        ) : null}
      </>
    );
  if (!writes) return <span className="fg-text">{value}</span>;
  return (
    <button type="button" className="fg-text fg-edit" aria-label={label} onClick={() => setDraft(value)}>
      {value || <span className="empty-value no-print">{t.record.emptyField}</span>}
    </button>
  );
}

/** The decision; taking one notes who took it and when. */
function DecisionCell({ entry, writes }: { entry: WebRecord; writes: boolean }) {
  const i18n = useI18n();
  const { t, label } = i18n;
  const format = useFormat();
  const { workspaceId, memberId } = useWorkspace();
  const words = useDecision();
  const value = textIn(entry, 'decision');
  const decide = async (next: string) => {
    const open = next === 'open';
    const known = decisions.find((one) => one.value === next);
    try {
      await saveRecord(workspaceId, entry, {
        decision: next,
        decidedBy: open ? null : memberId,
        decidedOn: open ? null : format.today(),
      });
      toast({ text: t.fitGaps.decidedNow(titleOf(entry), known ? label(known.label) : next) });
    } catch (error) {
      toast({ text: errorText(error, i18n), tone: 'bad' });
    }
  };
  return (
    <>
      {writes ? (
        <select
          className="input fg-select no-print"
          aria-label={t.fitGaps.edit(t.fitGaps.columns.decision, titleOf(entry))}
          value={value}
          onChange={({ target }) => void decide(target.value)}
        >
          {decisions.map((one) => (
            <option key={one.value} value={one.value}>
              {label(one.label)}
            </option>
          ))}
        </select>
      ) : null}
      <span className={`badge ${toneOf(value)}${writes ? ' fg-paper' : ''}`}>{words(entry)}</span>
    </>
  );
}

/** Entries of one process: the former way beside the standard one, and what was decided. */
export function FitTable({ entries, writes }: { entries: readonly WebRecord[]; writes: boolean }) {
  const { t } = useI18n();
  const format = useFormat();
  const { columns } = t.fitGaps;
  return (
    <table className="q-table fg-table">
      <thead>
        <tr>
          <th scope="col">{columns.topic}</th>
          <th scope="col">{columns.former}</th>
          <th scope="col">{columns.standard}</th>
          <th scope="col">{columns.decision}</th>
          <th scope="col">{columns.why}</th>
          <th scope="col">{columns.decidedBy}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <th scope="row">
              <Link className="q-main" href={`/fit-gaps/${entry.id}`}>
                {titleOf(entry)}
              </Link>
            </th>
            <td data-label={columns.former}>
              <TextCell entry={entry} name="former" writes={writes} />
            </td>
            <td data-label={columns.standard}>
              <TextCell entry={entry} name="standard" writes={writes} />
            </td>
            <td data-label={columns.decision}>
              <DecisionCell entry={entry} writes={writes} />
            </td>
            <td data-label={columns.why}>
              <TextCell entry={entry} name="why" writes={writes} />
            </td>
            <td data-label={columns.decidedBy}>
              {textIn(entry, 'decidedBy') ? <Person id={textIn(entry, 'decidedBy')} /> : null}
              {textIn(entry, 'decidedOn') ? (
                <div className="quiet-hint">{format.date(textIn(entry, 'decidedOn'))}</div>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
