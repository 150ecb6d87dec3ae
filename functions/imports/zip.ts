import { crc32 } from 'node:zlib';
import { Inflate } from 'fflate';
import { FileFault, type SourceLimits } from '../../shared/imports/source.ts';

/** A file inside an archive, as its central directory tells it. Declared sizes after unpacking are not believed. */
export interface ZipEntry {
  name: string;
  /** 0 stored, 8 deflated. */
  method: number;
  compressedSize: number;
  crc: number;
  /** Where the entry's local header begins. */
  offset: number;
}

/** Bytes that may still be unpacked, shared by all entries that are read. */
export interface InflateBudget {
  left: number;
}

/** One step inflates this much at most 1,032-fold (the limit of deflate), about 8 MB, before the budget is looked at. */
const sliceBytes = 8 * 1024;

const broken = (detail: string): FileFault => new FileFault('xlsx-broken', { detail });

const u16 = (bytes: DataView, at: number): number => bytes.getUint16(at, true);
const u32 = (bytes: DataView, at: number): number => bytes.getUint32(at, true);

/** The end record lies behind everything else, before a comment of at most 65,535 bytes. */
const findEnd = (view: DataView): number => {
  for (let at = view.byteLength - 22; at >= 0 && at >= view.byteLength - 22 - 0xffff; at--) {
    if (u32(view, at) === 0x06054b50) return at;
  }
  throw broken('It has no central directory.');
};

interface Directory {
  count: number;
  start: number;
}

/** Large-file archives (zip64) keep the real figures in a second record; some writers use it for small files as well. */
const readDirectory = (view: DataView, end: number): Directory => {
  const plain = { count: u16(view, end + 10), start: u32(view, end + 16) };
  if (plain.count !== 0xffff && plain.start !== 0xffffffff) return plain;
  const locator = end - 20;
  if (locator < 0 || u32(view, locator) !== 0x07064b50) return plain;
  const second = Number(view.getBigUint64(locator + 8, true));
  if (u32(view, second) !== 0x06064b50) throw broken('Its central directory is damaged.');
  return { count: Number(view.getBigUint64(second + 32, true)), start: Number(view.getBigUint64(second + 48, true)) };
};

/** The zip64 figures of an entry stand in an extra field, in this order, each only where the plain one is all ones. */
const widen = (view: DataView, at: number, entry: ZipEntry): ZipEntry => {
  const declared = u32(view, at + 24);
  if (entry.compressedSize !== 0xffffffff && entry.offset !== 0xffffffff) return entry;
  let field = at + 46 + u16(view, at + 28);
  const end = field + u16(view, at + 30);
  while (field + 4 <= end && u16(view, field) !== 1) field += 4 + u16(view, field + 2);
  if (field + 4 > end) throw broken('Its central directory is damaged.');
  let next = field + 4 + (declared === 0xffffffff ? 8 : 0);
  const wide = (): number => {
    const value = Number(view.getBigUint64(next, true));
    next += 8;
    return value;
  };
  const compressedSize = entry.compressedSize === 0xffffffff ? wide() : entry.compressedSize;
  return { ...entry, compressedSize, offset: entry.offset === 0xffffffff ? wide() : entry.offset };
};

/**
 * The files of an archive by name, from its central directory. Nothing is unpacked.
 * @throws FileFault `xlsx-broken` (damaged, encrypted, a name twice), `xlsx-too-large` (too many entries)
 */
export const readZip = (bytes: Uint8Array, limits: SourceLimits): Map<string, ZipEntry> => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = new Map<string, ZipEntry>();
  try {
    const { count, start } = readDirectory(view, findEnd(view));
    if (count > limits.zipEntries) throw new FileFault('xlsx-too-large', { detail: 'It contains too many files.' });
    let at = start;
    for (let index = 0; index < count; index++) {
      if (u32(view, at) !== 0x02014b50) throw broken('Its central directory is damaged.');
      if ((u16(view, at + 8) & 1) !== 0) throw broken('It is encrypted.');
      const nameEnd = at + 46 + u16(view, at + 28);
      const name = new TextDecoder().decode(bytes.subarray(at + 46, nameEnd)).replaceAll('\\', '/');
      // Two parts of one name would let the person and the program see different tables.
      if (entries.has(name)) throw broken('It contains two parts of the same name.');
      const entry = {
        ...{ name, method: u16(view, at + 10), crc: u32(view, at + 16) },
        ...{ compressedSize: u32(view, at + 20), offset: u32(view, at + 42) },
      };
      entries.set(name, widen(view, at, entry));
      at = nameEnd + u16(view, at + 30) + u16(view, at + 32);
    }
  } catch (error) {
    // Reading behind the end: an offset or a length that points nowhere.
    if (error instanceof RangeError) throw broken('Its central directory is damaged.');
    throw error;
  }
  return entries;
};

const dataOf = (bytes: Uint8Array, entry: ZipEntry): Uint8Array => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || u32(view, entry.offset) !== 0x04034b50)
    throw broken(`${entry.name}: no data.`);
  const start = entry.offset + 30 + u16(view, entry.offset + 26) + u16(view, entry.offset + 28);
  if (start + entry.compressedSize > bytes.length) throw broken(`${entry.name}: data is missing.`);
  return bytes.subarray(start, start + entry.compressedSize);
};

/**
 * Unpacks one file piece by piece. What comes out is counted while it comes out, whatever sizes the archive declares.
 * @throws FileFault `xlsx-too-large` as soon as the budget is spent, `xlsx-broken` for damaged data or an unknown method
 */
export function* inflateEntry(bytes: Uint8Array, entry: ZipEntry, budget: InflateBudget): Generator<Uint8Array> {
  if (entry.method !== 0 && entry.method !== 8) throw broken(`${entry.name}: unknown compression.`);
  const data = dataOf(bytes, entry);
  let pieces: Uint8Array[] = [];
  const inflate = new Inflate((piece) => pieces.push(piece));
  let crc = 0;
  for (let at = 0; at < data.length; at += sliceBytes) {
    const slice = data.subarray(at, at + sliceBytes);
    if (entry.method === 0) pieces.push(slice);
    else {
      try {
        inflate.push(slice, at + sliceBytes >= data.length);
      } catch {
        throw broken(`${entry.name}: damaged data.`);
      }
    }
    for (const piece of pieces) {
      budget.left -= piece.length;
      if (budget.left < 0) throw new FileFault('xlsx-too-large');
      crc = crc32(piece, crc);
      yield piece;
    }
    pieces = [];
  }
  if (crc !== entry.crc) throw broken(`${entry.name}: its checksum is wrong.`);
}
