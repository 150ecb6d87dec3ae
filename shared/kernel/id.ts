/** Prefix of every kind of id; an id tells what it names. One table, so that no two kinds share a prefix. */
export const idPrefixes = {
  workspace: 'ws',
  member: 'mem',
  account: 'acc',
  contact: 'con',
  category: 'cat',
  product: 'prd',
  pipeline: 'pip',
  opportunity: 'opp',
  order: 'ord',
  activity: 'act',
  import: 'imp',
  auditRun: 'run',
  finding: 'fnd',
  review: 'rev',
  changeRequest: 'chg',
  delegation: 'del',
  proposal: 'prp',
  deviation: 'dev',
  fitGap: 'gap',
  accountGroup: 'grp',
  partCode: 'cpc',
  priceList: 'plt',
  price: 'prc',
  quote: 'quo',
  shipment: 'shp',
  receivable: 'rcv',
  payment: 'pay',
  creditNote: 'crn',
  lead: 'led',
  leadForm: 'frm',
  address: 'adr',
  view: 'viw',
  bulkEdit: 'blk',
  export: 'exp',
  merge: 'mrg',
  campaign: 'cmp',
  verification: 'ver',
  customerValue: 'val',
  complaint: 'cpl',
  cause: 'cau',
  enquiry: 'enq',
  survey: 'svy',
  surveyRequest: 'svq',
  suggestion: 'sug',
  problemEntry: 'pbe',
  helpRequest: 'hrq',
  attachment: 'att',
  tip: 'tip',
  need: 'ned',
  improvement: 'imv',
  systemIssue: 'sys',
  meeting: 'mtg',
  warning: 'wrn',
  scorecard: 'scd',
  questionSet: 'qst',
  interview: 'itv',
} as const;

export type IdKind = keyof typeof idPrefixes;

/** Makes a fresh id of a kind; the runtime gives one that uses ULIDs, tests one that counts. */
export type NewId = (kind: IdKind) => string;

/** What an id of the kind looks like, for schemas. */
export const idPattern = (kind: IdKind): RegExp => new RegExp(`^${idPrefixes[kind]}_[0-9A-Za-z]{1,40}$`);

/** The kind that an id's prefix names, or undefined. */
export const kindOfId = (id: string): IdKind | undefined => {
  const prefix = id.slice(0, id.indexOf('_'));
  return (Object.keys(idPrefixes) as IdKind[]).find((kind) => idPrefixes[kind] === prefix);
};
