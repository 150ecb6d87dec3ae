import { useI18n } from '../i18n/index.tsx';
import type { FieldSpec } from '../records/fields.ts';
import type { Collision } from './deal-state.ts';

interface Props {
  collision: Collision;
  specs: readonly FieldSpec[];
  onMine: () => void;
  onTheirs: () => void;
}

/** Somebody else changed the lines that are typed here: what, and which of the two is to stand. */
export function CollisionNote({ collision, specs, onMine, onTheirs }: Props) {
  const { t, label } = useI18n();
  const words = t.quotes.collision;
  const theirs = collision.theirs.lines ?? [];
  const changes = Array.from({ length: Math.max(theirs.length, collision.before.length) }, (_, at) => {
    const now = theirs[at];
    const before = collision.before[at];
    if (!before) return words.added(at + 1);
    if (!now) return words.removed(at + 1);
    const fields = specs.filter((spec) => !spec.computed && now[spec.name] !== before[spec.name]);
    return fields.length > 0
      ? words.line(at + 1, fields.map((spec) => label(spec.label)).join(t.quotes.lane.and))
      : undefined;
  }).filter((text) => text !== undefined);
  return (
    <div className="deal-collision" role="alert">
      <p>{words.title}</p>
      <ul>
        {changes.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
      <button type="button" className="btn primary" onClick={onMine}>
        {words.mine}
      </button>
      <button type="button" className="btn" onClick={onTheirs}>
        {words.theirs}
      </button>
    </div>
  );
}
