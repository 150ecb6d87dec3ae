import type { ReactNode } from 'react';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useWorkspace } from '../lib/me.tsx';
import type { Figure } from './change.ts';
import { links } from './links.ts';
import type { At } from './people-links.ts';

/** The addresses of a figure of the period and of the one before. */
export const useAt = ({ period, previous }: ReviewPack) => {
  const { timeZone } = useWorkspace();
  return (to: (at: At) => string) => ({
    href: to({ period, timeZone }),
    beforeHref: previous ? to({ period: previous, timeZone }) : undefined,
  });
};

/** What stood before is seen in the review of then alone. */
export const stock = ({ previous }: ReviewPack): string | undefined => (previous ? links.review(previous) : undefined);

/** A section of the review with its head. */
export function Section({
  id,
  title,
  note,
  children,
}: {
  id: string;
  title: string;
  note?: string;
  children: ReactNode;
}) {
  return (
    <section className="rv-section" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {note ? <p className="rv-note">{note}</p> : null}
      {children}
    </section>
  );
}

/** A share in percent; nothing where there was nothing to have a share of. */
export const shareOf = (
  share: { percent?: number | undefined; before?: number | undefined } | undefined,
): Figure | undefined => (share?.percent === undefined ? undefined : { value: share.percent, before: share.before });
