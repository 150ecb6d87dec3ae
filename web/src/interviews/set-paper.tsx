import { wordsOf } from '../../../shared/interviews/result.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { titleOf } from '../lib/titles.ts';
import { textOf } from './parts.tsx';

/** A list on paper, with room for what was answered: on the screen it is not shown. */
export function SetPaper({ record }: { record: WebRecord }) {
  const { t, lang } = useI18n();
  const words = t.interviews.sets;
  const format = useFormat();
  const { workspaceName } = useWorkspace();
  const language = lang === 'en' ? 'en' : 'zh';
  return (
    <article className="pbp-sheet iv-paper">
      <header className="pbp-head">
        <span>
          {workspaceName} · {words.hidden}
        </span>
        <span>{words.printed(format.date(format.today()))}</span>
      </header>
      <h1>{titleOf(record)}</h1>
      <p className="iv-blanks">
        {[words.person, words.asker, words.date].map((name) => (
          <span key={name}>{name}</span>
        ))}
      </p>
      <ol>
        {(record.lines ?? []).map((line, place) => (
          <li key={textOf(line['key']) || String(place)}>
            <strong>{wordsOf(line, 'question', language)}</strong>{' '}
            {line['critical'] === true ? `(${t.interviews.hold.critical})` : ''}
            <p>
              {t.interviews.result.right}: {wordsOf(line, 'answer', language)}
            </p>
            <p className="iv-blank" />
          </li>
        ))}
      </ol>
    </article>
  );
}
