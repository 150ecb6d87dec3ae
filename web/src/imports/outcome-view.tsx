import { StackedBar } from '../audit/parts/stacked-bar.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { Counts } from './outcomes.ts';
import { looks, outcomeCounts, sumOfOutcomes } from './outcomes.ts';

/** Rows by outcome; `would`: of a dry run. */
export function OutcomeBar({ counts, tense }: { counts: Counts; tense: 'would' | 'outcomes' }) {
  const { t } = useI18n();
  const words = t.imports[tense];
  return (
    <StackedBar
      label={t.imports.outcomeLabel}
      parts={outcomeCounts(counts).map(({ outcome, rows }) => ({
        key: outcome,
        label: words[outcome],
        value: rows,
        look: looks[outcome],
      }))}
    />
  );
}

/** The outcomes added up against the rows of the files. */
export function Sum({ counts, rows }: { counts: Counts; rows: number | undefined }) {
  const { t } = useI18n();
  const format = useFormat();
  const sum = sumOfOutcomes(counts);
  const parts = outcomeCounts(counts).filter((one) => one.rows > 0);
  const words = parts.map((one) => `${t.imports.outcomes[one.outcome]} ${format.number(one.rows)}`).join(' + ');
  return (
    <p className="imp-sum">
      {t.imports.sum(words, '')} <strong>{format.number(sum)}</strong>
      {rows === undefined ? null : <span className="q-quiet"> · {t.imports.rowsIn(format.number(rows))}</span>}
    </p>
  );
}
