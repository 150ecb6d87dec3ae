import { processItemPrefix } from '../process/projection.ts';
import type { Counters, Frozen, Measured } from './figures.ts';
import { at, before, chartOf, figure, flow, gauge, overdue, percentOf, share, sumOf, TYPED } from './figures.ts';
import { DUE, TASKS, WAITING, WARNINGS } from './people-projections.ts';
import type { ReviewPack } from './review.contract.ts';

const TEAMS = 50;
/** Members on probation that are listed; the figures are of all. */
const ON_PROBATION = 200;
/** The row of findings that nobody owns, which is no team's name. */
export const NOBODY = '|';
const OWNER = 'findings.owner#';
const INTERVIEWS = 'interviews';
const PLANNED = 'interviews.due';

/** All that an item of the gauges counts. */
const all =
  (item: string): Measured =>
  (frozen) =>
    Object.values(frozen.gauges[item] ?? {}).reduce((sum, one) => sum + one, 0);

/** Open findings by the team of their owner; the members of each row. */
const teamsOf = (frozen: Frozen): Map<string, { value: number; owners: string[] }> => {
  const out = new Map<string, { value: number; owners: string[] }>();
  for (const item of Object.keys(frozen.gauges)) {
    if (!item.startsWith(OWNER)) continue;
    const owner = item.slice(OWNER.length);
    const value = at(frozen.gauges, item, 'open');
    if (value === 0) continue;
    const team = owner === '' ? NOBODY : (frozen.people?.teams[owner] ?? '');
    const row = out.get(team) ?? { value: 0, owners: [] };
    out.set(team, { value: row.value + value, owners: [...row.owners, owner].sort() });
  }
  return out;
};

/** Open findings by team; nothing where teams were not frozen. */
export const byTeam = (now: Frozen, previous: Frozen | undefined): Pick<ReviewPack['findings'], 'byTeam'> => {
  if (!now.people) return {};
  const was = previous?.people ? teamsOf(previous) : undefined;
  const rows = [...teamsOf(now)].map(([key, row]) => ({
    key,
    value: row.value,
    ...(was ? { before: was.get(key)?.value ?? 0 } : {}),
    owners: row.owners,
  }));
  return { byTeam: rows.sort((a, b) => b.value - a.value || (a.key < b.key ? -1 : 1)).slice(0, TEAMS) };
};

const actions = (now: Frozen, previous: Frozen | undefined): ReviewPack['actions'] => {
  const kinds = { ...DUE, interviews: PLANNED };
  const items = Object.values(kinds);
  const late = (kind: keyof typeof kinds) => figure(now, previous, overdue(kinds[kind]));
  return {
    all: figure(now, previous, sumOf(...items.map(overdue))),
    open: figure(now, previous, sumOf(...items.map(all))),
    meetings: late('meetings'),
    complaints: late('complaints'),
    improvements: late('improvements'),
    needs: late('needs'),
    interviews: late('interviews'),
  };
};

/** A number per hundred of another, one decimal; absent where there is nothing to divide by. */
const per100 = (frozen: Frozen | undefined, of: Measured, per: Measured): number | undefined =>
  frozen && per(frozen) > 0 ? percentOf(of(frozen), per(frozen)) : undefined;

const quality = (now: Frozen, previous: Frozen | undefined): ReviewPack['quality'] => {
  const [found, entered] = [flow(TYPED, 'found'), flow(TYPED, 'entered')];
  const [is, was] = [per100(now, found, entered), per100(previous, found, entered)];
  const kinds = Object.keys(now.gauges['records'] ?? {}).sort();
  return {
    errors: {
      found: figure(now, previous, found),
      entered: figure(now, previous, entered),
      ...(is === undefined ? {} : { per100: is }),
      ...(was === undefined ? {} : { before: was }),
    },
    affected: kinds
      .filter((entity) => at(now.gauges, 'records', entity) > 0)
      .map((entity) => {
        const records = gauge('records', entity);
        const percent = (frozen: Frozen): number => percentOf(frozen.affected?.[entity] ?? 0, records(frozen));
        return {
          entity,
          affected: now.affected?.[entity] ?? 0,
          records: records(now),
          percent: percent(now),
          // No share of records of which there were none.
          ...before(previous && records(previous) > 0 ? previous : undefined, percent),
        };
      }),
  };
};

