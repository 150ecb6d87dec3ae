/** Numbers that look drawn and are the same on every machine: the demo company is one company. */
export interface Random {
  /** A whole number, both ends included. */
  int: (from: number, to: number) => number;
  pick: <T>(list: readonly T[]) => T;
  /** True for this share (0 to 1) of the draws. */
  chance: (share: number) => boolean;
}

/** FNV-1a, so that a name makes a seed. */
const seedOf = (name: string): number => {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
};

/** A stream of draws by its name (mulberry32). Each kind of record has its own, so that one more account moves no order. */
export const randomOf = (name: string): Random => {
  let state = seedOf(name);
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (from: number, to: number): number => from + Math.floor(fraction() * (to - from + 1));
  return { int, pick: (list) => list[int(0, list.length - 1)]!, chance: (share) => fraction() < share };
};
