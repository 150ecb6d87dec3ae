import './imports.css';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';

interface Props {
  /** The step at hand, from 0. */
  at: number;
  /** `over`: the last step is behind us too. */
  course?: 'open' | 'over';
}

/** The way of an import from the files to the records. */
export function Steps({ at, course = 'open' }: Props) {
  const { t } = useI18n();
  const { label, files, columns, check, run } = t.imports.steps;
  return (
    <ol className="imp-steps" aria-label={label}>
      {[files, columns, check, run].map((name, index) => {
        const done = index < at || course === 'over';
        return (
          <li
            key={name}
            className={done ? 'done' : ''}
            {...(index === at && !done ? { 'aria-current': 'step' as const } : {})}
          >
            <span className="imp-step-mark">{done ? <Icon name="check" size={12} /> : index + 1}</span>
            {name}
          </li>
        );
      })}
    </ol>
  );
}
