import { useState } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';

interface Pair {
  key: number;
  from: string;
  to: string;
}

interface Props {
  label: string;
  pairs: Readonly<Record<string, string>>;
  onChange: (pairs: Record<string, string> | undefined) => void;
  /** Texts of the file that are offered for new pairs, in this order. */
  offers?: readonly string[];
  /** What the right side may be; any text where it is absent. */
  meanings?: readonly { value: string; text: string }[];
}

/** Texts of the file, and what stands for each. */
export function PairsEditor({ label, pairs, onChange, offers = [], meanings }: Props) {
  const { t } = useI18n();
  const words = t.imports.transforms;
  const [rows, setRows] = useState<readonly Pair[]>(() =>
    Object.entries(pairs).map(([from, to], key) => ({ key, from, to })),
  );
  const set = (next: readonly Pair[]) => {
    setRows(next);
    const filled = next.filter((row) => row.from !== '');
    onChange(filled.length > 0 ? Object.fromEntries(filled.map((row) => [row.from, row.to])) : undefined);
  };
  const change = (key: number, part: Partial<Pair>) =>
    set(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const add = () => {
    const from = offers.find((one) => !rows.some((row) => row.from.toLowerCase() === one.toLowerCase())) ?? '';
    set([...rows, { key: Math.max(-1, ...rows.map((row) => row.key)) + 1, from, to: '' }]);
  };
  return (
    <div className="q-field wide">
      <span className="q-label">{label}</span>
      <div className="imp-pairs">
        {rows.map((row) => (
          <div key={row.key} className="imp-pair">
            <input
              className="input"
              aria-label={words.from}
              placeholder={words.from}
              value={row.from}
              maxLength={100}
              onChange={(event) => change(row.key, { from: event.target.value })}
            />
            <Icon name="right" />
            {meanings ? (
              <select
                className="input"
                aria-label={words.to}
                value={row.to}
                onChange={(event) => change(row.key, { to: event.target.value })}
              >
                <option value="">{words.nothing}</option>
                {meanings.map((one) => (
                  <option key={one.value} value={one.value}>
                    {one.text}
                  </option>
                ))}
              </select>
            ) : (
              <input
                className="input"
                aria-label={words.to}
                placeholder={words.nothing}
                value={row.to}
                maxLength={100}
                onChange={(event) => change(row.key, { to: event.target.value })}
              />
            )}
            <button
              type="button"
              className="btn quiet square"
              aria-label={t.common.remove}
              title={t.common.remove}
              onClick={() => set(rows.filter((one) => one.key !== row.key))}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ))}
        <button type="button" className="link" onClick={add}>
          {words.addPair}
        </button>
      </div>
    </div>
  );
}
