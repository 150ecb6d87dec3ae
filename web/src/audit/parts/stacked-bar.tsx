import './bars.css';
import { useFormat } from '../../lib/format.ts';

/** The look of a part; words and numbers stand in the legend, so that no colour has to be told from another. */
export type PartLook = 'good' | 'info' | 'plain' | 'merged' | 'warn' | 'bad' | 'blank';

export interface Part {
  key: string;
  label: string;
  value: number;
  look: PartLook;
}

interface Props {
  parts: readonly Part[];
  label: string;
  /** With the legend below it, or as a bare bar for a table. */
  shape?: 'full' | 'bare';
}

/** Parts of a whole as one bar, with their numbers. */
export function StackedBar({ parts, label, shape = 'full' }: Props) {
  const format = useFormat();
  const total = parts.reduce((sum, part) => sum + part.value, 0);
  const shown = parts.filter((part) => part.value > 0);
  const words = shown.map((part) => `${part.label} ${format.number(part.value)}`).join(', ');
  return (
    <div className="q-progress">
      <div className="q-stack" role="img" aria-label={`${label}: ${words}`}>
        {shown.map((part) => (
          <span
            key={part.key}
            className={`q-part q-${part.look}`}
            style={{ flexGrow: part.value }}
            title={`${part.label} ${format.number(part.value)}`}
          />
        ))}
      </div>
      {shape === 'full' ? (
        <ul className="q-legend" aria-hidden="true">
          {parts.map((part) => (
            <li key={part.key}>
              <span className={`q-dot q-${part.look}`} />
              {part.label} <strong>{format.number(part.value)}</strong>
              {total > 0 && part.value > 0 ? <span className="q-quiet">{share(part.value, total)}</span> : null}
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** A share in percent that is never rounded to nothing or to all. */
export const share = (value: number, total: number): string => {
  const percent = (value / total) * 100;
  if (percent > 0 && percent < 0.1) return '< 0.1 %';
  if (percent < 100 && percent > 99.9) return '> 99.9 %';
  return `${Math.round(percent * 10) / 10} %`;
};
