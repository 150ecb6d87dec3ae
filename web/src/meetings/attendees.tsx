import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useRefTitle } from '../lib/titles.ts';
import { linesOf, textOf, withNew, withoutLine } from './lines.ts';
import type { Editing } from './meeting-body.tsx';
import { MemberSelect } from './member-select.tsx';

function Chip({ id, onRemove }: { id: string; onRemove: (() => void) | undefined }) {
  const { t } = useI18n();
  const name = useRefTitle(id) ?? '';
  return (
    <li className="mt-person">
      <Person id={id} />
      {onRemove ? (
        <button
          type="button"
          className="btn quiet small square"
          aria-label={t.meetings.removePerson(name)}
          onClick={onRemove}
        >
          <Icon name="close" size={12} />
        </button>
      ) : null}
    </li>
  );
}

/** Who came. */
export function Attendees({ lines, editable, save }: Editing) {
  const { t } = useI18n();
  const words = t.meetings;
  const people = linesOf(lines, 'attendee');
  return (
    <section className="mt-part" aria-labelledby="mt-people">
      <h2 id="mt-people">{words.people}</h2>
      {people.length === 0 ? <p className="quiet-hint">{words.nobody}</p> : null}
      <ul className="mt-people">
        {people.map(({ at, line }) => (
          <Chip
            key={`${textOf(line, 'ownerId')} ${at}`}
            id={textOf(line, 'ownerId')}
            onRemove={editable ? () => save(withoutLine(lines, at)) : undefined}
          />
        ))}
        {editable ? (
          <li>
            <MemberSelect
              label={words.addPerson}
              value=""
              without={people.map(({ line }) => textOf(line, 'ownerId'))}
              onChange={(ownerId) => {
                if (ownerId) save(withNew(lines, { kind: 'attendee', ownerId }));
              }}
            />
          </li>
        ) : null}
      </ul>
    </section>
  );
}
