import { useI18n } from '../i18n/index.tsx';
import { useRefTitle } from '../lib/titles.ts';

/** Two letters that stand for a name: the last two characters of a Chinese one, else the initials. */
export const initialsOf = (name: string): string => {
  const text = name.trim();
  if (/^\p{Script=Han}+$/u.test(text)) return text.slice(-2);
  const words = text.split(/[\s.@_-]+/).filter(Boolean);
  return `${words[0]?.[0] ?? '?'}${words.length > 1 ? (words[words.length - 1]?.[0] ?? '') : ''}`.toUpperCase();
};

/** A person by id: small round mark and name. */
export function Person({ id }: { id: string }) {
  const { t } = useI18n();
  const name = useRefTitle(id);
  if (name === undefined) return <span className="person" />;
  const shown = name ?? t.common.unknownPerson;
  return (
    <span className="person" title={shown}>
      <span className="avatar small" aria-hidden="true">
        {initialsOf(shown)}
      </span>
      <span className="ellipsis">{shown}</span>
    </span>
  );
}
