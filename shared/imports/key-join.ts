/** How the keys of one file become those of another: the text steps of a column mapping. */
export interface KeyJoin {
  skipPrefix?: number;
  stripText?: string[];
  insertText?: string;
  /** Share of the keys (of the file that has fewer) that then have a partner, 0..1. */
  share: number;
}

type Way = Omit<KeyJoin, 'share'>;

const leadingLetters = (key: string): string => /^[A-Za-z]+/.exec(key)?.[0] ?? '';

const apply = (key: string, way: Way): string => {
  let text = key.slice(way.skipPrefix ?? 0);
  for (const piece of way.stripText ?? []) text = text.replaceAll(piece, '');
  const front = way.insertText ?? '';
  return text === '' || text.startsWith(front) ? text : front + text;
};

/** Letters that stand in front of those with which the known keys begin: NAS of NASAW. */
const foreignFronts = (keys: readonly string[], known: readonly string[]): string[] => {
  const own = [...new Set(known.map(leadingLetters))].filter((letters) => letters !== '');
  const seen = [...new Set(keys.map(leadingLetters))];
  const fronts = seen.flatMap((letters) =>
    own.filter((end) => letters !== end && letters.endsWith(end)).map((end) => letters.slice(0, -end.length)),
  );
  // The commonest first would need counting; a file has one or two, and each is tried.
  return [...new Set(fronts)].slice(0, 5);
};

/** What the known keys have in front of the given ones: AW000 of AW00011000 for 11000. */
const missingFronts = (keys: readonly string[], known: readonly string[]): string[] => {
  const fronts = keys
    .slice(0, 3)
    .flatMap((key) =>
      known.filter((other) => other !== key && other.endsWith(key)).map((other) => other.slice(0, -key.length)),
    );
  return [...new Set(fronts)].slice(0, 5);
};

/**
 * Finds how `keys` become keys of `known`: as they are, without separators, without letters in front that some or all
 * carry, without their first characters, or with something put in front. The simplest way that gives at least four of five
 * a partner; undefined where none does. Both lists should be of the same records (all keys, or the first rows of both).
 */
export const suggestKeyJoin = (known: readonly string[], keys: readonly string[]): KeyJoin | undefined => {
  const clean = (texts: readonly string[]) =>
    [...new Set(texts.map((text) => text.trim()))].filter((text) => text !== '');
  const targets = clean(known);
  const sources = clean(keys);
  const lookup = new Set(targets);
  const fronts = foreignFronts(sources, targets);
  const separators = ['-', '_', ' ', '.', '/'].filter((piece) => sources.some((key) => key.includes(piece)));
  const ways: Way[] = [
    {},
    ...separators.map((piece) => ({ stripText: [piece] })),
    ...fronts.map((piece) => ({ stripText: [piece] })),
    ...fronts.flatMap((piece) => separators.map((separator) => ({ stripText: [piece, separator] }))),
    ...missingFronts(sources, targets).map((front) => ({ insertText: front })),
    ...Array.from({ length: 10 }, (_, index) => ({ skipPrefix: index + 1 })),
  ];
  const fewer = Math.min(targets.length, sources.length);
  let best: KeyJoin | undefined;
  for (const way of fewer === 0 ? [] : ways) {
    const met = new Set(sources.map((key) => apply(key, way)).filter((key) => lookup.has(key))).size / fewer;
    if (met >= 0.8 && met > (best?.share ?? 0)) best = { ...way, share: met };
  }
  return best;
};
