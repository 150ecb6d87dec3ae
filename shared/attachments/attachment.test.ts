import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { FileType } from './attachment.ts';
import { cleanName, fileTypeNames, fileTypes, MAX_NAME, typeOfName } from './attachment.ts';
import type { Bytes } from './looks.ts';
import { looksLike } from './looks.ts';
import { zipOf } from './zip.fixture.ts';

describe('a file name', () => {
  it.each([
    ['weld.jpg', 'weld.jpg'],
    ['焊缝 照片.PNG', '焊缝 照片.png'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\li\\weld.jpg', 'weld.jpg'],
    ['weld\u0000\n.jpg', 'weld.jpg'],
    ['gpj.\u202etxt.exe', 'gpj.txt.exe'],
    ['\u2066a\u2069.png', 'a.png'],
    ['a\ud800b.png', 'ab.png'],
    ['<b>"x"|y?.png', '_b__x__y_.png'],
    ['...hidden.png', 'hidden.png'],
    ['weld.jpg. . ', 'weld.jpg'],
    ['CON.txt', '_CON.txt'],
    ['con.weld.txt', '_con.weld.txt'],
    ['', '_'],
    ['/', '_'],
    ['e\u0301.png', '\u00e9.png'],
  ])('%j is kept as %j', (given, kept) => {
    expect(cleanName(given)).toBe(kept);
  });

  it('is cut before its ending, and never inside a letter', () => {
    const long = cleanName(`${'🚲'.repeat(500)}.png`);
    expect([...long]).toHaveLength(MAX_NAME);
    expect(long).toMatch(/^(🚲)+\.png$/u);
    expect([...cleanName('x'.repeat(999))]).toHaveLength(MAX_NAME);
  });

  it('says what kind of file it is, by the ending alone, and knows each ending once', () => {
    expect(typeOfName('a.JPEG')).toBe('image/jpeg');
    for (const name of ['a', 'a.svg', 'a.html', 'a.zip', 'a.docm', 'a.png.exe', 'png'])
      expect(typeOfName(name)).toBe(undefined);
    const endings = fileTypeNames.flatMap((type) => [...fileTypes[type]]);
    expect(new Set(endings).size).toBe(endings.length);
  });
});

const text = (words: string): Bytes => ({ head: new TextEncoder().encode(words) });
const bytes = (...head: number[]): Bytes => ({ head: Uint8Array.from([...head, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]) });
const brand = (name: string): Bytes => ({ head: new TextEncoder().encode(`\0\0\0\x18ftyp${name}\0\0`) });
const zip = (...names: string[]): Bytes => {
  const whole = zipOf(names);
  return { head: whole.subarray(0, 4096), tail: whole };
};
const [xlsx, docx, pptx] = (['xlsx', 'docx', 'pptx'] as const).map((ending) => typeOfName(`a.${ending}`)!);

/** One sound file of each kind. */
const sound: Record<string, Bytes> = {
  'image/png': bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
  'image/jpeg': bytes(0xff, 0xd8, 0xff, 0xe0),
  'image/webp': text('RIFF\x10\0\0\0WEBPVP8 '),
  'image/gif': text('GIF89a\x01\0'),
  'image/heic': brand('heic'),
  'application/pdf': text('%PDF-1.7\n'),
  'text/plain': text('车架焊缝开裂\r\n\tsee picture'),
  'text/csv': text('code,name\nA-1,车架\n'),
  [xlsx!]: zip('[Content_Types].xml', '_rels/.rels', 'xl/workbook.xml'),
  [docx!]: zip('word/document.xml', '[Content_Types].xml'),
  [pptx!]: zip('[Content_Types].xml', 'ppt/presentation.xml'),
  'video/mp4': brand('isom'),
};
const plain = ['text/plain', 'text/csv'];

describe.each(fileTypeNames)('a file that is called %s', (type: FileType) => {
  it('is taken when its bytes are', () => {
    expect(looksLike(type, sound[type]!)).toBe(true);
  });

  it('is not taken when its bytes are those of another kind', () => {
    for (const other of fileTypeNames) {
      // Plain letters are what they are called, and a PDF begins with some; both are only ever saved.
      if (other === type || (plain.includes(type) && (plain.includes(other) || other === 'application/pdf'))) continue;
      expect({ other, taken: looksLike(type, sound[other]!) }).toEqual({ other, taken: false });
    }
  });

  it.each([
    ['a program of Windows', bytes(0x4d, 0x5a, 0x90, 0)],
    ['an archive', zip('weld.jpg')],
    ['an archive in an archive', zip('xl.zip', 'word.docx')],
    [
      'half an archive',
      { head: zipOf(['xl/a', '[Content_Types].xml']).subarray(0, 40), tail: zipOf(['xl/a']).subarray(0, 40) },
    ],
    ['a workbook with a program in it', zip('[Content_Types].xml', 'xl/workbook.xml', 'xl/vbaProject.bin')],
    [
      'packed bytes',
      { head: new Uint8Array(deflateRawSync(new Uint8Array(500).map((_, index) => (index * 37) % 251))) },
    ],
  ])('is not taken for %s', (_name, found) => {
    expect(looksLike(type, found)).toBe(false);
  });
});

it.each(fileTypeNames.filter((type) => !plain.includes(type)))(
  '%s is not what a page or a drawing with scripts is',
  (type) => {
    for (const words of ['<html><script>', '<svg xmlns="http://www.w3.org/2000/svg" onload="x()">', ''])
      expect(looksLike(type, text(words))).toBe(false);
  },
);
