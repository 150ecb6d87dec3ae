import { MAX_LINE } from '../../../shared/meetings/meeting.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { AddLine, LineText } from './cells.tsx';
import type { Placed } from './lines.ts';
import { linesOf, textOf, withLine, withNew } from './lines.ts';
import type { Editing } from './meeting-body.tsx';
import { MemberSelect } from './member-select.tsx';

function Marks({ line }: Pick<Placed, 'line'>) {
  const { t } = useI18n();
  const words = t.meetings;
  const format = useFormat();
  const [due, done] = [textOf(line, 'dueDate'), textOf(line, 'doneDate')];
  const carried = Number(line['carried'] ?? 0);
  return (
    <>
      {done ? <span className="badge good">{words.doneOn(format.date(done))}</span> : null}
      {!done && due !== '' && due < format.today() ? (
        <span className="badge bad">
          <Icon name="clock" size={12} />
          {words.overdue}
        </span>
      ) : null}
      {carried > 0 ? <span className="badge warn">{words.carried(carried)}</span> : null}
    </>
  );
}

function Action({ placed, editing }: { placed: Placed; editing: Editing }) {
  const { t } = useI18n();
  const words = t.meetings;
  const format = useFormat();
  const { memberId: me } = useWorkspace();
  const { at, line } = placed;
  const { record, lines, editable, save, remove, tick, mayLead } = editing;
  const [text, owner, due, result] = ['text', 'ownerId', 'dueDate', 'result'].map((name) => textOf(line, name)) as [
    string,
    string,
    string,
    string,
  ];
  const done = textOf(line, 'doneDate') !== '';
  const set = (field: string) => (value: string) => save(withLine(lines, at, { [field]: value }));
  const mayTick =
    !record.archivedAt &&
    record['nextId'] === undefined &&
    record['status'] !== 'cancelled' &&
    (mayLead || owner === me || record['chairId'] === me);
  return (
    <li className={done ? 'mt-action done' : 'mt-action'}>
      <input
        type="checkbox"
        checked={done}
        disabled={!mayTick}
        aria-label={`${words.done}: ${text}`}
        onChange={(event) => tick(at, event.target.checked)}
      />
      <div className="mt-action-body">
        {editable ? (
          <div className="mt-action-fields">
            <LineText
              label={words.actions}
              value={text}
              max={MAX_LINE}
              onSave={(value) => (value === '' ? remove(at) : set('text')(value))}
            />
            <MemberSelect label={words.who} value={owner} onChange={set('ownerId')} />
            <input
              type="date"
              className="input"
              aria-label={words.due}
              value={due}
              onChange={(event) => set('dueDate')(event.target.value)}
            />
            <button
              type="button"
              className="btn quiet small square"
              aria-label={`${words.remove}: ${text}`}
              onClick={() => remove(at)}
            >
              <Icon name="close" size={14} />
            </button>
          </div>
        ) : (
          <p className="mt-action-line">
            <strong>{text}</strong>
            {owner ? <Person id={owner} /> : null}
            {due ? <span className="quiet-hint">{format.date(due)}</span> : null}
          </p>
        )}
        <p className="mt-action-line">
          <Marks line={line} />
          {result ? <span className="quiet-hint">{result}</span> : null}
        </p>
      </div>
    </li>
  );
}

const isCarried = ({ line }: Placed): boolean => Number(line['carried'] ?? 0) > 0;

/** What the last meeting left to do: it comes first. */
export function CarriedActions(editing: Editing) {
  const { t } = useI18n();
  const actions = linesOf(editing.lines, 'action').filter(isCarried);
  if (actions.length === 0) return null;
  return (
    <section className="mt-part" aria-labelledby="mt-carried">
      <h2 id="mt-carried">{t.meetings.carriedActions}</h2>
      <ul className="mt-list">
        {actions.map((placed) => (
          <Action key={placed.at} placed={placed} editing={editing} />
        ))}
      </ul>
    </section>
  );
}

/** Who does what by when; ticked off even where the minutes are closed. */
export function Actions(editing: Editing) {
  const { t } = useI18n();
  const words = t.meetings;
  const actions = linesOf(editing.lines, 'action').filter((one) => !isCarried(one));
  return (
    <section className="mt-part" aria-labelledby="mt-actions">
      <h2 id="mt-actions">{words.actions}</h2>
      {editing.record['nextId'] === undefined ? null : <p className="quiet-hint">{words.moved}</p>}
      {actions.length === 0 ? (
        <p className="quiet-hint">{editing.editable ? words.noActions : words.minutes.none}</p>
      ) : null}
      <ul className="mt-list">
        {actions.map((placed) => (
          <Action key={placed.at} placed={placed} editing={editing} />
        ))}
      </ul>
      {editing.editable ? (
        <AddLine
          label={words.addAction}
          max={MAX_LINE}
          onAdd={(text) => editing.save(withNew(editing.lines, { kind: 'action', text }))}
        />
      ) : null}
    </section>
  );
}
