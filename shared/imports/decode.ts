import { defaultLimits, FileFault } from './source.ts';

/** Encodings that are recognised; `windows-1252` cannot be told from GBK with certainty and is used only when asked for. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** Small enough to keep memory flat, large enough that the decoder's start costs nothing. */
const chunkBytes = 256 * 1024;

// Tab, line feed and carriage return are the only control characters of a table.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controlCharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

const isValid = (bytes: Uint8Array, encoding: Encoding): boolean => {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < bytes.length; at += chunkBytes) {
      decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: true });
    }
    decoder.decode();
    return true;
  } catch {
    return false;
  }
};

/**
 * Nearly every pair of Latin letters with an accent is also a valid GBK character, but of the rare ones whose second byte
 * is an ASCII letter; common Chinese has its second byte above 0xA0. The majority decides, so that a Western file is
 * refused instead of becoming Chinese nonsense.
 */
const looksChinese = (bytes: Uint8Array): boolean => {
  let rare = 0;
  let common = 0;
  for (let at = 0; at < bytes.length && rare + common < 20_000; at++) {
    if ((bytes[at] as number) < 0x81) continue;
    const next = bytes[at + 1] ?? 0;
    if (next >= 0x30 && next <= 0x39) at += 3;
    else {
      if (next < 0x80) rare++;
      else common++;
      at++;
    }
  }
  return common >= rare;
};

/**
 * The encoding of a text file: as asked, else by byte order mark, then UTF-8 where every byte fits, then GB18030 (which
 * includes GBK and GB2312).
 * @throws FileFault `file-empty`, `file-too-large`, `file-not-text` (NUL bytes), `file-encoding`
 */
export const detectEncoding = (bytes: Uint8Array, asked?: Encoding): Encoding => {
  if (bytes.length === 0) throw new FileFault('file-empty');
  if (bytes.length > defaultLimits.fileBytes) throw new FileFault('file-too-large');
  if (asked) return asked;
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.includes(0)) throw new FileFault('file-not-text');
  if (isValid(bytes, 'utf-8')) return 'utf-8';
  if (isValid(bytes, 'gb18030') && looksChinese(bytes)) return 'gb18030';
  throw new FileFault('file-encoding');
};

const countLines = (text: string): number => {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  return lines;
};

/**
 * The text of a file piece by piece, without its byte order mark. A piece may end anywhere, also between CR and LF.
 * @throws FileFault `file-encoding` where bytes do not fit the encoding, `file-not-text` at a control character; `row` is
 * then the line of the text
 */
export function* decodeChunks(bytes: Uint8Array, encoding: Encoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let line = 1;
  for (let at = 0; at <= bytes.length; at += chunkBytes) {
    const last = at + chunkBytes > bytes.length;
    let text: string;
    try {
      text = decoder.decode(bytes.subarray(at, at + chunkBytes), { stream: !last });
    } catch {
      throw new FileFault('file-encoding', { row: line });
    }
    const bad = text.search(controlCharacter);
    if (bad !== -1) throw new FileFault('file-not-text', { row: line + countLines(text.slice(0, bad)) });
    line += countLines(text);
    if (text !== '') yield text;
  }
}

/**
 * The whole text of a file. `asked` overrules detection.
 * @throws FileFault as `detectEncoding` and `decodeChunks`
 */
export const decodeText = (bytes: Uint8Array, asked?: Encoding): { encoding: Encoding; text: string } => {
  const encoding = detectEncoding(bytes, asked);
  return { encoding, text: [...decodeChunks(bytes, encoding)].join('') };
};
