/** A line of a document as data. */
export type Line = Readonly<Record<string, unknown>>;

/** What became of a line. */
export interface LineDifference {
  kind: 'same' | 'added' | 'removed' | 'changed';
  before?: Line;
  after?: Line;
}

/** Fields that tell which line is meant when some of its values changed, the surest first. */
const identities = ['id', 'sourceKey', 'productId', 'from', 'to'] as const;

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === '';

/** A text that is the same for lines that say the same, in whatever order their fields stand. */
const textOf = (line: Line): string =>
  JSON.stringify(
    Object.entries(line)
      .filter(([, value]) => !isBlank(value))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );

/** Names of the fields whose values differ. */
export const changedFields = (before: Line, after: Line): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((name) => {
    const [a, b] = [before[name], after[name]];
    return !(isBlank(a) && isBlank(b)) && JSON.stringify(a) !== JSON.stringify(b);
  });

/**
 * The difference of two sets of lines in the order of the new ones. Lines that say the same belong together; of the rest those
 * that share what identifies them count as changed; what is left was added or taken out.
 */
export const diffLines = (before: readonly Line[], after: readonly Line[]): LineDifference[] => {
  const partner = new Map<number, number>();
  const free = new Set(before.keys());
  const pair = (matches: (a: Line, b: Line) => boolean): void => {
    for (const [at, line] of after.entries()) {
      if (partner.has(at)) continue;
      const found = [...free].find((index) => matches(before[index]!, line));
      if (found === undefined) continue;
      partner.set(at, found);
      free.delete(found);
    }
  };
  pair((a, b) => textOf(a) === textOf(b));
  for (const name of identities) pair((a, b) => !isBlank(a[name]) && a[name] === b[name]);
  const placed = after.map((line, at): { place: number; difference: LineDifference } => {
    const index = partner.get(at);
    if (index === undefined) return { place: at, difference: { kind: 'added', after: line } };
    const old = before[index]!;
    const kind = textOf(old) === textOf(line) ? 'same' : 'changed';
    return { place: at, difference: { kind, before: old, after: line } };
  });
  // A line that was taken out stands where it stood.
  const gone = [...free].map((index) => ({
    place: index - 0.5,
    difference: { kind: 'removed', before: before[index]! } as LineDifference,
  }));
  return [...placed, ...gone].sort((a, b) => a.place - b.place).map((one) => one.difference);
};

/** How many lines of each kind. */
export const countKinds = (differences: readonly LineDifference[]): Record<LineDifference['kind'], number> => {
  const counts = { same: 0, added: 0, removed: 0, changed: 0 };
  for (const one of differences) counts[one.kind]++;
  return counts;
};
