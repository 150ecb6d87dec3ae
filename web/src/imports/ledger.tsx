import { useState } from 'react';
import { Link } from 'wouter';
import { entityOf } from '../../../shared/entities.ts';
import { importFields } from '../../../shared/imports/fields.ts';
import { outcomes } from '../../../shared/imports/imports.contract.ts';
import { fieldFaults } from '../../../shared/kernel/problem.ts';
import { noStandard } from '../../../shared/standards/standard.ts';
import { Choice } from '../audit/parts/choice.tsx';
import { Progress } from '../audit/parts/progress.tsx';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import type { Tone } from '../kit/tones.ts';
import { useFormat } from '../lib/format.ts';
import { useStandard } from '../records/fields.ts';
import { hrefOfId } from '../records/value.tsx';
import type { ImportJob, LedgerRow, Outcome } from './api.ts';
import { useFieldName } from './field-picker.tsx';
import { rowsOfFiles } from './outcomes.ts';
import type { Pick } from './scan.ts';
import { useLedger } from './use-ledger.ts';

const tones: Record<Outcome, Tone> = {
  created: 'good',
  updated: 'info',
  unchanged: 'plain',
  merged: 'plain',
  refused: 'bad',
  blank: 'plain',
};

/** Why a row was refused or flagged, and what undoing it has come to. */
const useRemark = (job: ImportJob): ((row: LedgerRow) => string) => {
  const { t, label } = useI18n();
  const entity = entityOf(job.target);
  const name = useFieldName(importFields(entity, useStandard(entity) ?? noStandard));
  // A value of a line is told by its field; which line follows from the row itself.
  const pathName = (path: string) => {
    const beyond = /^column (\d+)$/.exec(path)?.[1];
    return beyond ? t.imports.beyond(beyond) : name(path.replace(/^lines\.\d+\./, 'lines.'));
  };
  return (row) => {
    const { problem, flagged = [], undo } = row;
    const field = problem?.field ? pathName(problem.field) : '';
    const known = Object.entries(fieldFaults).find(([code]) => code === problem?.code)?.[1];
    const why = !problem
      ? ''
      : problem.code === 'required'
        ? t.imports.missing(field)
        : problem.code === 'duplicate'
          ? t.imports.duplicate(field)
          : [field, known ? label(known) : problem.message].filter(Boolean).join(': ');
    return [
      why,
      flagged.length > 0 ? t.imports.couldNotRead(flagged.map(pathName).join(', ')) : '',
      undo && undo !== 'not-applicable' ? t.imports.undoStates[undo] : '',
    ]
      .filter(Boolean)
      .join(' · ');
  };
};

function Rows({ job, rows }: { job: ImportJob; rows: readonly LedgerRow[] }) {
  const { t } = useI18n();
  const format = useFormat();
  const remark = useRemark(job);
  const several = job.files.length > 1;
  return (
    <div className="q-scroll">
      <table className="q-table">
        <thead>
          <tr>
            {several ? <th scope="col">{t.imports.file}</th> : null}
            <th scope="col" className="number">
              {t.imports.row}
            </th>
            <th scope="col">{t.imports.outcome}</th>
            <th scope="col">{t.imports.remark}</th>
            <th scope="col">{t.imports.record}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const href = row.recordId ? hrefOfId(row.recordId) : undefined;
            return (
              <tr key={`${row.file} ${row.row}`}>
                {several ? <td>{job.files[row.file]?.fileName}</td> : null}
                <td className="number">{format.number(row.row)}</td>
                <td>
                  <span className={`badge ${tones[row.outcome]}`}>{t.imports.outcomes[row.outcome]}</span>
                </td>
                <td>{remark(row)}</td>
                <td className="nowrap">
                  {href && row.undo !== 'undone' ? <Link href={href}>{t.records.openRecord}</Link> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What became of each row of the files. */
export function Ledger({ job }: { job: ImportJob }) {
  const { t } = useI18n();
  const format = useFormat();
  const counts = job.counts;
  const [pick, setPick] = useState<Pick>(
    (counts['refused'] ?? 0) > 0 ? 'refused' : (counts['flagged'] ?? 0) > 0 ? 'flagged' : 'all',
  );
  const { query, rows, seen, looking, stop } = useLedger(job, pick);
  const all = rowsOfFiles(job) ?? 0;
  const choices = [
    { value: 'all' as Pick, label: t.imports.everything },
    ...outcomes
      .filter((one) => (counts[one] ?? 0) > 0 && one !== 'blank')
      .map((one) => ({ value: one as Pick, label: `${t.imports.outcomes[one]} ${format.number(counts[one] ?? 0)}` })),
    ...((counts['flagged'] ?? 0) > 0
      ? [{ value: 'flagged' as Pick, label: `${t.imports.onlyFlagged} ${format.number(counts['flagged'] ?? 0)}` }]
      : []),
    ...((counts['changedSince'] ?? 0) > 0
      ? [
          {
            value: 'changed-since' as Pick,
            label: `${t.imports.onlyChanged} ${format.number(counts['changedSince'] ?? 0)}`,
          },
        ]
      : []),
  ];
  return (
    <section className="q-field" aria-label={t.imports.ledger}>
      <h2>{t.imports.ledger}</h2>
      <Choice label={t.imports.pick} options={choices} value={pick} onChange={setPick} />
      {looking ? (
        <div className="q-row">
          <div className="imp-scan">
            <Progress
              label={t.imports.scanning}
              done={seen}
              total={seen > 0 ? all : 0}
              count={
                seen > 0 ? t.imports.of(format.number(seen), format.number(all)) : t.imports.rows(format.number(all))
              }
            />
          </div>
          {seen > 0 ? (
            <button type="button" className="btn small" onClick={stop}>
              {t.imports.stopScan}
            </button>
          ) : null}
        </div>
      ) : null}
      {query.isError ? (
        <Failed error={query.error} onRetry={() => void query.refetch()} />
      ) : rows.length > 0 ? (
        <Rows job={job} rows={rows} />
      ) : looking ? null : query.isPending ? (
        <Waiting />
      ) : (
        <p className="quiet-text">{t.imports.noRows}</p>
      )}
      {query.hasNextPage && !looking ? (
        <button
          type="button"
          className="btn q-more"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {query.isFetchingNextPage ? t.common.loading : t.imports.moreRows}
        </button>
      ) : null}
    </section>
  );
}
