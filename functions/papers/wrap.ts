/** Width of a text in points. */
export type Measure = (text: string) => number;

/** Characters that may not begin a line. */
const closing = new Set('，。、；：？！）》」』】〉”’…—·,.;:?!)]}%％'.split(''));
/** Characters that may not end one. */
const opening = new Set('（《「『【〈“‘([{¥￥$€£'.split(''));

const breaksAround = (letter: string): boolean =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef□]/u.test(letter);

/** Pieces between which a line may be broken: words with the space after them, and single Chinese characters. */
const piecesOf = (text: string): string[] => {
  const pieces: string[] = [];
  let before = '';
  for (const letter of text) {
    const last = pieces.length - 1;
    const together =
      last >= 0 &&
      (closing.has(letter) ||
        opening.has(before) ||
        letter === ' ' ||
        (before !== ' ' && !breaksAround(letter) && !breaksAround(before)));
    if (together) pieces[last] += letter;
    else pieces.push(letter);
    before = letter;
  }
  return pieces;
};

/** A word that is wider than the line is cut where it has to be. */
const cut = (word: string, width: number, measure: Measure): string[] => {
  const parts: string[] = [];
  let part = '';
  let used = 0;
  for (const letter of word) {
    const wide = measure(letter);
    if (part !== '' && used + wide > width) {
      parts.push(part);
      part = '';
      used = 0;
    }
    part += letter;
    used += wide;
  }
  return [...parts, part];
};

const wrapLine = (text: string, width: number, measure: Measure): string[] => {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line === '' || measure((line + piece).trimEnd()) <= width) line += piece;
    else {
      lines.push(line);
      line = piece;
    }
    if (measure(line.trimEnd()) > width) {
      const parts = cut(line, width, measure);
      line = parts.pop() ?? '';
      lines.push(...parts);
    }
  }
  return [...lines, line].map((one) => one.trimEnd());
};

/** A text in lines that are no wider than `width` points; its own line breaks stay. */
export const wrap = (text: string, width: number, measure: Measure): string[] =>
  text.split(/\r\n|[\r\n\u2028\u2029]/).flatMap((line) => wrapLine(line, width, measure));
