/** A record that is to be verified, as its list has it. */
export interface Candidate {
  id: string;
  ownerId?: string | undefined;
}

/** Who answers for records: members that are active, with their teams. */
export interface Answering {
  members: ReadonlyMap<string, { teamId?: string | undefined }>;
  /** Gets what has no owner, or one who has left. */
  steward: string | undefined;
}

/** One portion before it is made. */
export interface Portion {
  /** From 1, over all owners. */
  seq: number;
  ownerId?: string;
  teamId?: string;
  /** Which of its owner's, from 1. */
  n: number;
  records: string[];
}

/**
 * Parts records among those who own them, at most `size` in a portion and about as many in each. Each record lies in exactly one; the
 * same records always give the same portions.
 */
export const portionsOf = (
  candidates: Iterable<Candidate>,
  size: number,
  { members, steward }: Answering,
): Portion[] => {
  const byOwner = new Map<string, string[]>();
  for (const { id, ownerId } of candidates) {
    const owner = ownerId !== undefined && members.has(ownerId) ? ownerId : (steward ?? '');
    const own = byOwner.get(owner);
    if (own) own.push(id);
    else byOwner.set(owner, [id]);
  }
  const portions: Portion[] = [];
  for (const [owner, ids] of [...byOwner].sort(([a], [b]) => (a < b ? -1 : 1))) {
    ids.sort();
    const parts = Math.ceil(ids.length / size);
    const teamId = members.get(owner)?.teamId;
    for (let n = 1; n <= parts; n++)
      portions.push({
        seq: portions.length + 1,
        ...(owner === '' ? {} : { ownerId: owner }),
        ...(teamId === undefined ? {} : { teamId }),
        n,
        records: ids.slice(Math.floor(((n - 1) * ids.length) / parts), Math.floor((n * ids.length) / parts)),
      });
  }
  return portions;
};

/** The id of a campaign's portion: made from both, so that it is made once. */
export const portionId = (campaignId: string, seq: number): string =>
  `ver_${campaignId.slice(campaignId.indexOf('_') + 1)}${String(seq).padStart(6, '0')}`;

/** The id of next year's campaign: whoever makes it first has made it. */
export const nextCampaignId = (campaignId: string, year: string): string =>
  `cmp_${campaignId.slice(campaignId.indexOf('_') + 1).split('y')[0]}y${year}`;

/** A person who could take over what was not done in time. */
export interface Manager {
  id: string;
  teamId?: string | undefined;
  reachesAll: boolean;
}

/** Who takes over from a team: its own manager before one who reaches everybody; undefined where there is nobody. */
export const takesOver = (managers: readonly Manager[], teamId: string | undefined): Manager | undefined => {
  const sorted = [...managers].sort((a, b) => (a.id < b.id ? -1 : 1));
  return (
    (teamId === undefined ? undefined : sorted.find((one) => one.teamId === teamId)) ??
    sorted.find((one) => one.reachesAll)
  );
};
