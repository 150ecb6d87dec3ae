import './value.css';
import type { Segment } from '../../../shared/value/value.ts';
import { segments } from '../../../shared/value/value.ts';
import { useI18n } from '../i18n/index.tsx';

const tones: Record<Segment, string> = {
  champion: 'good',
  loyal: 'good',
  growing: 'info',
  new: 'info',
  occasional: '',
  'at-risk': 'warn',
  lost: 'bad',
  none: '',
};

/** The segment of a customer, as a mark. */
export function SegmentBadge({ segment }: { segment: unknown }) {
  const { label } = useI18n();
  const known = segment as Segment;
  return known in segments ? <span className={`badge ${tones[known]}`}>{label(segments[known])}</span> : null;
}

/** Recency, frequency and money, each of five. */
export function Rfm({ value }: { value: Readonly<Record<string, unknown>> }) {
  const { t } = useI18n();
  const scores = ['recency', 'frequency', 'monetary'].map((name) => Number(value[name] ?? 0));
  const text = t.value.rfm(scores[0]!, scores[1]!, scores[2]!);
  return (
    <span className="cv-rfm" role="img" aria-label={text} title={text}>
      {(['R', 'F', 'M'] as const).map((letter, index) => (
        <b key={letter} className={`cv-${scores[index]}`}>
          {scores[index]}
        </b>
      ))}
    </span>
  );
}

/** Figures of the last months as small bars. */
export function Spark({ values, label }: { values: readonly number[]; label: string }) {
  const most = Math.max(1, ...values);
  const width = 96 / Math.max(1, values.length);
  return (
    <svg className="cv-spark" viewBox="0 0 96 22" role="img" aria-label={label}>
      <title>{label}</title>
      {values.map((value, index) => {
        const height = value <= 0 ? 1 : Math.max(2, (value / most) * 22);
        // biome-ignore lint/suspicious/noArrayIndexKey: a month's place is what it is
        return <rect key={index} x={index * width + 1} y={22 - height} width={width - 2} height={height} rx="1" />;
      })}
    </svg>
  );
}
