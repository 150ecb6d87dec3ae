import { useI18n } from '../i18n/index.tsx';
import type { Reminder } from './planning.ts';
import { reminderNames } from './planning.ts';

/** A choice of when to be reminded. */
export function ReminderSelect({ value, onChange }: { value: Reminder; onChange: (value: Reminder) => void }) {
  const words = useI18n().t.activities.quick;
  return (
    <select
      className="input quick-remind"
      aria-label={words.remind}
      title={words.remind}
      value={value}
      onChange={(event) => onChange(event.target.value as Reminder)}
    >
      {reminderNames.map((name) => (
        <option key={name} value={name}>
          {words.reminders[name]}
        </option>
      ))}
    </select>
  );
}
