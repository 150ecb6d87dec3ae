import type { Month, Part, Recount } from './month-leaves.ts';
import { byMonth, percent } from './month-leaves.ts';
import type { Doc } from './month-raw.ts';
import { monthOf, sums, text, total } from './month-raw.ts';

const FAULTY = ['open', 'recurred'];
const TYPED = [
  ...['account', 'contact', 'lead', 'enquiry', 'opportunity', 'quote', 'order', 'shipment', 'payment', 'creditNote'],
  ...['complaint', 'activity', 'product', 'category', 'priceList', 'campaign'],
];
const COUNTED = ['account', 'contact', 'category', 'product', 'opportunity', 'order', 'activity'];
/** Kinds of documents that go through a process. */
const GOVERNED = [
  ...['opportunity', 'order', 'quote', 'shipment', 'receivable', 'creditNote', 'complaint', 'lead', 'changeRequest'],
  ...['proposal', 'problemEntry', 'meeting', 'warning', 'priceList', 'tip', 'need', 'interview'],
];

const status = (doc: Doc): string => text(doc, 'status');
const isPerson = (id: string): boolean => id.startsWith('mem_');
const openFindings = ({ docs }: Month): Doc[] => docs('finding').filter((one) => FAULTY.includes(text(one, 'state')));

/** What members typed in the month by hand; what was archived since was typed too. */
const typed = ({ all, month }: Month): Doc[] =>
  TYPED.flatMap(all).filter(
    (doc) => isPerson(doc.createdBy) && !doc.source.startsWith('import') && monthOf(doc.createdAt) === month,
  );
/** Findings of the month on records of somebody's, of the kinds that are typed. */
const foundOnTheirs = ({ all, month }: Month): Doc[] =>
  all('finding').filter(
    (one) => one.ownerId && TYPED.includes(text(one, 'subjectType')) && monthOf(one.createdAt) === month,
  );

const teams = (month: Month): Part => {
  const members = new Map(month.all('member').map((one) => [one.id, text(one, 'team')]));
  const team = (one: Doc) => (one.ownerId ? (members.get(one.ownerId) ?? '') : '|');
  return { present: { 'findings.byTeam': sums(openFindings(month), team) } };
};

/** Days on which something was to be done that was agreed on, by kind. */
const agreed = ({ docs }: Month): Record<string, string[]> => {
  const days = (list: readonly Doc[], isAction: (line: Doc['data']) => boolean): string[] =>
    list.flatMap(({ lines }) =>
      lines
        .filter((line) => isAction(line) && !line['doneDate'] && line['dueDate'])
        .map((line) => String(line['dueDate'])),
    );
  const fields = (list: readonly Doc[], field: string) =>
    list.map((doc) => text(doc, field)).filter((day) => day !== '');
  return {
    meetings: days(
      docs('meeting').filter((one) => status(one) !== 'cancelled' && !one.data['nextId']),
      (line) => line['kind'] === 'action',
    ),
    complaints: days(
      docs('complaint').filter((one) => status(one) !== 'rejected'),
      () => true,
    ),
    improvements: fields(
      docs('improvement').filter((one) => !one.data['afterAt']),
      'measureOn',
    ),
    needs: fields(
      docs('need').filter((one) => status(one) === 'released' && !one.data['actualAt']),
      'checkOn',
    ),
    interviews: fields(
      docs('interview').filter((one) => status(one) === 'planned'),
      'dueOn',
    ),
  };
};

const actions = (month: Month): Part => {
  const figures: Recount['figures'] = { 'actions.all': 0, 'actions.open': 0 };
  for (const [kind, days] of Object.entries(agreed(month))) {
    const late = days.filter((day) => day < month.asOf).length;
    figures[`actions.${kind}`] = late;
    figures['actions.all']! += late;
    figures['actions.open']! += days.length;
  }
  return { figures };
};

const quality = (month: Month): Part => {
  const [found, entered] = [foundOnTheirs(month).length, typed(month).length];
  const plain: Recount['plain'] = {};
  const beside: Recount['beside'] = {};
  for (const entity of COUNTED) {
    const records = month.docs(entity).length;
    if (records === 0) continue;
    const about = openFindings(month).filter((one) => text(one, 'subjectType') === entity);
    const affected = new Set(about.map((one) => text(one, 'subjectId'))).size;
    const place = `quality.affected[${entity}]`;
    plain[`${place}.affected`] = affected;
    plain[`${place}.records`] = records;
    beside[place] = { at: 'percent', value: percent(affected, records) };
  }
  if (entered > 0) beside['quality.errors'] = { at: 'per100', value: percent(found, entered) };
  return { figures: { 'quality.errors.found': found, 'quality.errors.entered': entered }, plain, beside };
};

