import { expect, it } from 'vitest';
import { fileTypes, MAX_FILE_BYTES, MAX_FILES } from '../../../shared/attachments/attachment.ts';
import { accepted, faultOf, hasThumb, namedByTime } from './chosen.ts';

it.each([
  ['a photograph', { name: 'IMG_0001.JPG', size: 4_000_000 }, 3, undefined],
  ['a drawing with scripts', { name: 'a.svg', size: 10 }, 0, 'kind'],
  ['a file without an ending', { name: 'README', size: 10 }, 0, 'kind'],
  ['nothing', { name: 'a.txt', size: 0 }, 0, 'empty'],
  ['20 MB to the byte', { name: 'a.mp4', size: MAX_FILE_BYTES }, 0, undefined],
  ['a byte more', { name: 'a.mp4', size: MAX_FILE_BYTES + 1 }, 0, 'large'],
  ['the twentieth', { name: 'a.pdf', size: 10 }, MAX_FILES - 1, undefined],
  ['one too many', { name: 'a.pdf', size: 10 }, MAX_FILES, 'many'],
])('%s', (_name, file, present, fault) => {
  expect(faultOf(file, present)).toBe(fault);
});

it('offers all endings that are taken', () => {
  expect(accepted.split(',').sort()).toEqual(
    Object.values(fileTypes)
      .flatMap((endings) => endings.map((ending) => `.${ending}`))
      .sort(),
  );
});

it('gives a pasted picture a name of its own, and leaves other names', () => {
  expect(namedByTime(new File(['x'], 'image.png'), 'Screenshot 1').name).toBe('Screenshot 1.png');
  expect(namedByTime(new File(['x'], 'weld.png'), 'Screenshot 1').name).toBe('weld.png');
});

it('draws small pictures of what a browser shows', () => {
  expect(hasThumb({ contentType: 'image/png', size: 100 })).toBe(true);
  expect(hasThumb({ contentType: 'image/heic', size: 100 })).toBe(false);
  expect(hasThumb({ contentType: 'image/png', size: 19_000_000 })).toBe(false);
});
