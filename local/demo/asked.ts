import { entityOf } from '../../shared/entities.ts';
import type { InterviewKind } from '../../shared/interviews/interview.ts';
import { interview, LESSON_DAYS, REPEAT_DAYS } from '../../shared/interviews/interview.ts';
import { questionParts, questionSet, USUAL_PASS_MARK } from '../../shared/interviews/question-set.ts';
import type { Question } from '../../shared/interviews/questions.ts';
import { questionsOf } from '../../shared/interviews/questions.ts';
import { lessonOf } from '../../shared/interviews/result.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { addDays } from '../../shared/kernel/time.ts';
import { entityOfProcess } from '../../shared/process/subject.ts';
import { defaultProcess } from '../../shared/processes.ts';
import type { PersonKey } from './people.ts';
import { people } from './people.ts';
import type { Setting } from './record.ts';
import { recordOf } from './record.ts';
import type { Company, Walked } from './walk.ts';
import type { Leg } from './way.ts';
import { wayOf } from './way.ts';

type Asked = 'quote' | 'order' | 'complaint';

/** The lists in use, with the days before today since when. */
const lists: readonly { process: Asked; on: number }[] = [
  { process: 'quote', on: 96 },
  { process: 'order', on: 96 },
  { process: 'complaint', on: 88 },
];

interface Interview {
  id: string;
  of: PersonKey;
  by: PersonKey;
  process: Asked;
  kind: InterviewKind;
  /** Days before today on which it was planned, by which it is to be held, on which it was. */
  planned: number;
  due: number;
  held?: number;
  /** Places of the questions that were not known; a half answer where it says so. */
  wrong?: readonly number[];
  partly?: readonly number[];
  /** Days before today on which the lesson was learnt. */
  learnt?: number;
  repeats?: string;
  repeatedBy?: string;
}

const interviews: readonly Interview[] = [
  {
    id: 'itv_demo001',
    of: 'sales-rep',
    by: 'trainer',
    process: 'quote',
    kind: 'interview',
    planned: 90,
    due: 82,
    held: 83,
    partly: [2],
  },
  {
    id: 'itv_demo002',
    of: 'sales-rep-2',
    by: 'trainer',
    process: 'quote',
    kind: 'spot-check',
    planned: 84,
    due: 76,
    held: 77,
    wrong: [1, 3, 6, 11],
    partly: [2],
    learnt: 74,
    repeatedBy: 'itv_demo003',
  },
  {
    id: 'itv_demo003',
    of: 'sales-rep-2',
    by: 'trainer',
    process: 'quote',
    kind: 'spot-check',
    planned: 77,
    due: 63,
    held: 64,
    partly: [3],
    repeats: 'itv_demo002',
  },
  {
    id: 'itv_demo004',
    of: 'service-agent',
    by: 'auditor',
    process: 'complaint',
    kind: 'spot-check',
    planned: 52,
    due: 44,
    held: 45,
    partly: [4],
  },
  {
    id: 'itv_demo005',
    of: 'sales-rep-2',
    by: 'executive',
    process: 'order',
    kind: 'interview',
    planned: 36,
    due: 29,
    held: 31,
    partly: [5],
  },
  {
    id: 'itv_demo006',
    of: 'sales-rep',
    by: 'sales-manager',
    process: 'order',
    kind: 'spot-check',
    planned: 10,
    due: 4,
    held: 5,
    wrong: [1, 3, 7, 8, 10, 12],
    partly: [2],
    repeatedBy: 'itv_demo007',
  },
  {
    id: 'itv_demo007',
    of: 'sales-rep',
    by: 'sales-manager',
    process: 'order',
    kind: 'spot-check',
    planned: 5,
    due: -9,
    repeats: 'itv_demo006',
  },
  {
    id: 'itv_demo008',
    of: 'service-agent',
    by: 'trainer',
    process: 'complaint',
    kind: 'interview',
    planned: 9,
    due: 2,
  },
];

const listId = (process: Asked): string => `qst_demo00${lists.findIndex((list) => list.process === process) + 1}`;

const questionsFor = (process: Asked, setting: Setting): Question[] =>
  questionsOf({
    definition: defaultProcess(process)!,
    entity: entityOf(entityOfProcess(process).name),
    currency: 'CNY',
    memberName: (id) => people.find(({ key }) => setting.members[key].id === id)?.name,
  });

