import './meaning.css';
import { useRef, useState } from 'react';
import { measureOf } from '../../../shared/review/measures.ts';
import { useI18n } from '../i18n/index.tsx';
import { Popover } from '../kit/popover.tsx';

/** A small question mark that says what exactly a figure counts. Nothing for a figure that is no measure. @param of key of the measure */
export function Meaning({ of: key }: { of: string | undefined }) {
  const { t, label } = useI18n();
  const anchor = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  const measure = key === undefined ? undefined : measureOf(key);
  // Of one that has a value for each rule or stage the row's own name says what it counts.
  if (!measure || measure.aimless) return null;
  const words = t.reviewParts.means;
  const said = words.said(label(measure.definition));
  const name = words.what(label(measure.label));
  return (
    <>
      <button
        ref={anchor}
        type="button"
        className="rv-means no-print"
        aria-label={name}
        aria-expanded={open}
        title={said}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') setOpen(false);
        }}
      >
        ?
      </button>
      {open ? (
        <Popover anchor={anchor} label={name} className="rv-means-box" onClose={() => setOpen(false)}>
          <p>
            {said} {t.reviewParts.goals.way[measure.wish]}
          </p>
        </Popover>
      ) : null}
    </>
  );
}
