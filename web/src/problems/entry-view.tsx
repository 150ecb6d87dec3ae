import './entry.css';
import { Fragment } from 'react';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { Person } from '../kit/person.tsx';
import { localParts } from '../lib/dates.ts';
import { useFormat } from '../lib/format.ts';
import type { HelpEntry, Words } from './entry.ts';
import { isBuiltIn, isStale, linkKinds, parts, read } from './entry.ts';
import { useLinkNames } from './links.ts';

/** A text with its lines as they were written, and with its language where that is not the reader's. */
export function Text({ words }: { words: Words | undefined }) {
  const { t, lang } = useI18n();
  const found = read(words, lang);
  if (!found) return null;
  return (
    <>
      {found.text.split('\n').map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same line may stand twice
        <p key={index} {...(found.other ? { lang: found.other } : {})}>
          {line}
        </p>
      ))}
      {found.other ? <p className="quiet-hint">{t.problems.onlyIn[found.other]}</p> : null}
    </>
  );
}

/** How far an entry can be relied on: edition, who answers for it, until when it is held to be right. */
export function Freshness({ entry }: { entry: HelpEntry }) {
  const { t } = useI18n();
  const format = useFormat();
  const words = t.problems.fresh;
  if (isBuiltIn(entry.id)) return <p className="pb-fresh">{words.builtIn}</p>;
  const stale = isStale(entry, format.today());
  return (
    <p className="pb-fresh">
      {entry.reviewOn ? (
        <span className={`badge ${stale ? 'warn' : 'good'}`}>
          <Icon name={stale ? 'warning' : 'check'} size={12} />
          {stale ? words.stale(format.date(entry.reviewOn)) : words.until(format.date(entry.reviewOn))}
        </span>
      ) : null}
      {entry.verifiedAt ? (
        <span className="pb-owner">
          {words.checked(format.date(localParts(entry.verifiedAt, format.style.timeZone).date))}
          {entry.verifiedBy ? <Person id={entry.verifiedBy} /> : null}
        </span>
      ) : null}
      {entry.edition ? <span>{words.edition(format.number(entry.edition))}</span> : null}
      {entry.ownerId && entry.ownerId !== entry.verifiedBy ? (
        <span className="pb-owner">
          {words.by}
          <Person id={entry.ownerId} />
        </span>
      ) : null}
    </p>
  );
}

/** What an entry is linked to, by the names that people know. */
export function EntryLinks({ entry }: { entry: HelpEntry }) {
  const { t } = useI18n();
  const names = useLinkNames();
  const shown = linkKinds.filter((kind) => (entry.links[kind] ?? []).length > 0);
  if (shown.length === 0) return null;
  return (
    <dl className="pb-links">
      {shown.map((kind) => (
        <div key={kind}>
          <dt>{t.problems.links.kinds[kind]}</dt>
          <dd>
            {(entry.links[kind] ?? []).map((value) => (
              <span key={value} className="chip" title={value}>
                <span className="ellipsis">{names.nameOf(kind, value)}</span>
              </span>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** An entry for reading: the right way first and largest, then what goes wrong and why. */
export function EntryView({ entry }: { entry: HelpEntry }) {
  const { t, lang } = useI18n();
  const shown = parts.filter((part) => read(entry[part], lang) !== undefined);
  const names = entry.kind === 'guide' ? { ...t.problems.parts, ...t.problems.guide } : t.problems.parts;
  return (
    <div className="pb-entry">
      {shown.map((part) => (
        <Fragment key={part}>
          {part === 'rightWay' ? (
            <section className="pb-right" aria-label={names.rightWay}>
              <h3>
                <Icon name="check" size={16} />
                {names.rightWay}
              </h3>
              <Text words={entry.rightWay} />
            </section>
          ) : (
            <section className="pb-part" aria-label={names[part]}>
              <h3>{names[part]}</h3>
              <Text words={entry[part]} />
            </section>
          )}
        </Fragment>
      ))}
      {shown.length === 0 ? <p className="quiet-text">{t.problems.nothingWritten}</p> : null}
    </div>
  );
}
