import './bars.css';
import { useId } from 'react';
import { useFormat } from '../../lib/format.ts';

interface Props {
  /** What is being done, in words. */
  label: string;
  done: number;
  /** 0 while nobody knows yet how much there is. */
  total: number;
  /** The count in words: `1,200 of 18,484 rows`. */
  count: string;
}

/** Work under way: words, count and bar. */
export function Progress({ label, done, total, count }: Props) {
  const id = useId();
  const format = useFormat();
  const percent = total > 0 ? Math.min(100, Math.round((done / total) * 100)) : undefined;
  return (
    <div className="q-progress">
      <div className="q-progress-words">
        <strong id={id}>{label}</strong>
        <span>{percent === undefined ? count : `${count} · ${format.number(percent)} %`}</span>
      </div>
      <div
        className={percent === undefined ? 'q-track waiting' : 'q-track'}
        role="progressbar"
        aria-labelledby={id}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuetext={count}
        {...(percent === undefined ? {} : { 'aria-valuenow': percent })}
      >
        <div className="q-fill" {...(percent === undefined ? {} : { style: { width: `${percent}%` } })} />
      </div>
    </div>
  );
}
