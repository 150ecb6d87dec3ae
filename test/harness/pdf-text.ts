import { inflateSync } from 'node:zlib';

/** Reads the words back out of a PDF that the product has drawn: enough of the format for that, and no more. */
const objectsOf = (pdf: Uint8Array): Map<string, { head: string; stream: string }> => {
  const text = Buffer.from(pdf).toString('latin1');
  const objects = new Map<string, { head: string; stream: string }>();
  for (const [, id, body] of text.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g)) {
    const at = body!.indexOf('stream\n');
    const raw = at < 0 ? '' : body!.slice(at + 7, body!.lastIndexOf('\nendstream'));
    const head = at < 0 ? body! : body!.slice(0, at);
    const stream = /FlateDecode/.test(head) ? inflateSync(Buffer.from(raw, 'latin1')).toString('latin1') : raw;
    objects.set(id!, { head, stream });
  }
  return objects;
};

const utf16 = (hex: string): string => Buffer.from(hex.replace(/\s/g, ''), 'hex').swap16().toString('utf16le');

/** Glyph to text by the font's own table. */
const glyphsOf = (cmap: string): Map<number, string> => {
  const glyphs = new Map<number, string>();
  for (const [, from, , list] of cmap.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g))
    [...list!.matchAll(/<([\w\s]*)>/g)].forEach(([, hex], index) => {
      glyphs.set(Number.parseInt(from!, 16) + index, utf16(hex!));
    });
  return glyphs;
};

/** The lines of text of each page, in the order in which they were drawn. */
export const pdfPages = (pdf: Uint8Array): string[][] => {
  const objects = objectsOf(pdf);
  const of = (head: string, name: string) => objects.get(new RegExp(`/${name} (\\d+) 0 R`).exec(head)?.[1] ?? '');
  const root = [...objects.values()].find(({ head }) => head.includes('/Type /Pages'))!;
  const pages = [.../\/Kids \[([^\]]*)\]/.exec(root.head)![1]!.matchAll(/(\d+) 0 R/g)].map(
    ([, id]) => objects.get(id!)!,
  );
  return pages.map((page) => {
    const resources = of(page.head, 'Resources')!.head;
    const fonts = new Map(
      [...resources.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name, id]) => [
        name!,
        glyphsOf(of(objects.get(id!)!.head, 'ToUnicode')!.stream),
      ]),
    );
    const lines: string[] = [];
    let font: Map<number, string> | undefined;
    for (const [, name, shown] of of(page.head, 'Contents')!.stream.matchAll(/\/(F\d+) [\d.]+ Tf|\[(.*)\] TJ/g)) {
      if (name) font = fonts.get(name);
      else
        lines.push(
          [...shown!.matchAll(/<(\w+)>/g)]
            .flatMap(([, hex]) => hex!.match(/.{4}/g) ?? [])
            .map((code) => font?.get(Number.parseInt(code, 16)) ?? '\ufffd')
            .join(''),
        );
    }
    return lines;
  });
};

/** All of it as one text without white space: where a line was broken does not matter then. */
export const pdfText = (pdf: Uint8Array): string => pdfPages(pdf).flat().join('').replace(/\s/g, '');
