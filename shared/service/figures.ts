/** Counters of months, by month, item and field: what the pages and the review read. */
export type MonthCounters = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, number>>>>>>;

/** Figures of one month or of several added up. Times are seconds of a single enquiry on the average, business minutes of a complaint. */
export interface ServiceFigures {
  enquiries: number;
  byChannel: Record<string, number>;
  byTopic: Record<string, number>;
  /** Shares, 0 to 1; null where nothing was counted that they could be of. */
  firstContact: number | null;
  confirmed: number | null;
  reopenRate: number | null;
  /** Seconds of an enquiry on the average. */
  handleSeconds: number | null;
  waitingSeconds: number | null;
  opened: number;
  closed: number;
  rejected: number;
  reopened: number;
  recurrences: number;
  bySeverity: Record<string, number>;
  /** Business minutes from the customer's word to the end, on the average. */
  minutesToClose: number | null;
  causes: Record<string, number>;
  /** Average of the answers (1 to 5), effort (1 to 7), and promoters less detractors in percent. */
  csat: number | null;
  ces: number | null;
  nps: number | null;
  sent: number;
  answered: number;
  low: number;
  suggestions: number;
  lost: number;
  lostReasons: Record<string, number>;
  /** Minor units by currency. */
  handlingCost: Record<string, number>;
  complaintCost: Record<string, number>;
  creditNotes: Record<string, number>;
}

type Fields = Record<string, number>;

/** Counters of several months added up, by item and field. */
const addedUp = (counters: MonthCounters, months: readonly string[]): Record<string, Fields> => {
  const sum: Record<string, Fields> = {};
  for (const month of months)
    for (const [item, fields] of Object.entries(counters[month] ?? {})) {
      sum[item] ??= {};
      for (const [field, value] of Object.entries(fields)) sum[item][field] = (sum[item][field] ?? 0) + value;
    }
  return sum;
};

/** Fields `prefix|x` of an item by x; those that came to nothing are left out. */
const parts = (fields: Fields | undefined, prefix: string): Fields =>
  Object.fromEntries(
    Object.entries(fields ?? {}).flatMap(([name, value]) =>
      name.startsWith(`${prefix}|`) && value !== 0 ? [[name.slice(prefix.length + 1), value]] : [],
    ),
  );

const share = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);
const total = (fields: Fields): number => Object.values(fields).reduce((sum, value) => sum + value, 0);

/**
 * What counters come to. First contact: of the enquiries whose outcome the customer told. Confirmed: of the complaints that were
 * closed. Reopened: against those closed in the same months.
 */
export const serviceFigures = (counters: MonthCounters, months: readonly string[]): ServiceFigures => {
  const sum = addedUp(counters, months);
  const at = (item: string, field: string): number => sum[`service.${item}`]?.[field] ?? 0;
  const of = (item: string, prefix: string): Fields => parts(sum[`service.${item}`], prefix);
  const count = at('enquiries', 'count');
  const closed = at('complaints', 'closed');
  const answers = (kind: string): number | null =>
    share(at('surveys', `score|${kind}`), at('surveys', `answered|${kind}`));
  const nps = share(at('surveys', 'promoter') - at('surveys', 'detractor'), at('surveys', 'answered|nps'));
  const lostReasons = Object.fromEntries(Object.entries(sum['service.lost'] ?? {}).filter(([, value]) => value !== 0));
  return {
    enquiries: count,
    byChannel: of('enquiries', 'channel'),
    byTopic: of('enquiries', 'topic'),
    firstContact: share(at('enquiries', 'atOnce'), at('enquiries', 'resolved|yes') + at('enquiries', 'resolved|no')),
    handleSeconds: share(at('enquiries', 'handle'), count),
    waitingSeconds: share(at('enquiries', 'waiting'), count),
    opened: at('complaints', 'opened'),
    closed,
    rejected: at('complaints', 'rejected'),
    reopened: at('complaints', 'reopened'),
    recurrences: at('complaints', 'recurrences'),
    confirmed: share(at('complaints', 'confirmed|yes'), closed),
    reopenRate: share(at('complaints', 'reopened'), closed),
    bySeverity: of('complaints', 'severity'),
    minutesToClose: share(at('complaints', 'took|minutes'), at('complaints', 'took|count')),
    causes: Object.fromEntries(Object.entries(sum['service.causes'] ?? {}).filter(([, value]) => value !== 0)),
    csat: answers('csat'),
    ces: answers('ces'),
    nps: nps === null ? null : nps * 100,
    sent: total(of('surveys', 'sent')),
    answered: total(of('surveys', 'answered')),
    low: total(of('surveys', 'low')),
    suggestions: at('suggestions', 'count'),
    lost: total(lostReasons),
    lostReasons,
    handlingCost: of('enquiries', 'cost'),
    complaintCost: of('complaints', 'cost'),
    creditNotes: of('creditNotes', 'amount'),
  };
};
