import { yardstickOf } from '../../../shared/improvement/yardsticks.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import { useRules } from '../lib/rules.ts';

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
export const numberOf = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined);

/** A figure with the unit of its measure. */
export const useFigure = (record: WebRecord): ((value: number) => string) => {
  const { t } = useI18n();
  const format = useFormat();
  const unit = yardstickOf(record['measure'])?.unit ?? 'count';
  return (value) => t.improvement.units[unit](format.number(value));
};

/** The name of what a record is measured by. */
export function MeasureName({ record }: { record: WebRecord }) {
  const { label } = useI18n();
  const measure = yardstickOf(record['measure']);
  const rule = textOf(record['rule']);
  const known = useRules().data?.items.find((one) => one.id === rule);
  if (!measure) return null;
  return (
    <span>
      {label(measure.label)}
      {rule ? ` · ${known ? label(known.label) : rule}` : ''}
    </span>
  );
}

export interface Bar {
  name: string;
  value: number | undefined;
  tone?: 'goal' | 'good' | 'bad' | undefined;
}

/** Readings of one measure under each other, to one scale. */
export function Bars({ record, bars, missing }: { record: WebRecord; bars: readonly Bar[]; missing: string }) {
  const figure = useFigure(record);
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return (
    <dl className="im-bars">
      {bars.map(({ name, value, tone }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            {value === undefined ? (
              <span className="quiet-hint">{missing}</span>
            ) : (
              <>
                <span
                  className={`im-bar${tone ? ` ${tone}` : ''}`}
                  style={{ width: `${Math.round((Math.max(0, value) / most) * 100)}%` }}
                  aria-hidden="true"
                />
                <span className="im-figure">{figure(value)}</span>
              </>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

const tones: Readonly<Record<string, 'good' | 'bad' | 'warn' | ''>> = {
  better: 'good',
  reached: 'good',
  closer: 'warn',
  worse: 'bad',
  missed: 'bad',
};
/** Colour of an effect or outcome; its words say the same. */
export const toneOfEffect = (effect: unknown): string => tones[String(effect)] ?? '';
