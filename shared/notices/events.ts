import { entityOf } from '../entities.ts';
import type { Calendar } from '../kernel/calendar.ts';
import { canonicalJson } from '../kernel/canonical.ts';
import type { Entity } from '../kernel/entity.ts';
import { entityFields, isScoped } from '../kernel/entity.ts';
import { fieldsOf } from '../kernel/field.ts';
import type { Rec } from '../kernel/record.ts';
import type { Governed } from '../process/standing.ts';
import type { Work } from '../process/work.ts';
import { workOf } from '../process/work.ts';
import type { Audience } from './audience.ts';
import type { Notice, NoticeKind } from './notices.contract.ts';

/** Something that people are told. `key` names it for ever: whoever was told of it once is not told again. */
export interface NoticeEvent {
  key: string;
  kind: NoticeKind;
  about: Omit<Notice, 'id' | 'kind' | 'at' | 'readAt'>;
  to: Audience;
}

/** A record with the process that it follows. */
export interface Placed {
  governed: Governed;
  rec: Rec;
}

/** The name of a record for people who may not be able to open it any more. A private person is named by their code. */
export const titleOf = (rec: Rec): string => {
  const name = rec.type === 'account' && rec.data['kind'] === 'person' ? rec.data['code'] : undefined;
  return String(name ?? rec.data[entityOf(rec.type).title] ?? rec.id);
};

/** Everybody who may not sign a document: whose work it is, and who signed already. */
export const cannotSign = (rec: Rec): (string | undefined)[] => {
  const round = rec.process?.approval;
  const signed = (round?.levels ?? []).flatMap((level) =>
    level.slots.flatMap((slot) => [slot.decision?.by, slot.decision?.onBehalfOf]),
  );
  return [
    rec.createdBy,
    rec.ownerId,
    ...(rec.process?.authors ?? []),
    ...(round?.outcome === undefined ? [round?.submittedBy, round?.submittedOnBehalfOf] : []),
    ...signed,
  ];
};

/** Who is told of something to do on a document: its assignees, and their deputies. */
export const audienceOf = (work: Work, rec: Rec, except: readonly (string | undefined)[] = []): Audience => ({
  assignees: [work.assignee],
  teamId: work.teamId,
  owned: isScoped(entityOf(work.type)),
  deputies: entityOf(work.type).personal
    ? undefined
    : { process: work.process, ofRoles: work.kind === 'approval' ? 'too' : 'not' },
  except: work.kind === 'approval' ? [...except, ...cannotSign(rec)] : except,
});

/** What happens to something to do, by name. All signatures of a level are one: whoever could give two of them is asked once. */
export const occasionOf = (work: Work, what: 'asked' | 'due-soon' | 'overdue' | 'escalated'): string =>
  `${work.id}#${work.kind === 'approval' ? work.slot.replace(/\.[^.]*$/, '') : work.slot}#${what}`;

export const aboutWork = (work: Work): NoticeEvent['about'] => ({
  subjectType: work.type,
  subjectId: work.id,
  title: work.title,
  process: work.process,
  state: work.state,
  ...(work.due ? { due: work.due } : {}),
});

const worksOf = ({ governed, rec }: Placed, calendar: Calendar): Work[] =>
  workOf(governed, rec, titleOf(rec), calendar);

/** Whether a version brought a document onto another version of its process, and did nothing else. */
const migrated = (before: Placed | undefined, rec: Rec): boolean =>
  before !== undefined &&
  rec.process?.trail.at(-1)?.action === 'migrate' &&
  (before.rec.process?.seq ?? 0) < rec.process.seq;

/**
 * What a new version of a document gives people to do. What it takes from them is no news, nor what they had to do already before
 * their document moved to another version of its process, nor what a job brings in.
 */
const workEvents = (before: Placed | undefined, after: Placed, calendar: Calendar): NoticeEvent[] => {
  const { rec } = after;
  if (!before && rec.via === 'job') return [];
  const name = migrated(before, rec)
    ? (work: Work) => `${work.kind}|${work.assignee}`
    : (work: Work) => `${work.slot}|${work.assignee}`;
  const had = new Set((before ? worksOf(before, calendar) : []).map(name));
  return worksOf(after, calendar)
    .filter((work) => !had.has(name(work)))
    .map((work) => ({
      key: occasionOf(work, 'asked'),
      kind: work.kind === 'approval' ? 'approval-asked' : 'step-assigned',
      about: {
        ...aboutWork(work),
        by: rec.updatedBy,
        ...(before && rec.reason ? { comment: rec.reason } : {}),
      },
      to: audienceOf(work, rec, [rec.updatedBy]),
    }));
};

/** All that a new version of a document tells people. The outcome of an approval says by itself who goes on. */
export const documentEvents = (before: Placed | undefined, after: Placed, calendar: Calendar): NoticeEvent[] => {
  const decisions = before ? decisionEvents(before, after) : [];
  const toldAlready = decisions.flatMap((event) => event.to.assignees.map((assignee) => assignee.slice('m:'.length)));
  return [
    ...workEvents(before, after, calendar).map((event) => ({ ...event, to: { ...event.to, toldAlready } })),
    ...decisions,
    ...proposalEvents(before?.rec, after.rec),
  ];
};

const decidedKinds: Readonly<Record<string, NoticeKind>> = {
  changeRequest: 'change-decided',
  tip: 'tip-judged',
};
const verdicts = ['approve', 'reject', 'send-back'];

