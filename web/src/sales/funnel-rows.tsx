import { Link } from 'wouter';
import { origins } from '../../../shared/leads/origins.ts';
import type { FunnelCut } from '../../../shared/sales/funnel-read.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useTitles } from '../lib/titles.ts';
import { monthName } from '../review/period.ts';
import type { Funnel } from './funnel-api.ts';
import type { About } from './funnel-links.ts';
import { closedHref, enteredHref } from './funnel-links.ts';

/** What a row is called. */
const useRowName = (by: FunnelCut): ((key: string) => string) => {
  const { t, label, lang } = useI18n();
  const titles = useTitles();
  return (key) => {
    if (key === '-') return by === 'owner' ? t.sales.nobody : t.sales.none;
    if (by === 'month') return monthName(key, lang);
    if (by === 'origin') return label(origins[key as keyof typeof origins] ?? { en: key, zh: key });
    return titles(key) ?? '…';
  };
};

/** The funnel told apart by owner, origin, pipeline or month. */
export function FunnelRows({ funnel, about }: { funnel: Funnel; about: About }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.sales;
  const { by } = funnel;
  const nameOf = useRowName(by);
  // Rows are compared by the stage in which deals begin here.
  const begins = Math.max(
    0,
    funnel.total.stages.findIndex((stage) => stage.entered > 0),
  );
  return (
    <table className="plain-table fn-rows">
      <thead>
        <tr>
          <th>{words.cut[by]}</th>
          <th title={words.enteredNote}>{words.entered}</th>
          <th title={words.wonNote}>{words.won}</th>
          <th title={words.lostNote}>{words.lost}</th>
          <th title={words.winRateNote}>{words.winRate}</th>
          <th title={words.cycleNote}>{words.cycle}</th>
          <th title={words.wonNote}>{words.sure}</th>
        </tr>
      </thead>
      <tbody>
        {funnel.rows.map((row) => {
          const of: About = { ...about, row: { by, key: row.key } };
          const first = row.stages[begins]!;
          return (
            <tr key={row.key} data-key={row.key}>
              <th scope="row">{nameOf(row.key)}</th>
              <td>
                <Link href={enteredHref(first.stage, of)}>{format.number(first.entered)}</Link>
              </td>
              <td>
                <Link href={closedHref('won', of)}>{format.number(row.won.count)}</Link>
              </td>
              <td>
                <Link href={closedHref('lost', of)}>{format.number(row.lost.count)}</Link>
              </td>
              <td>{row.winRate === undefined ? '–' : `${format.number(row.winRate)} %`}</td>
              <td>{row.cycleDays === undefined ? '–' : format.number(row.cycleDays)}</td>
              <td>{format.sums(row.won.sums)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
