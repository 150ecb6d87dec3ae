/** How long to wait before asking again (ms): twice a second at first, then ever more seldom, at most every five seconds. */
export const pollDelay = (elapsed: number): number => Math.min(5000, Math.max(500, Math.round(elapsed / 10)));

/** The delay for work that began at an instant (ISO); an unknown one counts as now. */
export const pollSince = (startedAt: string | undefined, now: number): number => {
  const begun = Date.parse(startedAt ?? '');
  return pollDelay(Number.isNaN(begun) ? 0 : Math.max(0, now - begun));
};
