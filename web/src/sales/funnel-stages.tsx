import { Link } from 'wouter';
import { stageLabelIn, stagesOf } from '../../../shared/sales/pipeline.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import type { Measures } from './funnel-api.ts';
import type { About } from './funnel-links.ts';
import { enteredHref } from './funnel-links.ts';

interface Props {
  total: Measures;
  about: About;
  /** Lines of the pipeline that is shown; undefined for all. */
  lines: WebRecord['lines'];
}

/** The stages as a funnel: how many came in, how many went on, how it ended and how long it took. */
export function FunnelStages({ total, about, lines }: Props) {
  const { t, label } = useI18n();
  const format = useFormat();
  const words = t.sales;
  const own: readonly string[] = stagesOf(lines);
  const rows = total.stages.filter((one) => own.includes(one.stage) || one.entered > 0);
  const most = Math.max(1, ...rows.map((row) => row.entered));
  return (
    <table className="plain-table fn-stages">
      <thead>
        <tr>
          <th>{words.stage}</th>
          <th className="fn-wide" />
          <th title={words.enteredNote}>{words.entered}</th>
          <th title={words.wentOnNote}>{words.wentOn}</th>
          <th title={words.wonOfNote}>{words.wonOf}</th>
          <th title={words.lostOfNote}>{words.lostOf}</th>
          <th title={words.daysNote}>{words.days}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.stage} data-stage={row.stage}>
            <th scope="row">{label(stageLabelIn(lines, row.stage))}</th>
            <td className="fn-wide" aria-hidden="true">
              <span className="fn-bar" style={{ width: `${(row.entered / most) * 100}%` }}>
                <span style={{ width: row.entered ? `${(row.wentOn / row.entered) * 100}%` : 0 }} />
              </span>
            </td>
            <td>
              <Link href={enteredHref(row.stage, about)}>{format.number(row.entered)}</Link>
            </td>
            <td>{row.entered ? `${format.number(Math.round((row.wentOn / row.entered) * 100))} %` : '–'}</td>
            <td>
              <Link href={enteredHref(row.stage, about, 'won')}>{format.number(row.won)}</Link>
            </td>
            <td>
              <Link href={enteredHref(row.stage, about, 'lost')}>{format.number(row.lost)}</Link>
            </td>
            <td>{row.days === undefined ? '–' : format.number(row.days)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
