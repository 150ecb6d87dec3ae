import type { TopicKind } from '../../../shared/meetings/meeting.ts';
import { MAX_LINE, topicKinds } from '../../../shared/meetings/meeting.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { AddLine, LongText, Sentence } from './cells.tsx';
import type { Placed } from './lines.ts';
import { linesOf, textOf, withLine, withNew } from './lines.ts';
import type { Editing } from './meeting-body.tsx';

const MAX_TEXT = 2000;
const kinds = Object.keys(topicKinds) as TopicKind[];

function Badges({ line }: Pick<Placed, 'line'>) {
  const { t, label } = useI18n();
  const about = topicKinds[textOf(line, 'about') as TopicKind];
  return (
    <>
      {about ? <span className="badge info">{label(about)}</span> : null}
      {textOf(line, 'source') === '' ? null : <span className="badge">{t.meetings.fromReview}</span>}
    </>
  );
}

function Topic({ placed, editing, number }: { placed: Placed; editing: Editing; number: number }) {
  const { t, label } = useI18n();
  const words = t.meetings;
  const { at, line } = placed;
  const { lines, editable, save, remove } = editing;
  const set = (field: string) => (value: string) => save(withLine(lines, at, { [field]: value }));
  if (!editable)
    return (
      <li className="mt-topic">
        <p className="mt-topic-head">
          <strong>
            {number}. {textOf(line, 'text')}
          </strong>
          <Badges line={line} />
        </p>
        {textOf(line, 'notes') ? <p className="mt-words">{textOf(line, 'notes')}</p> : null}
        {textOf(line, 'decision') ? (
          <p className="mt-words">
            <b>{words.decision}</b> {textOf(line, 'decision')}
          </p>
        ) : null}
      </li>
    );
  return (
    <li className="mt-topic">
      <div className="mt-topic-head">
        <span className="mt-number" aria-hidden="true">
          {number}.
        </span>
        <Sentence
          label={`${t.meetings.topics} ${number}`}
          value={textOf(line, 'text')}
          max={MAX_LINE}
          onSave={(text) => (text === '' ? remove(at) : set('text')(text))}
        />
        <select
          className="input mt-about"
          aria-label={words.about}
          title={words.about}
          value={textOf(line, 'about')}
          onChange={(event) => set('about')(event.target.value)}
        >
          <option value="">{words.about}</option>
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {label(topicKinds[kind])}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="btn quiet small square"
          aria-label={`${words.remove}: ${textOf(line, 'text')}`}
          onClick={() => remove(at)}
        >
          <Icon name="close" size={14} />
        </button>
      </div>
      <div className="mt-topic-body">
        <LongText label={words.notes} value={textOf(line, 'notes')} max={MAX_TEXT} onSave={set('notes')} />
        <LongText label={words.decision} value={textOf(line, 'decision')} max={MAX_TEXT} onSave={set('decision')} />
      </div>
    </li>
  );
}

/** What is spoken about, and what came of it. */
export function Topics(editing: Editing) {
  const { t } = useI18n();
  const words = t.meetings;
  const topics = linesOf(editing.lines, 'topic');
  return (
    <section className="mt-part" aria-labelledby="mt-topics">
      <h2 id="mt-topics">{words.topics}</h2>
      {topics.length === 0 ? <p className="quiet-hint">{words.noTopics}</p> : null}
      <ol className="mt-list">
        {topics.map((placed, index) => (
          <Topic key={placed.at} placed={placed} editing={editing} number={index + 1} />
        ))}
      </ol>
      {editing.editable ? (
        <AddLine
          label={words.addTopic}
          max={MAX_LINE}
          onAdd={(text) => editing.save(withNew(editing.lines, { kind: 'topic', text }))}
        />
      ) : null}
    </section>
  );
}
