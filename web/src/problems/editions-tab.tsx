import { useI18n } from '../i18n/index.tsx';
import { Person } from '../kit/person.tsx';
import { useFormat } from '../lib/format.ts';
import type { WebRecord } from '../lib/records.ts';
import type { EditionChanges } from './editions.ts';
import { changesBetween } from './editions.ts';
import { editionsOf, workingEntry } from './entry.ts';
import { useLinkNames } from './links.ts';

function Changes({ changes }: { changes: EditionChanges }) {
  const { t } = useI18n();
  const names = useLinkNames();
  if (changes.texts.length + changes.links.length === 0)
    return <p className="quiet-hint">{t.problems.editions.same}</p>;
  return (
    <dl className="pb-changes">
      {changes.texts.map(({ part, lang, pieces }) => (
        <div key={`${part} ${lang}`}>
          <dt>
            {t.problems.parts[part]}
            <span className="quiet-hint">{t.nav.languageNames[lang]}</span>
          </dt>
          <dd lang={lang}>
            {pieces.map((piece, index) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
              if (piece.kind === 'gone') return <del key={index}>{piece.text}</del>;
              // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name but their place
              return piece.kind === 'new' ? <ins key={index}>{piece.text}</ins> : <span key={index}>{piece.text}</span>;
            })}
          </dd>
        </div>
      ))}
      {changes.links.map(({ kind, added, removed }) => (
        <div key={kind}>
          <dt>{t.problems.links.kinds[kind]}</dt>
          <dd>
            {removed.map((value) => (
              <del key={value} className="chip">
                {names.nameOf(kind, value)}
              </del>
            ))}
            {added.map((value) => (
              <ins key={value} className="chip">
                {names.nameOf(kind, value)}
              </ins>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** The published editions, newest first, each with what it changed; before them what has been changed since. */
export function EditionsTab({ record }: { record: WebRecord }) {
  const { t } = useI18n();
  const words = t.problems.editions;
  const format = useFormat();
  const editions = editionsOf(record);
  const [last] = editions;
  if (!last) return <p className="quiet-text">{words.empty}</p>;
  const now = changesBetween(last, workingEntry(record));
  const isNews = now.texts.length + now.links.length > 0;
  return (
    <div className="pb-editions">
      <ol>
        {isNews ? (
          <li className="pb-edition">
            <h3>{words.now}</h3>
            <p className="quiet-hint">{words.since(format.number(last.edition))}</p>
            <Changes changes={now} />
          </li>
        ) : null}
        {editions.map((edition, index) => {
          const older = editions[index + 1];
          return (
            <li key={edition.edition} className="pb-edition">
              <h3>{words.edition(format.number(edition.edition))}</h3>
              <p className="pb-fresh">
                {edition.at ? <time dateTime={edition.at}>{format.instant(edition.at)}</time> : null}
                {edition.by ? (
                  <span className="pb-owner">
                    {words.by} <Person id={edition.by} />
                  </span>
                ) : null}
              </p>
              {older ? (
                <>
                  <p className="quiet-hint">{words.since(format.number(older.edition))}</p>
                  <Changes changes={changesBetween(older, edition)} />
                </>
              ) : (
                <p className="quiet-hint">{words.first}</p>
              )}
            </li>
          );
        })}
      </ol>
      <p className="quiet-hint">{words.kept}</p>
    </div>
  );
}
