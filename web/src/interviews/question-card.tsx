import { useId } from 'react';
import { MAX_ANSWER, MAX_QUESTION } from '../../../shared/interviews/question-set.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { textOf } from './parts.tsx';

type Line = Record<string, unknown>;

interface Props {
  number: number;
  of: number;
  line: Line;
  editable: boolean;
  /** What is wrong with a part of it, in words. */
  faultOf: (name: string) => string | undefined;
  onChange: (line: Line) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

const boxes = [
  ['questionZh', MAX_QUESTION],
  ['questionEn', MAX_QUESTION],
  ['answerZh', MAX_ANSWER],
  ['answerEn', MAX_ANSWER],
] as const;

/** A question of a list: its words in both languages, what it is worth, its place. */
export function QuestionCard({ number, of, line, editable, faultOf, onChange, onMove, onRemove }: Props) {
  const { t } = useI18n();
  const words = t.interviews.sets;
  const format = useFormat();
  const id = useId();
  return (
    <li className="iv-card">
      <div className="iv-progress">
        <strong>{words.question(format.number(number))}</strong>
        <span className="spread" />
        {editable ? (
          <>
            <button
              type="button"
              className="btn quiet square"
              aria-label={words.up}
              title={words.up}
              disabled={number === 1}
              onClick={() => onMove(-1)}
            >
              <Icon name="up" />
            </button>
            <button
              type="button"
              className="btn quiet square"
              aria-label={words.down}
              title={words.down}
              disabled={number === of}
              onClick={() => onMove(1)}
            >
              <Icon name="down" />
            </button>
            <button
              type="button"
              className="btn quiet square"
              aria-label={words.remove}
              title={words.remove}
              onClick={onRemove}
            >
              <Icon name="close" />
            </button>
          </>
        ) : null}
      </div>
      <div className="iv-boxes">
        {boxes.map(([name, most]) => (
          <div key={name} className="q-field">
            <label htmlFor={`${id}-${name}`}>{words[name]}</label>
            <textarea
              id={`${id}-${name}`}
              className="input"
              rows={2}
              maxLength={most}
              readOnly={!editable}
              aria-invalid={faultOf(name) !== undefined}
              value={textOf(line[name])}
              onChange={({ target }) => onChange({ ...line, [name]: target.value })}
            />
            {faultOf(name) ? <span className="field-fault">{faultOf(name)}</span> : null}
          </div>
        ))}
      </div>
      <div className="q-row">
        <label htmlFor={`${id}-points`}>{words.points}</label>
        <input
          id={`${id}-points`}
          className="input iv-points"
          type="number"
          min={1}
          max={10}
          readOnly={!editable}
          aria-invalid={faultOf('points') !== undefined}
          value={Number(line['points'] ?? 1)}
          onChange={({ target }) => onChange({ ...line, points: target.valueAsNumber || 1 })}
        />
        {faultOf('points') ? <span className="field-fault">{faultOf('points')}</span> : null}
        <label className="iv-check">
          <input
            type="checkbox"
            disabled={!editable}
            checked={line['critical'] === true}
            onChange={({ target }) => onChange({ ...line, critical: target.checked })}
          />
          {words.critical}
        </label>
      </div>
    </li>
  );
}
