import { Link } from 'wouter';
import type { NeedStage } from '../../../shared/improvement/need.ts';
import { needStages } from '../../../shared/improvement/need.ts';
import type { Outcome } from '../../../shared/improvement/yardsticks.ts';
import { outcomes } from '../../../shared/improvement/yardsticks.ts';
import type { CommitteeReport } from '../../../shared/meetings/meetings.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';

type Need = CommitteeReport['needs'][number];

function Told({ need }: { need: Need }) {
  const { t, label } = useI18n();
  const words = t.reviewArchive.needs;
  const format = useFormat();
  const { measure, before, target, actual, outcome, found, benefit } = need;
  const way = (value: number | undefined) =>
    measure && value !== undefined
      ? `${label(measure)} ${before === undefined ? '' : `${format.number(before)} → `}${format.number(value)}`
      : undefined;
  const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ');
  const reached = outcome && label(outcomes[outcome as Outcome]);
  const stage = needStages[need.status as NeedStage];
  const days = joined(
    need.decidedOn && `${words.decided} ${format.date(need.decidedOn)}`,
    need.releasedOn && `${words.released} ${format.date(need.releasedOn)}`,
  );
  const expected = joined(benefit, way(target));
  return (
    <li>
      <Link href={`/needs/${need.id}`}>{need.title}</Link>
      {` · ${joined(stage && label(stage), days)}`}
      {expected ? (
        <p className="mt-words">
          <b>{words.expected}:</b> {expected}
        </p>
      ) : null}
      {need.status === 'rejected' ? null : (
        <p className="mt-words">
          <b>{words.found}:</b> {joined(reached, way(actual), found) || words.notYet}
        </p>
      )}
    </li>
  );
}

/** Needs that were decided on or released in the months of the report: what was expected of each, and what it brought. */
export function ReportNeeds({ needs }: { needs: readonly Need[] }) {
  const { t } = useI18n();
  if (needs.length === 0) return null;
  return (
    <section>
      <h2>{t.reviewArchive.needs.title}</h2>
      <ul>
        {needs.map((need) => (
          <Told key={need.id} need={need} />
        ))}
      </ul>
    </section>
  );
}