const adoption = (month: Month): Part => {
  const active = month.docs('member').filter((one) => status(one) === 'active');
  const busy = new Set(typed(month).map(({ createdBy }) => createdBy));
  const allSteps = GOVERNED.flatMap(month.all).flatMap((doc) => doc.steps.filter(({ by }) => isPerson(by)));
  const stepsOf = (one: string) => allSteps.filter(({ at }) => monthOf(at) === one);
  const allTicked = month
    .docs('activity')
    .filter((one) => text(one, 'dueAt') && one.data['done'] === true && text(one, 'doneAt'));
  const tickedOf = (one: string) => allTicked.filter((activity) => monthOf(text(activity, 'doneAt')) === one);
  const [steps, ticked] = [stepsOf(month.month), tickedOf(month.month)];
  return {
    figures: { 'adoption.entered': typed(month).length, 'adoption.tasks': ticked.length },
    shares: {
      'adoption.people': [active.filter(({ id }) => busy.has(id)).length, active.length],
      'adoption.steps': [steps.filter(({ late }) => !late).length, steps.length],
    },
    plain: byMonth('adoption.months', month.month, (one) => ({
      steps: stepsOf(one).length,
      tasks: tickedOf(one).length,
    })),
  };
};

const waiting = ({ docs }: Month): Part => {
  const standing = (type: string, ...states: string[]) =>
    docs(type).filter((one) => states.includes(status(one))).length;
  return {
    figures: {
      'waiting.tips': standing('tip', 'submitted', 'asked-expert'),
      'waiting.proposals': standing('proposal', 'open', 'analysed'),
      'waiting.issues': standing('systemIssue', 'open'),
      'waiting.needs': standing('need', 'wish', 'analysed'),
      'waiting.changes': standing('changeRequest', 'pending'),
    },
  };
};

const probation = (month: Month): Part => {
  const last = new Date(Date.parse(month.asOf) - 1).toISOString().slice(0, 10);
  const watched = month.docs('member').filter((one) => status(one) === 'active' && text(one, 'probationUntil') >= last);
  const of = (list: readonly Doc[], { id }: Doc) => list.filter(({ ownerId }) => ownerId === id).length;
  const [open, opened] = [openFindings(month), foundOnTheirs(month)];
  const plain: Recount['plain'] = {};
  for (const one of watched) {
    plain[`probation.members[${one.id}].open`] = of(open, one);
    plain[`probation.members[${one.id}].opened`] = of(opened, one);
  }
  return {
    figures: {
      'probation.people': watched.length,
      'probation.open': total(watched, (one) => of(open, one)),
      'probation.opened': total(watched, (one) => of(opened, one)),
    },
    plain,
  };
};

const interviews = ({ docs, month, asOf }: Month): Part => {
  const held = docs('interview').filter(
    (one) =>
      status(one) !== 'planned' && text(one, 'result') && text(one, 'heldAt') && monthOf(text(one, 'heldAt')) === month,
  );
  const planned = docs('interview').filter((one) => status(one) === 'planned' && text(one, 'dueOn'));
  const ended = (result: string) => held.filter((one) => text(one, 'result') === result).length;
  const [passed, failed] = [ended('passed'), ended('failed')];
  return {
    figures: {
      'interviews.held': held.length,
      'interviews.passed': passed,
      'interviews.failed': failed,
      'interviews.planned': planned.length,
      'interviews.overdue': planned.filter((one) => text(one, 'dueOn') < asOf).length,
    },
    shares: { 'interviews.passRate': [passed, passed + failed] },
  };
};

const warnings = ({ docs, month }: Month): Part => {
  const issued = (kind: string) =>
    docs('warning').filter(
      (one) =>
        ['issued', 'answered', 'appealed', 'upheld'].includes(status(one)) &&
        text(one, 'kind') === kind &&
        monthOf(text(one, 'issuedAt')) === month,
    ).length;
  return { figures: { 'warnings.notices': issued('notice'), 'warnings.warnings': issued('warning') } };
};

/** What people agreed on, how they work with the system, and what waits for their word. */
export const recountPeople = (month: Month): Part => {
  const out: Record<string, Record<string, unknown>> = {};
  for (const part of [teams, actions, quality, adoption, waiting, probation, interviews, warnings])
    for (const [form, values] of Object.entries(part(month))) out[form] = { ...out[form], ...values };
  return out as Part;
};