/** The decision that ended a round of approval, told to those whose document it is. */
const decisionEvents = (before: Placed, after: Placed): NoticeEvent[] => {
  const round = before.rec.process?.approval;
  const { rec } = after;
  if (!round || round.outcome !== undefined) return [];
  const steps = (rec.process?.trail ?? []).filter((step) => step.n > before.rec.process!.seq);
  const step = steps.find((one) => verdicts.includes(one.action) && one.from !== one.to);
  if (!step) return [];
  const people = [round.submittedBy, round.submittedOnBehalfOf, rec.ownerId, rec.createdBy];
  return [
    {
      key: `${rec.id}#r${round.round}#${step.action}`,
      kind: decidedKinds[rec.type] ?? 'approval-decided',
      about: {
        subjectType: rec.type,
        subjectId: rec.id,
        title: titleOf(rec),
        process: after.governed.definition.id,
        state: step.to,
        action: step.action,
        by: step.by,
        ...(rec.reason ? { comment: rec.reason } : {}),
      },
      to: {
        assignees: people.flatMap((id) => (id ? [`m:${id}`] : [])),
        owned: false,
        except: [step.by],
      },
    },
  ];
};

/** What became of a proposal, told to whoever made it. */
const proposalEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  const status = String(after.data['status']);
  if (after.type !== 'proposal' || !before || before.data['status'] === status) return [];
  if (status !== 'adopted' && status !== 'rejected') return [];
  return [
    {
      key: `${after.id}#${after.version}#decided`,
      kind: 'proposal-decided',
      about: {
        subjectType: after.type,
        subjectId: after.id,
        title: titleOf(after),
        process: 'proposal',
        state: status,
        action: status === 'adopted' ? 'adopt' : 'reject',
        by: after.updatedBy,
        ...(after.reason ? { comment: after.reason } : {}),
      },
      to: {
        assignees: [after.createdBy, after.ownerId].flatMap((id) => (id ? [`m:${id}`] : [])),
        owned: false,
        except: [after.updatedBy],
      },
    },
  ];
};

/** Steps of a new version that departed from the process or came late, told to the team's managers where the person is supervised. */
export const departures = (before: Placed | undefined, after: Placed): NoticeEvent[] => {
  const { rec } = after;
  // What a job brings in with its way behind it is no news.
  if (!before && rec.via === 'job') return [];
  const known = before?.rec.process?.seq ?? 0;
  return (rec.process?.trail ?? [])
    .filter((step) => step.n > known && (step.deviations || step.late) && step.by.startsWith('mem_'))
    .map((step) => ({
      key: `${rec.id}#s${step.n}#supervised`,
      kind: 'supervised-step',
      about: {
        subjectType: rec.type,
        subjectId: rec.id,
        title: titleOf(rec),
        process: after.governed.definition.id,
        state: step.to,
        action: step.action,
        by: step.by,
        ...(rec.reason ? { comment: rec.reason } : {}),
      },
      to: {
        assignees: ['r:sales-manager'],
        teamId: rec.teamId,
        owned: isScoped(entityOf(rec.type)),
        except: [step.by],
      },
    }));
};

const controlled = new Map<string, { fields: readonly string[]; lines: readonly string[] }>();
const controlledFields = (entity: Entity) => {
  let known = controlled.get(entity.name);
  if (!known) {
    const of = (fields: ReturnType<typeof fieldsOf>) =>
      fields.filter((field) => field.dataClass === 'controlled' && !field.computed).map((field) => field.name);
    known = { fields: of(entityFields(entity)), lines: entity.lines ? of(fieldsOf(entity.lines)) : [] };
    controlled.set(entity.name, known);
  }
  return known;
};

const same = (a: unknown, b: unknown): boolean => a === b || canonicalJson(a ?? null) === canonicalJson(b ?? null);

const linesOf = (rec: Rec, names: readonly string[]): unknown[] =>
  (rec.lines ?? []).map((line) => names.map((name) => line[name] ?? null));

/** Controlled fields that a new version of a record changed; those of lines as `lines`. */
const controlledChanges = (before: Rec, after: Rec): string[] => {
  const { fields, lines } = controlledFields(entityOf(after.type));
  return [
    ...fields.filter((name) => !same(before.data[name], after.data[name])),
    ...(lines.length > 0 && !same(linesOf(before, lines), linesOf(after, lines)) ? ['lines'] : []),
  ];
};

/** A controlled field that somebody changed by hand, told to those who look after the data. An import is checked as a whole. */
export const controlledEvents = (before: Rec | undefined, after: Rec): NoticeEvent[] => {
  if (!before || after.via === 'import' || after.erasedAt || after.removedAt) return [];
  const fields = controlledChanges(before, after);
  if (fields.length === 0) return [];
  return [
    {
      key: `${after.id}#v${after.version}#controlled`,
      kind: 'controlled-changed',
      about: {
        subjectType: after.type,
        subjectId: after.id,
        title: titleOf(after),
        fields,
        by: after.updatedBy,
        ...(after.reason ? { comment: after.reason } : {}),
      },
      to: {
        assignees: ['r:data-steward'],
        teamId: after.teamId,
        owned: isScoped(entityOf(after.type)),
        except: [after.updatedBy, after.onBehalfOf],
      },
    },
  ];
};

/** A delegation that was made, told to the deputy. @param principal name of the person whose work it is */
export const delegationEvents = (
  before: Rec | undefined,
  after: Rec,
  nameOf: (memberId: string) => string,
): NoticeEvent[] => {
  if (after.type !== 'delegation' || before) return [];
  const { memberId, deputyId, until, why } = after.data;
  return [
    {
      key: `${after.id}#delegated`,
      kind: 'delegated',
      about: {
        subjectType: after.type,
        subjectId: after.id,
        title: nameOf(String(memberId)),
        due: String(until),
        by: after.createdBy,
        ...(typeof why === 'string' ? { comment: why } : {}),
      },
      to: { assignees: [`m:${deputyId}`], owned: false, except: [after.createdBy] },
    },
  ];
};
