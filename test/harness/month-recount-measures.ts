import type { Leaves } from './month-leaves.ts';

/** Where the value of a measure stands in the pack, and where that of the month before: `*` is what its key names beside it. */
const figures: Record<string, string> = {
  'findings.open': 'findings.open',
  'findings.closed': 'findings.closed',
  'findings.recurred': 'findings.recurred',
  'overdue.findings': 'overdue.findings',
  'overdue.opportunities': 'overdue.opportunities',
  'overdue.orders': 'overdue.orders',
  'overdue.tasks': 'overdue.tasks',
  'overdue.actions': 'actions.all',
  'orders.count': 'orders.count',
  'orders.amount': 'orders.amounts[*]',
  activities: 'activities',
  'quotes.count': 'selling.quotes.count',
  'quotes.amount': 'selling.quotes.amounts[*]',
  'lead.quotes': 'selling.lead.quotes',
  'lead.orders': 'selling.lead.orders',
  'shipments.count': 'selling.shipments.count',
  'shipments.amount': 'selling.shipments.amounts[*]',
  'payments.amount': 'selling.payments.amounts[*]',
  'receivables.overdue': 'selling.receivables.overdue[*]',
  'holds.count': 'selling.holds.count',
  'complaints.opened': 'service.complaints.opened',
  'complaints.open': 'service.complaints.open',
  'complaints.reopened': 'service.complaints.reopened',
  took: 'service.took',
  'surveys.csat': 'service.surveys.csat',
  'surveys.nps': 'service.surveys.nps',
  lost: 'service.lost.count',
  'adoption.entered': 'adoption.entered',
  'adoption.tasks': 'adoption.tasks',
  'probation.open': 'probation.open',
  'waiting.tips': 'waiting.tips',
  'waiting.proposals': 'waiting.proposals',
  'waiting.issues': 'waiting.issues',
  'waiting.needs': 'waiting.needs',
  'waiting.changes': 'waiting.changes',
};
const rates: Record<string, string> = { 'errors.per100': 'quality.errors' };
const shares: Record<string, string> = {
  complete: 'completeness[*]',
  affected: 'quality.affected[*]',
  'quotes.winRate': 'selling.quotes.winRate',
  'fastLane.quotes': 'selling.fastLane.quotes',
  'fastLane.orders': 'selling.fastLane.orders',
  'shipments.onTime': 'selling.shipments.onTime',
  firstContact: 'service.firstContact',
  'complaints.confirmed': 'service.complaints.confirmed',
  'adoption.people': 'adoption.people',
  'adoption.inTime': 'adoption.steps',
  'interviews.passed': 'interviews.passRate',
};

/** What somebody has set out to reach, by key of the measure. */
export type Aims = Readonly<Record<string, { baseline?: number; goal?: number }>>;

const escaped = (text: string): string => text.replace(/[.[\]|]/g, '\\$&');

/** Measures that stand at a place of the pack, with what their keys name beside them: `orders.amount|CNY`. */
const keysAt = (id: string, place: string, leaf: string, recounted: Leaves): [key: string, place: string][] => {
  const pattern = new RegExp(`^${escaped(place).replace('*', '([^\\]]+)')}\\.${leaf}$`);
  return [...recounted.keys()].flatMap((one): [string, string][] => {
    const found = pattern.exec(one);
    if (!found) return [];
    return [[found[1] === undefined ? id : `${id}|${found[1]}`, one.slice(0, -leaf.length - 1)]];
  });
};

/** The numbers of the measures, out of the numbers that were recounted for the rest of the pack. */
export const measureLeaves = (recounted: Leaves, aims: Aims): Leaves => {
  const found: Leaves = new Map();
  const forms = [
    [figures, 'value'],
    [shares, 'percent'],
    [rates, 'per100'],
  ] as const;
  for (const [places, leaf] of forms)
    for (const [id, at] of Object.entries(places))
      for (const [key, place] of keysAt(id, at, leaf, recounted)) {
        const { baseline, goal } = aims[key] ?? {};
        const values = {
          value: recounted.get(`${place}.${leaf}`),
          before: recounted.get(`${place}.before`),
          baseline,
          goal,
        };
        for (const [name, value] of Object.entries(values))
          if (value !== undefined) found.set(`measures[${key}].${name}`, value);
      }
  return found;
};
