import '../styles/form.css';
import '../styles/record.css';
import './fitgap.css';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { fitGap } from '../../../shared/process/fit-gap.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitle } from '../lib/hooks.ts';
import { usePageKeys } from '../lib/keys.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf, useMembers } from '../lib/titles.ts';
import { useNames } from '../procedures/definitions.ts';
import CreateDrawer from '../records/create-drawer.tsx';
import { csvOf, download } from './csv.ts';
import { groupEntries, useEntries } from './entries.ts';
import { decisions, FitTable, useDecision } from './fit-table.tsx';

const textIn = (entry: WebRecord, name: string): string => (typeof entry[name] === 'string' ? entry[name] : '');

/** The former way of the company beside the standard one, by process; a report for paper and spreadsheets too. */
export default function FitGapsPage() {
  const { t, label, lang } = useI18n();
  const format = useFormat();
  const { workspaceName, canWrite } = useWorkspace();
  const names = useNames();
  const words = useDecision();
  const members = useMembers();
  const { list, entries, complete } = useEntries();
  const [decision, setDecision] = useState('');
  const [adding, setAdding] = useState<string>();
  const writes = canWrite('processes');
  const [, navigate] = useLocation();
  // The palette asks for a new entry by the address.
  const asked = new URLSearchParams(useSearch()).has('new');
  const creating = writes ? (adding ?? (asked ? '' : undefined)) : undefined;
  const close = () => {
    setAdding(undefined);
    if (asked) navigate('/fit-gaps', { replace: true });
  };
  const { columns } = t.fitGaps;
  useTitle(t.fitGaps.title);
  usePageKeys({ n: () => writes && setAdding('') });
  const shown = decision ? entries.filter((entry) => entry['decision'] === decision) : entries;
  const groups = groupEntries(shown, lang);
  const processName = (process: string) => (process ? names.process(process) : t.fitGaps.otherProcess);
  const memberName = (id: string): string => {
    const found = members.data?.find((one) => one.id === id);
    return found ? titleOf(found) : id;
  };
  const save = () => {
    const head = ['process', 'topic', 'former', 'standard', 'decision', 'why', 'decidedBy', 'decidedOn'] as const;
    const rows = groups.flatMap((group) =>
      group.entries.map((entry) => [
        processName(group.process),
        titleOf(entry),
        textIn(entry, 'former'),
        textIn(entry, 'standard'),
        words(entry),
        textIn(entry, 'why'),
        textIn(entry, 'decidedBy') ? memberName(textIn(entry, 'decidedBy')) : '',
        textIn(entry, 'decidedOn'),
      ]),
    );
    download(t.fitGaps.csvName(format.today()), csvOf([head.map((name) => columns[name]), ...rows]));
  };
  const body = () => {
    if (list.isPending) return <Waiting />;
    if (list.isError && entries.length === 0) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
    if (entries.length === 0)
      return (
        <div className="message">
          <Icon name="fitGap" size={28} />
          <p className="q-text">{t.fitGaps.empty}</p>
          {writes ? (
            <button type="button" className="btn primary" onClick={() => setAdding('')}>
              <Icon name="plus" />
              {t.fitGaps.add}
            </button>
          ) : null}
        </div>
      );
    if (groups.length === 0) return <p className="q-quiet">{t.fitGaps.noneOf}</p>;
    return groups.map((group) => {
      const open = group.entries.filter((entry) => entry['decision'] === 'open').length;
      return (
        <section key={group.process} className="fg-group" aria-labelledby={`fg-${group.process}`}>
          <div className="fg-head">
            <h2 id={`fg-${group.process}`}>{processName(group.process)}</h2>
            <span className="badge">
              {t.fitGaps.entries(format.number(group.entries.length), group.entries.length === 1)}
            </span>
            <span className={`badge ${open > 0 ? 'warn' : 'good'}`}>
              {open > 0 ? t.fitGaps.open(format.number(open), open === 1) : t.fitGaps.allDecided}
            </span>
            {writes ? (
              <button
                type="button"
                className="btn quiet small square no-print"
                aria-label={t.fitGaps.addTo(processName(group.process))}
                title={t.fitGaps.addTo(processName(group.process))}
                onClick={() => setAdding(group.process)}
              >
                <Icon name="plus" />
              </button>
            ) : null}
          </div>
          <FitTable entries={group.entries} writes={writes} />
        </section>
      );
    });
  };
  return (
    <>
      <header className="page-head no-print">
        <Icon name="fitGap" size={18} />
        <h1>{t.fitGaps.title}</h1>
        <span className="spread" />
        {entries.length > 0 ? (
          <>
            <button type="button" className="btn" disabled={!complete} onClick={save}>
              <Icon name="download" />
              {t.fitGaps.csv}
            </button>
            <button type="button" className="btn" disabled={!complete} onClick={() => window.print()}>
              <Icon name="print" />
              <span className="wide-only">{t.fitGaps.print}</span>
            </button>
          </>
        ) : null}
        {writes ? (
          <button type="button" className="btn primary" title="N" onClick={() => setAdding('')}>
            <Icon name="plus" />
            <span className="wide-only">{t.fitGaps.add}</span>
          </button>
        ) : null}
      </header>
      <div className="q-body fg-body">
        <header className="fg-paper-head">
          <strong>{workspaceName}</strong>
          <h1>{t.fitGaps.title}</h1>
          <span>{t.fitGaps.state(format.date(format.today()))}</span>
        </header>
        <p className="q-text">{t.fitGaps.intro}</p>
        {entries.length > 0 ? (
          <div className="no-print">
            <Choice
              label={t.fitGaps.which}
              value={decision}
              onChange={setDecision}
              options={[
                { value: '', label: `${t.fitGaps.all} ${format.number(entries.length)}` },
                ...decisions.map((one) => ({
                  value: one.value,
                  label: `${label(one.label)} ${format.number(entries.filter((entry) => entry['decision'] === one.value).length)}`,
                })),
              ]}
            />
          </div>
        ) : null}
        {body()}
      </div>
      {creating === undefined ? null : (
        <CreateDrawer entity={fitGap} given={creating ? { processKey: creating } : {}} onClose={close} />
      )}
    </>
  );
}
