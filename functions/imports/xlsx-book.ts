import type { DateSystem } from '../../shared/imports/dates.ts';
import { FileFault, type SourceLimits } from '../../shared/imports/source.ts';
import { parseWholeXml, type XmlHandlers } from './xml.ts';
import { type InflateBudget, inflateEntry, readZip, type ZipEntry } from './zip.ts';

/** How a number is shown: as it is, as a date (perhaps with a time), or as a time of day. */
export type NumberLook = 'number' | 'date' | 'time';

export interface SheetRef {
  name: string;
  path: string;
  hidden: boolean;
}

/** An opened workbook: everything but the rows of its sheets. */
export interface Workbook {
  sheets: SheetRef[];
  dateSystem: DateSystem;
  strings: string[];
  /** By style index of a cell. */
  looks: NumberLook[];
  /** The bytes of a part, unpacked piece by piece. */
  part: (path: string) => Iterable<Uint8Array>;
}

const broken = (detail: string): FileFault => new FileFault('xlsx-broken', { detail });

/** Built-in formats that show a date; 27..36 and 50..58 are those of Chinese and Japanese workbooks. */
const builtInLook = (id: number): NumberLook => {
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) ? 'date' : 'number';
};

/** The look of a format code such as `yyyy"年"m"月"d"日"` or `[$-409]h:mm AM/PM`. */
export const lookOfFormat = (code: string): NumberLook => {
  // A spreadsheet allows 255 characters.
  const letters = (code.slice(0, 255).split(';')[0] ?? '')
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    // Hours counted on beyond a day stay; colours, conditions and locales go.
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .replace(/general/gi, '');
  if (/[yd]/i.test(letters) || /e/.test(letters)) return 'date';
  if (/[hs]/i.test(letters)) return 'time';
  return /m/i.test(letters) ? 'date' : 'number';
};

/** Escapes that spreadsheets use for characters that XML cannot hold; others than line ends and tab stay as text. */
export const decodeEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x(000[9ADad]|005[Ff])_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

interface Relation {
  type: string;
  target: string;
}

/** A target relative to the folder of the part that names it, or absolute, as a path in the archive. */
const resolve = (base: string, target: string): string => {
  if (target.startsWith('/')) return target.slice(1);
  const path = base.split('/').slice(0, -1);
  for (const step of target.split('/')) {
    if (step === '..') path.pop();
    else if (step !== '.') path.push(step);
  }
  return path.join('/');
};

const relationsPath = (part: string): string => part.replace(/([^/]*)$/, '_rels/$1.rels');

const readRelations = (pieces: Iterable<Uint8Array>, base: string): Map<string, Relation> => {
  const found = new Map<string, Relation>();
  parseWholeXml(pieces, {
    open: (name, attributes) => {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      // The strict and the usual dialect differ in the address, not in its last word.
      const type = (attributes['Type'] ?? '').split('/').pop() ?? '';
      found.set(attributes['Id'] ?? '', { type, target: resolve(base, attributes['Target'] ?? '') });
    },
  });
  return found;
};

const relationId = (attributes: Readonly<Record<string, string>>): string => {
  const key = Object.keys(attributes).find((name) => name.endsWith(':id'));
  return key === undefined ? '' : (attributes[key] ?? '');
};

const readStyles = (pieces: Iterable<Uint8Array>): NumberLook[] => {
  const looks: NumberLook[] = [];
  const formats = new Map<number, NumberLook>();
  let inCellFormats = false;
  parseWholeXml(pieces, {
    open: (name, attributes) => {
      const id = Number(attributes['numFmtId'] ?? 0);
      if (name === 'numFmt') formats.set(id, lookOfFormat(attributes['formatCode'] ?? ''));
      else if (name === 'cellXfs') inCellFormats = true;
      else if (name === 'xf' && inCellFormats) looks.push(formats.get(id) ?? builtInLook(id));
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return looks;
};

/** Collects the text of `<si>` and `<is>`: plain or rich runs, without the phonetic reading of East Asian text. */
export const textCollector = (): { handlers: Required<XmlHandlers>; take: () => string } => {
  let text = '';
  let inText = false;
  let inReading = false;
  return {
    handlers: {
      open: (name) => {
        if (name === 'rPh') inReading = true;
        else if (name === 't') inText = !inReading;
      },
      close: (name) => {
        if (name === 'rPh') inReading = false;
        else if (name === 't') inText = false;
      },
      text: (piece) => {
        if (inText) text += piece;
      },
    },
    take: () => {
      const taken = decodeEscapes(text);
      text = '';
      return taken;
    },
  };
};

const readStrings = (pieces: Iterable<Uint8Array>): string[] => {
  const strings: string[] = [];
  const { handlers, take } = textCollector();
  parseWholeXml(pieces, {
    open: handlers.open,
    text: handlers.text,
    close: (name) => {
      handlers.close(name);
      if (name === 'si') strings.push(take());
    },
  });
  return strings;
};

const readSheets = (pieces: Iterable<Uint8Array>, relations: Map<string, Relation>) => {
  const sheets: SheetRef[] = [];
  let dateSystem: DateSystem = '1900';
  parseWholeXml(pieces, {
    open: (name, attributes) => {
      if (name === 'workbookPr' && /^(1|true)$/.test(attributes['date1904'] ?? '')) dateSystem = '1904';
      const relation = name === 'sheet' ? relations.get(relationId(attributes)) : undefined;
      // Chart and macro sheets have no cells.
      if (relation?.type !== 'worksheet') return;
      const hidden = (attributes['state'] ?? 'visible') !== 'visible';
      sheets.push({ name: attributes['name'] ?? '', path: relation.target, hidden });
    },
  });
  return { sheets, dateSystem };
};

/**
 * Opens a workbook: sheet names, date system, styles and shared strings.
 * @throws FileFault `xlsx-broken`, `xlsx-too-large`, `file-format` (an archive that is no workbook)
 */
export const openWorkbook = (bytes: Uint8Array, limits: SourceLimits): Workbook => {
  const entries: Map<string, ZipEntry> = readZip(bytes, limits);
  const budget: InflateBudget = { left: limits.inflatedBytes };
  const part = (path: string): Iterable<Uint8Array> => {
    const entry = entries.get(path);
    if (!entry) throw broken(`${path} is missing.`);
    return inflateEntry(bytes, entry, budget);
  };
  if (!entries.has('_rels/.rels')) throw new FileFault('file-format');
  const main = [...readRelations(part('_rels/.rels'), '').values()].find(
    ({ type }) => type === 'officeDocument',
  )?.target;
  if (!main?.endsWith('.xml') || !entries.has(main)) throw new FileFault('file-format');
  const relations = readRelations(part(relationsPath(main)), main);
  const { sheets, dateSystem } = readSheets(part(main), relations);
  if (sheets.length === 0) throw new FileFault('file-format', { detail: 'It has no sheet with cells.' });
  const target = (type: string): string | undefined =>
    [...relations.values()].find((relation) => relation.type === type && entries.has(relation.target))?.target;
  const styles = target('styles');
  const strings = target('sharedStrings');
  return {
    ...{ sheets, dateSystem, part },
    looks: styles === undefined ? [] : readStyles(part(styles)),
    strings: strings === undefined ? [] : readStrings(part(strings)),
  };
};
