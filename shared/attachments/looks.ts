import type { FileType } from './attachment.ts';

/** How many of a file's first bytes, and of an office file's last ones, say what it is. */
export const FIRST_BYTES = 4096;
export const LAST_BYTES = 262_144;

/** What was read of a file. `tail` is asked for office files alone. */
export interface Bytes {
  head: Uint8Array;
  tail?: Uint8Array | undefined;
}

const latin = (bytes: Uint8Array, from: number, to: number): string =>
  String.fromCharCode(...bytes.subarray(from, Math.min(to, bytes.length)));

const begins = (bytes: Uint8Array, ...wanted: number[]): boolean =>
  bytes.length >= wanted.length && wanted.every((byte, index) => bytes[index] === byte);

/** The brand of a file of the family of MP4 and HEIC; undefined for another one. */
const brandOf = (bytes: Uint8Array): string | undefined =>
  latin(bytes, 4, 8) === 'ftyp' ? latin(bytes, 8, 12) : undefined;

const heic = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'];
/** Brands of the same family that are no video for a browser: pictures, sound alone, old camera formats. */
const noVideo = [...heic, 'avif', 'avis', 'M4A ', 'M4B ', 'crx '];

/** Whether bytes are text: in UTF-8, UTF-16 with its mark, or a one- or two-byte script; a NUL or another control byte is in none. */
const isText = (bytes: Uint8Array): boolean => {
  if (begins(bytes, 0xff, 0xfe) || begins(bytes, 0xfe, 0xff)) return true;
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d || byte === 0x0c);
};

const u16 = (bytes: Uint8Array, at: number): number => bytes[at]! | (bytes[at + 1]! << 8);
const u32 = (bytes: Uint8Array, at: number): number => (u16(bytes, at) | (u16(bytes, at + 2) << 16)) >>> 0;

/** Where the list of a zip's contents ends; -1 where the bytes are no end of a zip. */
const endOfList = (tail: Uint8Array): number => {
  for (let at = tail.length - 22; at >= 0; at--)
    if (u32(tail, at) === 0x06054b50 && at + 22 + u16(tail, at + 20) === tail.length) return at;
  return -1;
};

/** The names in a zip, by the list at its end; undefined for what is no whole zip, or whose list is longer than what was read. */
const namesIn = (tail: Uint8Array): string[] | undefined => {
  const end = endOfList(tail);
  if (end < 0) return undefined;
  const [count, length] = [u16(tail, end + 10), u32(tail, end + 12)];
  let at = end - length;
  if (at < 0) return undefined;
  const names: string[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || u32(tail, at) !== 0x02014b50) return undefined;
    const size = u16(tail, at + 28);
    names.push(latin(tail, at + 46, at + 46 + size));
    at += 46 + size + u16(tail, at + 30) + u16(tail, at + 32);
  }
  return names;
};

const isOffice = ({ head, tail }: Bytes, folder: string): boolean => {
  const names = begins(head, 0x50, 0x4b, 3, 4) && tail ? namesIn(tail) : undefined;
  return (
    names?.includes('[Content_Types].xml') === true &&
    names.some((name) => name.startsWith(`${folder}/`)) &&
    // A document with a program in it has another ending, and is not taken under this one.
    !names.some((name) => /vbaProject\.bin$/i.test(name))
  );
};

const tests: Record<FileType, (bytes: Bytes) => boolean> = {
  'image/png': ({ head }) => begins(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': ({ head }) => begins(head, 0xff, 0xd8, 0xff),
  'image/webp': ({ head }) => latin(head, 0, 4) === 'RIFF' && latin(head, 8, 12) === 'WEBP',
  'image/gif': ({ head }) => ['GIF87a', 'GIF89a'].includes(latin(head, 0, 6)),
  'image/heic': ({ head }) => heic.includes(brandOf(head) ?? ''),
  'application/pdf': ({ head }) => latin(head, 0, 5) === '%PDF-',
  'text/plain': ({ head }) => isText(head),
  'text/csv': ({ head }) => isText(head),
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': (bytes) => isOffice(bytes, 'xl'),
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': (bytes) => isOffice(bytes, 'word'),
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': (bytes) => isOffice(bytes, 'ppt'),
  'video/mp4': ({ head }) => {
    const brand = brandOf(head);
    return brand !== undefined && !noVideo.includes(brand);
  },
};

/** Whether the end of a file is needed to tell what it is. */
export const needsTail = (type: FileType): boolean => type.startsWith('application/vnd.');

/** Whether a file's bytes are those of the kind that its sender named. It says nothing of what else is in it. */
export const looksLike = (type: FileType, bytes: Bytes): boolean => tests[type](bytes);
