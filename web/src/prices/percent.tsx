import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';

/** A change in percent: sign, arrow and colour say the same. */
export function PercentText({ percent }: { percent: number }) {
  const { t } = useI18n();
  const format = useFormat();
  const tone = percent > 0 ? 'pr-up' : percent < 0 ? 'pr-down' : 'q-quiet';
  const mark = percent > 0 ? '▲ +' : percent < 0 ? '▼ −' : '';
  const size = format.number(Math.round(Math.abs(percent) * 100) / 100);
  return (
    <span className={tone}>
      {mark}
      {t.prices.effect.percent(size)}
    </span>
  );
}
