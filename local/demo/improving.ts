import { improvement } from '../../shared/improvement/improvement.ts';
import { need } from '../../shared/improvement/need.ts';
import { shortOf, systemIssue } from '../../shared/improvement/system-issue.ts';
import { tip } from '../../shared/improvement/tip.ts';
import { effectDay, yardstickOf } from '../../shared/improvement/yardsticks.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { changes, issues, needs, tips } from './improving-words.ts';
import type { PersonKey } from './people.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';
import type { Company, Walked } from './walk.ts';
import type { Leg } from './way.ts';
import { wayOf } from './way.ts';

const numbered = (prefix: string, index: number): string => `${prefix}_demo${String(index + 1).padStart(3, '0')}`;

/** The instant of a working day so many days ago; each thing at its own minute, as people would. */
const momentOf = (setting: Setting, days: number, seed: number): string =>
  setting.calendar.past(setting.calendar.at(setting.calendar.workday(-days), 9 + (seed % 7), (seed * 17) % 60));

const idOf = (setting: Setting, key: PersonKey): string => setting.members[key].id;

const makeTips = (setting: Setting, company: Company): Walked[] =>
  tips.map(({ title, text, by, on, process, page, judged, expert }, index) => {
    const rec = recordOf(tip, setting, {
      id: numbered('tip', index),
      createdAt: momentOf(setting, on, index + 3),
      owner: setting.members[by],
      data: { title, text, ...(process ? { processKey: process } : {}), ...(page ? { page } : {}) },
    });
    const asked: Leg[] = expert
      ? [
          {
            action: 'ask-expert',
            by: expert.by,
            at: momentOf(setting, expert.on, index + 4),
            data: { expertId: idOf(setting, expert.id) },
          },
        ]
      : [];
    const judgement: Leg[] = judged
      ? [{ verdict: judged.verdict, by: judged.by, at: momentOf(setting, judged.on, index + 5), comment: judged.why }]
      : [];
    return wayOf(rec, [...asked, ...judgement], company);
  });

const makeIssues = (setting: Setting): Rec[] =>
  issues.map(({ id, text, by, on, page, wantsPaper, answer, closed }, index) => ({
    ...recordOf(systemIssue, setting, {
      id,
      createdAt: momentOf(setting, on, index + 2),
      owner: setting.members['data-steward'],
      data: { text, ...(page ? { page } : {}), ...(wantsPaper ? { wantsPaper } : {}) },
      computed: {
        subject: shortOf(text),
        reporterId: idOf(setting, by),
        status: closed === undefined ? (answer ? 'answered' : 'open') : 'closed',
        ...(answer
          ? {
              kind: answer.kind,
              outcome: answer.outcome,
              answer: answer.text,
              answeredBy: idOf(setting, 'data-steward'),
              answeredAt: momentOf(setting, answer.on, index + 3),
              ...(answer.improvement ? { improvementId: answer.improvement } : {}),
              ...(answer.need ? { needId: answer.need } : {}),
            }
          : {}),
        ...(closed === undefined ? {} : { closedAt: momentOf(setting, closed, index + 4) }),
      },
    }),
    createdBy: idOf(setting, by),
  }));

const makeChanges = (setting: Setting): Rec[] =>
  changes.map(({ change, by, on, measure, rule, weeks, before, after, links, note }, index) => {
    const createdAt = momentOf(setting, on, index + 1);
    const day = setting.calendar.workday(-on);
    const read = effectDay(day, weeks, yardstickOf(measure)!);
    return recordOf(improvement, setting, {
      id: numbered('imv', index),
      createdAt,
      owner: setting.members[by],
      data: {
        change,
        day,
        measure,
        weeks,
        before,
        beforeAt: createdAt,
        ...(rule ? { rule } : {}),
        ...(after === undefined ? {} : { after, afterAt: setting.calendar.past(setting.calendar.at(read, 3, 5)) }),
        ...(note ? { note } : {}),
        ...links,
      },
    });
  });

const makeNeeds = (setting: Setting, company: Company): Walked[] =>
  needs.map((one, index) => {
    const { calendar } = setting;
    const lines = one.asked.map(({ who, on, said }) => ({ who, day: calendar.workday(-on), said }));
    const rec = recordOf(need, setting, {
      id: numbered('ned', index),
      createdAt: momentOf(setting, one.on, index + 1),
      owner: setting.members[one.by],
      data: { title: one.title, department: one.department, description: one.description, ...one.plan },
      ...(lines.length > 0 ? { lines } : {}),
    });
    // What stood before is read once it is decided; what came of it on the day that was agreed on.
    const readings = (action: string, at: string): Record<string, unknown> => ({
      ...(action === 'pilot' ? { before: one.before, beforeAt: at } : {}),
      ...((action === 'release' || action === 'pilot') && one.check !== undefined
        ? { checkOn: calendar.workday(one.check) }
        : {}),
      ...(action === 'check' ? { actual: one.actual, actualAt: at } : {}),
    });
    const legs = one.way.map(({ on, data, ...leg }, place): Leg => {
      const at = momentOf(setting, on, index + place + 2);
      return { ...leg, at, data: { ...readings(leg.action, at), ...data } };
    });
    return wayOf(rec, legs, company);
  });

/** How the company makes its work better: tips, complaints about the system, small changes with their effect, needs on their way. */
export const makeImproving = (setting: Setting, company: Company): (Rec | Walked)[] => [
  ...makeTips(setting, company),
  ...makeNeeds(setting, company),
  ...makeChanges(setting),
  ...makeIssues(setting),
];
