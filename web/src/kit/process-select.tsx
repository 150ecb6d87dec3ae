import { processes } from '../../../shared/processes.ts';
import { useI18n } from '../i18n/index.tsx';

interface Props {
  /** Id of a process; empty for all of them. */
  value: string;
  onChange: (process: string) => void;
  label: string;
  everyProcess: string;
  className: string;
}

/** One process, or all of them. */
export function ProcessSelect({ value, onChange, label: name, everyProcess, className }: Props) {
  const { label } = useI18n();
  return (
    <select
      className={`input ${className}`}
      aria-label={name}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    >
      <option value="">{everyProcess}</option>
      {processes.map((one) => (
        <option key={one.id} value={one.id}>
          {label(one.label)}
        </option>
      ))}
    </select>
  );
}