/** Steps of processes among the counters of a month: of everybody, in all processes. */
const stepsIn = (counters: Counters | undefined, what: 'steps' | 'late'): number =>
  Object.entries(counters ?? {}).reduce(
    (sum, [item, fields]) =>
      item.startsWith(processItemPrefix)
        ? Object.entries(fields).reduce((of, [name, one]) => (name.endsWith(`|${what}`) ? of + one : of), sum)
        : sum,
    0,
  );
const steps =
  (what: 'steps' | 'late'): Measured =>
  (frozen) =>
    stepsIn(frozen.flows[frozen.period], what);

/** A period that is no month does not know who typed in it, and for whom findings were opened. */
const isMonth = (frozen: Frozen): boolean => frozen.people?.recording !== undefined;

const adoption = (now: Frozen, previous: Frozen | undefined): ReviewPack['adoption'] => {
  const earlier = previous && isMonth(previous) ? previous : undefined;
  const [taken, late] = [steps('steps'), steps('late')];
  return {
    ...(isMonth(now)
      ? {
          people: share(now, earlier, {
            of: (frozen) => frozen.people?.recording ?? 0,
            in: (frozen) => frozen.people?.active ?? 0,
          }),
        }
      : {}),
    entered: figure(now, previous, flow(TYPED, 'entered')),
    tasks: figure(now, previous, flow(TASKS, 'done')),
    steps: share(now, previous, { of: (frozen) => taken(frozen) - late(frozen), in: taken }),
    months: chartOf(now).map((month) => ({
      month,
      steps: stepsIn(now.flows[month], 'steps'),
      tasks: at(now.flows[month], TASKS, 'done'),
    })),
  };
};

const waiting = (now: Frozen, previous: Frozen | undefined): ReviewPack['waiting'] => {
  const one = (item: string, ...fields: string[]) =>
    figure(now, previous, sumOf(...fields.map((field) => gauge(item, field))));
  return {
    tips: one('improvement.tips', 'waiting'),
    proposals: one(WAITING, 'proposal'),
    issues: one('improvement.issues', 'open'),
    needs: one('improvement.needs', 'stage|wish', 'stage|analysed'),
    changes: one(WAITING, 'changeRequest'),
  };
};

const openOf = (frozen: Frozen, id: string): number => at(frozen.gauges, `${OWNER}${id}`, 'open');

const probation = (now: Frozen, previous: Frozen | undefined): ReviewPack['probation'] => {
  const members = (frozen: Frozen) => frozen.people?.probation ?? [];
  return {
    people: figure(now, previous, (frozen) => members(frozen).length),
    open: figure(now, previous, (frozen) => members(frozen).reduce((sum, { id }) => sum + openOf(frozen, id), 0)),
    ...(isMonth(now)
      ? {
          opened: figure(now, previous && isMonth(previous) ? previous : undefined, (frozen) =>
            members(frozen).reduce((sum, { opened = 0 }) => sum + opened, 0),
          ),
        }
      : {}),
    members: members(now)
      .slice(0, ON_PROBATION)
      .map(({ id, opened }) => ({ id, open: openOf(now, id), ...(opened === undefined ? {} : { opened }) })),
  };
};

const interviews = (now: Frozen, previous: Frozen | undefined): ReviewPack['interviews'] => {
  const one = (field: string) => flow(INTERVIEWS, field);
  const [passed, failed] = [one('passed'), one('failed')];
  return {
    held: figure(now, previous, one('held')),
    passed: figure(now, previous, passed),
    failed: figure(now, previous, failed),
    passRate: share(now, previous, { of: passed, in: sumOf(passed, failed) }),
    planned: figure(now, previous, all(PLANNED)),
    overdue: figure(now, previous, overdue(PLANNED)),
  };
};

type Later = Pick<ReviewPack, 'actions' | 'quality' | 'adoption' | 'waiting' | 'probation' | 'interviews' | 'warnings'>;

/** The parts about people and what they agreed on; empty where the freezing did not take them, and compared with nothing that did not. */
export const people = (now: Frozen, earlier: Frozen | undefined): Later => {
  if (!now.people) return {};
  const previous = earlier?.people ? earlier : undefined;
  return {
    actions: actions(now, previous),
    quality: quality(now, previous),
    adoption: adoption(now, previous),
    waiting: waiting(now, previous),
    probation: probation(now, previous),
    interviews: interviews(now, previous),
    warnings: {
      notices: figure(now, previous, flow(WARNINGS, 'notice')),
      warnings: figure(now, previous, flow(WARNINGS, 'warning')),
    },
  };
};