const makeList = ({ process, on }: (typeof lists)[number], setting: Setting): Rec =>
  recordOf(questionSet, setting, {
    id: listId(process),
    createdAt: setting.calendar.at(setting.calendar.workday(-on), 10, 20),
    owner: setting.members.trainer,
    data: {
      name: `${defaultProcess(process)!.label.zh}流程题单`,
      processKey: process,
      status: 'published',
      passMark: USUAL_PASS_MARK,
    },
    lines: questionsFor(process, setting).map((question) => ({ ...question })),
  });

/** The questions as they were copied, with what was answered to them. */
const linesOf = ({ held, wrong = [], partly = [] }: Interview, list: Rec): Record<string, unknown>[] =>
  list.lines!.map((line, place) => {
    const copied = Object.fromEntries(
      questionParts.flatMap((part) => (line[part] === undefined ? [] : [[part, line[part]]])),
    );
    if (held === undefined) return copied;
    if (wrong.includes(place)) return { ...copied, judgement: 'wrong', answer: '不太清楚，一般是问同事。' };
    return partly.includes(place)
      ? { ...copied, judgement: 'partly', answer: '说出了大概，细节记不清。' }
      : { ...copied, judgement: 'right' };
  });

const subjectOf = (of: PersonKey, process: Asked) => {
  const { zh, en } = defaultProcess(process)!.label;
  const { name } = people.find(({ key }) => key === of)!;
  return { subject: `${name}：${zh}`, subjectEn: `${name}: ${en}` };
};

/** What follows from a failed one: the lesson, by when, and when it is repeated. */
const lessonIn = (one: Interview, day: string, lines: readonly Record<string, unknown>[]): Record<string, unknown> =>
  one.repeatedBy
    ? {
        lessonText: lessonOf(lines, 'zh'),
        lessonDue: addDays(day, LESSON_DAYS),
        repeatOn: addDays(day, REPEAT_DAYS),
        repeatId: one.repeatedBy,
      }
    : {};

const legsOf = (one: Interview, lines: readonly Record<string, unknown>[], setting: Setting): Leg[] => {
  const { calendar, members } = setting;
  const at = (days: number, minute: number) => calendar.past(calendar.at(calendar.workday(-days), 14, minute));
  if (one.held === undefined) return [];
  const heldAt = at(one.held, 35);
  const data = { heldAt, heldBy: members[one.by].id, ...lessonIn(one, calendar.workday(-one.held), lines) };
  return [
    { action: one.repeatedBy ? 'fail' : 'pass', by: one.by, at: heldAt, data },
    ...(one.learnt === undefined ? [] : [{ action: 'learn', by: one.of, at: at(one.learnt, 10) }]),
  ];
};

const makeInterview = (one: Interview, list: Rec, setting: Setting, company: Company): Walked => {
  const { calendar, members } = setting;
  const lines = linesOf(one, list);
  const { id: memberId, team } = members[one.of];
  const rec = recordOf(interview, setting, {
    id: one.id,
    createdAt: calendar.past(calendar.at(calendar.workday(-one.planned), one.repeats ? 14 : 11, 35)),
    owner: members[one.by],
    data: {
      ...subjectOf(one.of, one.process),
      kind: one.kind,
      status: 'planned',
      memberId,
      processKey: one.process,
      interviewerId: members[one.by].id,
      dueOn: calendar.workday(-one.due),
      questionSetId: list.id,
      questionSetVersion: 1,
      passMark: USUAL_PASS_MARK,
      attempt: one.repeats ? 2 : 1,
      ...(team ? { memberTeam: team } : {}),
      ...(one.repeats ? { repeatOf: one.repeats } : {}),
    },
    lines,
  });
  const { teamId: _of, ...envelope } = rec;
  return wayOf({ ...envelope, ...(team ? { teamId: team } : {}) }, legsOf(one, lines, setting), company);
};

/** Question lists in use, and who was asked: passed, failed and taught, asked again, and what is overdue. */
export const makeAsked = (setting: Setting, company: Company): (Rec | Walked)[] => {
  const made = new Map(lists.map((list) => [list.process, makeList(list, setting)]));
  return [...made.values(), ...interviews.map((one) => makeInterview(one, made.get(one.process)!, setting, company))];
};
