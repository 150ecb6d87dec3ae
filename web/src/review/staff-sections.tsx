import { Link } from 'wouter';
import type { ReviewPack } from '../../../shared/review/review.contract.ts';
import { useI18n } from '../i18n/index.tsx';
import { useFormat } from '../lib/format.ts';
import { useWorkspace } from '../lib/me.tsx';
import { titleOf, useMembers } from '../lib/titles.ts';
import { lastDayOf } from './measure-links.ts';
import { MonthsChart } from './months-chart.tsx';
import { Card, Tile } from './parts.tsx';
import { peopleLinks } from './people-links.ts';
import { asOfDay } from './period.ts';
import { Section, shareOf, stock, useAt } from './section-parts.tsx';

interface Props {
  pack: ReviewPack;
}

/** Steps and tasks over the months, or the weeks. A chart of nothing is left out. */
function AdoptionCharts({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const words = t.reviewParts.adoption.charts;
  const months = pack.adoption?.months ?? [];
  const columns = (of: 'steps' | 'tasks', href: (month: string) => string) =>
    months.map(({ month, [of]: value }) => {
      const full = format.number(value);
      return { month, value, short: full, full, href: href(month) };
    });
  const charts = [
    { title: words.steps, columns: columns('steps', () => peopleLinks.steps()) },
    { title: words.tasks, columns: columns('tasks', (period) => peopleLinks.tasksDone({ period, timeZone })) },
  ].filter((chart) => chart.columns.some(({ value }) => value > 0));
  if (charts.length === 0) return null;
  return (
    <div className="rv-grid">
      {charts.map((chart) => (
        <Card key={chart.title} title={chart.title}>
          <MonthsChart label={chart.title} columns={chart.columns} />
        </Card>
      ))}
    </div>
  );
}

/** Whether the work is done in the system. */
export function AdoptionSection({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const at = useAt(pack);
  const { adoption } = pack;
  if (!adoption) return null;
  const words = t.reviewParts.adoption;
  const percent = (value: number) => t.reviews.percent(format.number(value));
  const [people, inTime] = [shareOf(adoption.people), shareOf(adoption.steps)];
  return (
    <Section id="rv-adoption" title={words.title} note={words.note}>
      <dl className="rv-tiles">
        {people && adoption.people ? (
          <Tile
            means="adoption.people"
            label={`${words.people} (${words.peopleOf(format.number(adoption.people.of.value), format.number(adoption.people.in.value))})`}
            figure={people}
            wish="more"
            measure="percent"
            write={percent}
            {...at(({ period }) => peopleLinks.operators(period))}
          />
        ) : null}
        <Tile
          means="adoption.entered"
          label={words.entered}
          figure={adoption.entered}
          wish="more"
          {...at(({ period }) => peopleLinks.operators(period))}
        />
        <Tile
          means="adoption.tasks"
          label={words.tasks}
          figure={adoption.tasks}
          wish="more"
          {...at(peopleLinks.tasksDone)}
        />
        <Tile label={words.steps} figure={adoption.steps.in} wish="more" {...at(() => peopleLinks.steps())} />
        {inTime ? (
          <Tile
            means="adoption.inTime"
            label={words.inTime}
            figure={inTime}
            wish="more"
            measure="percent"
            write={percent}
            {...at(() => peopleLinks.steps())}
          />
        ) : null}
      </dl>
      <AdoptionCharts pack={pack} />
    </Section>
  );
}

function ProbationTable({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const at = useAt(pack);
  const names = new Map((useMembers().data ?? []).map((one) => [one.id, titleOf(one)]));
  const words = t.reviewParts.probation;
  const { members = [], people } = pack.probation ?? {};
  const hidden = (people?.value ?? 0) - members.length;
  const isNew = members.some(({ opened }) => opened !== undefined);
  return (
    <Card>
      <table className="rv-table">
        <thead>
          <tr>
            <th scope="col">{words.member}</th>
            <th scope="col" className="rv-num">
              {words.openColumn}
            </th>
            {isNew ? (
              <th scope="col" className="rv-num">
                {words.openedColumn}
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {members.map(({ id, open, opened }) => (
            <tr key={id}>
              <th scope="row">
                <Link href={`/operators/${id}?month=${pack.period}`}>{names.get(id) ?? t.common.unknownPerson}</Link>
              </th>
              <td className="rv-num">
                <Link href={peopleLinks.ofOwners([id])}>{format.number(open)}</Link>
              </td>
              {opened === undefined ? null : (
                <td className="rv-num">
                  <Link href={at((month) => peopleLinks.foundOf([id], month)).href}>{format.number(opened)}</Link>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {hidden > 0 ? <p className="rv-note">{words.more(format.number(hidden))}</p> : null}
    </Card>
  );
}

/** People on probation with their findings; notices and warnings as bare numbers. */
export function ProbationSection({ pack }: Props) {
  const { t } = useI18n();
  const { timeZone } = useWorkspace();
  const at = useAt(pack);
  const { probation, warnings } = pack;
  if (!probation || !warnings) return null;
  const words = t.reviewParts.probation;
  const ids = probation.members.map(({ id }) => id);
  const who = peopleLinks.probation(lastDayOf(pack, timeZone));
  const theirs = (to: (of: readonly string[]) => string): string => (ids.length > 0 ? to(ids) : who);
  return (
    <Section id="rv-probation" title={words.title} note={words.note}>
      <dl className="rv-tiles">
        <Tile label={words.people} figure={probation.people} wish="none" href={who} beforeHref={stock(pack)} />
        <Tile
          means="probation.open"
          label={words.open}
          figure={probation.open}
          wish="less"
          href={theirs(peopleLinks.ofOwners)}
          beforeHref={stock(pack)}
        />
        {probation.opened ? (
          <Tile
            label={words.opened}
            figure={probation.opened}
            wish="less"
            href={theirs((of) => at((month) => peopleLinks.foundOf(of, month)).href)}
            beforeHref={stock(pack)}
          />
        ) : null}
        <Tile
          label={t.reviewParts.warnings.notices}
          figure={warnings.notices}
          wish="less"
          {...at((month) => peopleLinks.warnings('notice', month))}
        />
        <Tile
          label={t.reviewParts.warnings.warnings}
          figure={warnings.warnings}
          wish="less"
          {...at((month) => peopleLinks.warnings('warning', month))}
        />
      </dl>
      {ids.length > 0 ? <ProbationTable pack={pack} /> : <p className="rv-note">{words.none}</p>}
    </Section>
  );
}

/** What people know of the process. */
export function InterviewsSection({ pack }: Props) {
  const { t } = useI18n();
  const format = useFormat();
  const { timeZone } = useWorkspace();
  const at = useAt(pack);
  const { interviews } = pack;
  if (!interviews) return null;
  const words = t.reviewParts.interviews;
  const rate = shareOf(interviews.passRate);
  const { held, planned } = interviews;
  if ([held.value, held.before, planned.value, planned.before].every((one) => !one))
    return (
      <Section id="rv-interviews" title={words.title}>
        <p className="rv-note">
          {words.none}{' '}
          <Link className="no-print" href="/interviews">
            {words.go}
          </Link>
        </p>
      </Section>
    );
  return (
    <Section id="rv-interviews" title={words.title} note={words.note}>
      <dl className="rv-tiles">
        <Tile label={words.held} figure={interviews.held} wish="more" {...at((month) => peopleLinks.held(month))} />
        <Tile
          label={words.passed}
          figure={interviews.passed}
          wish="more"
          {...at((month) => peopleLinks.held(month, 'passed'))}
        />
        <Tile
          label={words.failed}
          figure={interviews.failed}
          wish="less"
          {...at((month) => peopleLinks.held(month, 'failed'))}
        />
        {rate ? (
          <Tile
            means="interviews.passed"
            label={words.passRate}
            figure={rate}
            wish="more"
            measure="percent"
            write={(value) => t.reviews.percent(format.number(value))}
            {...at((month) => peopleLinks.held(month, 'passed'))}
          />
        ) : null}
        <Tile
          label={words.planned}
          figure={interviews.planned}
          wish="none"
          href={peopleLinks.planned()}
          beforeHref={stock(pack)}
        />
        <Tile
          label={words.overdue}
          figure={interviews.overdue}
          wish="less"
          href={peopleLinks.interviewsLate(asOfDay(pack, timeZone))}
          beforeHref={stock(pack)}
        />
      </dl>
    </Section>
  );
}
