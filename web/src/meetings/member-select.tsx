import { useI18n } from '../i18n/index.tsx';
import { titleOf, useMembers } from '../lib/titles.ts';

interface Props {
  label: string;
  value: string;
  /** Members that are not offered. */
  without?: readonly string[];
  onChange: (id: string) => void;
}

/** A colleague by name. */
export function MemberSelect({ label, value, without = [], onChange }: Props) {
  const { t } = useI18n();
  const members = (useMembers().data ?? []).filter(
    (one) => one.id === value || (one['status'] === 'active' && !one.archivedAt && !without.includes(one.id)),
  );
  return (
    <select className="input" aria-label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{label}</option>
      {value !== '' && !members.some((one) => one.id === value) ? (
        <option value={value}>{t.common.unknownPerson}</option>
      ) : null}
      {members.map((one) => (
        <option key={one.id} value={one.id}>
          {titleOf(one)}
        </option>
      ))}
    </select>
  );
}
