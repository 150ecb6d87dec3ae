import { entryKinds } from '../../../shared/problems/entry.ts';
import { useI18n } from '../i18n/index.tsx';
import { Icon } from '../kit/icon.tsx';
import { useFormat } from '../lib/format.ts';
import { isKind } from './book-view.ts';
import type { HelpEntry } from './entry.ts';
import { isBuiltIn, isStale, linkKinds, read, titleOfEntry } from './entry.ts';
import { useLinkNames } from './links.ts';

/** Places named on a card; the others are counted. */
const NAMED = 3;

/** An entry of the book as a card: what it is about, the beginning of the right way, where it is shown. */
export function EntryCard({ entry, onOpen }: { entry: HelpEntry; onOpen: () => void }) {
  const { t, label, lang } = useI18n();
  const format = useFormat();
  const names = useLinkNames();
  const stale = isStale(entry, format.today());
  const places = linkKinds.flatMap((kind) =>
    (entry.links[kind] ?? []).map((value) => ({ kind, value, text: names.nameOf(kind, value) })),
  );
  return (
    <li>
      <button type="button" className={`pb-card ${entry.kind}`} onClick={onOpen}>
        <span className="pb-card-head">
          <span className="badge">{isKind(entry.kind) ? label(entryKinds[entry.kind]) : entry.kind}</span>
          <span className="spread" />
          {isBuiltIn(entry.id) ? null : entry.reviewOn ? (
            <span className={`badge ${stale ? 'warn' : 'good'}`} title={format.date(entry.reviewOn)}>
              <Icon name={stale ? 'warning' : 'check'} size={12} />
              {stale ? t.problems.fresh.staleShort : t.problems.fresh.good}
            </span>
          ) : null}
        </span>
        <strong>{titleOfEntry(entry, lang)}</strong>
        <span className="pb-card-text">{read(entry.rightWay ?? entry.symptom, lang)?.text ?? ''}</span>
        {places.length > 0 ? (
          <span className="pb-card-links">
            {places.slice(0, NAMED).map((place) => (
              <span key={`${place.kind} ${place.value}`} className="chip">
                <span className="ellipsis">{place.text}</span>
              </span>
            ))}
            {places.length > NAMED ? <span className="quiet-hint">+{format.number(places.length - NAMED)}</span> : null}
          </span>
        ) : null}
      </button>
    </li>
  );
}
