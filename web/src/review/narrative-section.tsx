import { useMemo } from 'react';
import { narrativeOf } from '../../../shared/review/narrative.ts';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useRules } from '../lib/rules.ts';

const marks = { good: '✓', bad: '!', plain: '•' } as const;

interface LinesProps {
  lines: readonly { key: string; tone: keyof typeof marks; en: string; zh: string }[];
}

/** Sentences about figures, the weightiest first. The tone is told by a word too, never by colour alone. */
export function NarrativeLines({ lines }: LinesProps) {
  const { t, label } = useI18n();
  return (
    <ul className="rv-says">
      {lines.map((line) => (
        <li key={line.key} className={line.tone}>
          <span className="rv-says-mark" aria-hidden="true">
            {marks[line.tone]}
          </span>
          <span>
            {line.tone === 'plain' ? null : (
              <span className="hidden-text">{line.tone === 'good' ? t.reviews.better : t.reviews.worse}: </span>
            )}
            {label(line)}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the review says in words, at its head. */
export function NarrativeSection({ pack }: { pack: ReviewPack }) {
  const { t } = useI18n();
  const rules = useRules().data?.items;
  const lines = useMemo(() => {
    const labels = new Map(rules?.map((rule) => [rule.id, rule.label]));
    return narrativeOf(pack, { rule: (id) => labels.get(id) ?? { en: id, zh: id } });
  }, [pack, rules]);
  if (lines.length === 0) return null;
  return (
    <section className="rv-section" aria-labelledby="rv-says">
      <h2 id="rv-says">{t.reviews.says}</h2>
      <NarrativeLines lines={lines} />
      <p className="rv-note no-print">{t.reviews.saysNote}</p>
    </section>
  );
}
