import type { Summary, WebRecord } from '../lib/records.ts';

type Group = Summary['groups'][number];

const changed = (group: Group, record: WebRecord, by: 1 | -1): Group => {
  const amount = typeof record['amount'] === 'number' ? record['amount'] : 0;
  const currency = typeof record['currency'] === 'string' ? record['currency'] : '';
  return {
    ...group,
    count: group.count + by,
    sums: { ...group.sums, [currency]: (group.sums?.[currency] ?? 0) + by * amount },
  };
};

/** The summary by stage after a record went to another stage: counts and sums move with the card. */
export const moveInSummary = (summary: Summary, record: WebRecord, stage: string): Summary => {
  const known = summary.groups.some((group) => group.value === stage)
    ? summary.groups
    : [...summary.groups, { value: stage, count: 0, sums: {} }];
  return {
    ...summary,
    groups: known.map((group) =>
      group.value === stage
        ? changed(group, record, 1)
        : group.value === record['stage']
          ? changed(group, record, -1)
          : group,
    ),
  };
};
