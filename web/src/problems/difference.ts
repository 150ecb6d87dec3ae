/** A piece of a text that stayed, went or came. */
export interface Piece {
  kind: 'same' | 'gone' | 'new';
  text: string;
}

/** Words of a Latin text, single characters of a Chinese one: the pieces in which people see a change. */
const units = (text: string): string[] => text.match(/\p{Script=Han}|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

const push = (pieces: Piece[], kind: Piece['kind'], text: string): void => {
  const last = pieces.at(-1);
  if (last?.kind === kind) last.text += text;
  else if (text !== '') pieces.push({ kind, text });
};

/** Length of the longest common row of units from each place on. */
const common = (a: readonly string[], b: readonly string[]): Uint16Array[] => {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i]![j] = a[i] === b[j] ? table[i + 1]![j + 1]! + 1 : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
  return table;
};

/** What became of a text, piece by piece. Texts of an entry have at most 1,000 characters, so that the table stays small. */
export const difference = (before: string, after: string): Piece[] => {
  const a = units(before);
  const b = units(after);
  const table = common(a, b);
  const pieces: Piece[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      push(pieces, 'same', a[i]!);
      i++;
      j++;
    } else if (table[i + 1]![j]! >= table[i]![j + 1]!) push(pieces, 'gone', a[i++]!);
    else push(pieces, 'new', b[j++]!);
  }
  while (i < a.length) push(pieces, 'gone', a[i++]!);
  while (j < b.length) push(pieces, 'new', b[j++]!);
  return pieces;
};
