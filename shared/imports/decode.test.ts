import { describe, expect, it } from 'vitest';
import { decodeChunks, decodeText, type Encoding } from './decode.ts';
import { FileFault } from './source.ts';

const utf8 = new TextEncoder();
const bytes = (...parts: (string | number[] | Uint8Array)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => [...(typeof part === 'string' ? utf8.encode(part) : part)]));

const utf16 = (text: string, order: 'le' | 'be'): number[] =>
  [...text].flatMap((char) => {
    const code = char.charCodeAt(0);
    return order === 'le' ? [code & 0xff, code >> 8] : [code >> 8, code & 0xff];
  });

// 客户,电话 and 你好 in GBK; 㐀 (U+3400) needs the four bytes that only GB18030 has.
const gbkHeader = [0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xb5, 0xe7, 0xbb, 0xb0];
const fourBytes = [0x81, 0x39, 0xee, 0x39];

const codeOf = (run: () => unknown): string | undefined => {
  try {
    run();
  } catch (error) {
    if (error instanceof FileFault) return error.code;
    throw error;
  }
  return undefined;
};

describe('decodeText', () => {
  it.each<[string, Uint8Array, Encoding, string]>([
    ['ASCII', bytes('a,b'), 'utf-8', 'a,b'],
    ['UTF-8', bytes('客户,é'), 'utf-8', '客户,é'],
    ['UTF-8 with BOM', bytes([0xef, 0xbb, 0xbf], '客户'), 'utf-8', '客户'],
    ['UTF-16 LE with BOM', bytes([0xff, 0xfe], utf16('客户,a', 'le')), 'utf-16le', '客户,a'],
    ['UTF-16 BE with BOM', bytes([0xfe, 0xff], utf16('客户,a', 'be')), 'utf-16be', '客户,a'],
    ['GBK', bytes(gbkHeader), 'gb18030', '客户,电话'],
    ['GB18030 with four bytes', bytes(gbkHeader, fourBytes), 'gb18030', '客户,电话㐀'],
    ['GBK with a rare name character', bytes(gbkHeader, [0x2c, 0xe9, 0x46]), 'gb18030', '客户,电话,镕'],
  ])('reads %s', (_, input, encoding, text) => {
    expect(decodeText(input)).toEqual({ encoding, text });
  });

  it.each<[string, Uint8Array, string]>([
    ['nothing', bytes(), 'file-empty'],
    ['NUL bytes', bytes('a\u0000b'), 'file-not-text'],
    ['UTF-16 without BOM', bytes(utf16('a,b', 'le')), 'file-not-text'],
    ['an image', bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0]), 'file-not-text'],
    ['a control character', bytes('a,b\n1,\u0007'), 'file-not-text'],
    ['DEL', bytes('a\u007f'), 'file-not-text'],
    ['neither UTF-8 nor GB18030', bytes('a,', [0xff, 0xff]), 'file-encoding'],
    ['Western text, valid as GBK but nonsense', bytes('M', [0xfc], 'ller,J', [0xfc], 'rgen'), 'file-encoding'],
    ['UTF-16 cut in the middle', bytes([0xff, 0xfe, 0x61, 0x00, 0x62]), 'file-encoding'],
  ])('refuses %s', (_, input, code) => {
    expect(codeOf(() => decodeText(input))).toBe(code);
  });

  it('names the line of a control character', () => {
    expect(() => decodeText(bytes('a\nb\nc\u0001'))).toThrow(/row 3/);
  });

  it('follows the caller who knows better', () => {
    expect(decodeText(bytes('M', [0xfc], 'ller'), 'windows-1252').text).toBe('Müller');
    expect(codeOf(() => decodeText(bytes(), 'windows-1252'))).toBe('file-empty');
  });

  it('decodes characters that lie across the borders of chunks', () => {
    const text = `a${'客户'.repeat(120_000)}`;
    expect([...decodeChunks(bytes(text), 'utf-8')].length).toBeGreaterThan(2);
    expect(decodeText(bytes(text)).text).toBe(text);
    const gbk = bytes('a', Array.from({ length: 40_000 }, () => gbkHeader).flat());
    expect(decodeText(gbk).text).toBe(`a${'客户,电话'.repeat(40_000)}`);
  });

  it('refuses more than 64 MB before looking at it', () => {
    expect(codeOf(() => decodeText(new Uint8Array(64 * 1024 * 1024 + 1)))).toBe('file-too-large');
  });
});
