import { createContext, Script } from 'node:vm';

/** A pattern that takes longer than this (ms of computing) is refused: it would stop every entry and every audit. */
const LIMIT = 200;
/** Letters that stand for the usual classes; those of the pattern itself are tried besides. */
const letters = ['a', 'A', '1', '-', ' ', '_', '.', ',', 'A1', 'a-', '中', 'Я', 'é'];
/** Short ones show what doubles with each letter, long ones what grows with a power of the length. */
const lengths = [60, 1500];
/** What cannot be matched at the end makes a pattern try all its ways; one of these fits hardly any class. */
const lastLetters = ['\u0001', '\n'];

const script = new Script('for (const probe of probes) re.test(probe)');

const quantifier = /^(?:[*+]|\{\d*(?:,\d*)?\})/;

/** Length of the atom at the beginning of a piece of a pattern: an escape, a class, a group's opening bracket, a letter. */
const atomLength = (rest: string): number => {
  const known = /^(?:\\(?:[pPu]\{[^}]*\}|u[\da-f]{4}|x[\da-f]{2}|k<[^>]*>|.)|\[(?:\\.|[^\]\\])*\])/isu.exec(rest);
  return known ? known[0].length : 1;
};

/**
 * Parts of a pattern that begin with something repeated, each to the end of its group: what backtracks without end may stand
 * behind letters that a probe does not have, or inside a group.
 */
const repeatedParts = (pattern: string): string[] => {
  const starts: { at: number; depth: number }[] = [];
  const parts: string[] = [];
  const open: number[] = [];
  const close = (end: number) => {
    while (starts.length > 0 && starts.at(-1)!.depth > open.length) {
      const { at } = starts.pop()!;
      parts.push(pattern.slice(at, end));
    }
  };
  for (let at = 0; at < pattern.length; ) {
    const letter = pattern[at];
    const length = atomLength(pattern.slice(at));
    let from = at;
    if (letter === '(') open.push(at);
    else if (letter === ')' && open.length > 0) {
      close(at);
      from = open.pop()!;
    }
    at += length;
    const repeated = letter === '(' ? undefined : quantifier.exec(pattern.slice(at))?.[0];
    if (!repeated) continue;
    starts.push({ at: from, depth: open.length + 1 });
    at += repeated.length;
  }
  open.length = 0;
  for (const { at, depth } of starts) if (depth === 1) parts.push(pattern.slice(at));
  return parts;
};

const probesFor = (part: string): string[] => {
  const own = [...new Set(part)].slice(0, 60);
  const words = part
    .split(/\(\?(?:[:=!]|<[^>]*>)|[()[\]{}|+*?^$.\\]/)
    .filter((word) => word.length > 1 && word.length < 20);
  return [...new Set([...letters, ...own, ...words])].flatMap((piece) =>
    lengths.flatMap((length) => lastLetters.map((end) => piece.repeat(Math.ceil(length / piece.length)) + end)),
  );
};

/** As the check of values has it; undefined for what is no regular expression. */
const compiled = (source: string): RegExp | undefined => {
  try {
    return new RegExp(`^(?:${source})$`, 'u');
  } catch {
    return undefined;
  }
};

/** Milliseconds that this process has computed, however long it had to wait for its turn. */
const computed = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Tries a part out on its probes. @returns whether it came to an end while `left()` was over nothing */
const ends = (re: RegExp, part: string, left: () => number): boolean => {
  const context = createContext({ re, probes: probesFor(part) });
  while (left() > 0) {
    try {
      script.runInContext(context, { timeout: Math.ceil(left()) });
      return true;
    } catch {
      // Out of time by the clock on the wall; on a busy machine that need not be this pattern's doing.
    }
  }
  return false;
};

/** Whether a pattern can be tried out on any text in good time. What is no regular expression is not safe either. */
export const isSafePattern = (pattern: string): boolean => {
  if (compiled(pattern) === undefined) return false;
  const started = computed();
  const left = (): number => LIMIT - (computed() - started);
  return [...new Set([pattern, ...repeatedParts(pattern)])].every((part) => {
    const re = compiled(part);
    return re === undefined || ends(re, part, left);
  });
};
