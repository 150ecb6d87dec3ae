import { describe, expect, it } from 'vitest';
import { madeUp } from '../../shared/search/search.fixture.ts';
import { packIndex } from '../../shared/search/text-index.ts';
import { packedIndex, unpackIndex } from './index-snapshot.ts';

describe('a stored text index', () => {
  const rows = Array.from({ length: 3_000 }, (_, n) => madeUp(n));
  const bytes = packedIndex(rows);

  it('is read as it was made, in a fraction of its size', () => {
    const { offsets, places } = packIndex(rows);
    expect(unpackIndex(bytes, rows.length)).toEqual({ offsets, places });
    expect(bytes.length).toBeLessThan((offsets.byteLength + places.byteLength) / 2);
  });

  it('is not taken for other rows, of another version, or cut short', () => {
    expect(unpackIndex(bytes, rows.length + 1)).toBeUndefined();
    expect(unpackIndex(new Uint8Array([9, ...bytes.subarray(1)]), rows.length)).toBeUndefined();
    expect(unpackIndex(bytes.subarray(0, 8), rows.length)).toBeUndefined();
    expect(unpackIndex(bytes.subarray(0, bytes.length - 100), rows.length)).toBeUndefined();
  });
});
