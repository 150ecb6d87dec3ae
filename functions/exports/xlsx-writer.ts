import { strToU8, Zip, ZipDeflate } from 'fflate';
import { escapeCell } from '../../shared/imports/export-cell.ts';
import type { Cell } from '../../shared/views/export-cells.ts';

/** What a file is written to, piece by piece. */
export type Sink = (bytes: Uint8Array) => void;

/** A file of rows under one line of headings; nothing of it is held but the piece that is being written. */
export interface RowWriter {
  row: (cells: readonly Cell[]) => void;
  end: () => void;
}

/** Rows of a sheet, the headings included: no program opens more. */
export const MAX_SHEET_ROWS = 1_048_576;
/** Rows by which the widths of the columns are judged. */
const LOOKED_AT = 100;
/** Letters of XML that are packed at a time. */
const CHUNK = 64 * 1024;
const MIN_WIDTH = 8;
const MAX_WIDTH = 60;
/** Letters of a cell: no program opens more. */
const MAX_TEXT = 32_767;

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packed = 'http://schemas.openxmlformats.org/package/2006';
const kind = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Looks of cells by their place in `cellXfs`. `quoted` is text that would be taken for a formula when somebody edits the cell. */
const looks = { plain: 0, heading: 1, day: 2, time: 3, whole: 4, cents: 5, quoted: 6, mills: 7 } as const;

const styles = `${head}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">${[
  'numFmtId="0" fontId="0"',
  'numFmtId="0" fontId="1" applyFont="1"',
  'numFmtId="164" fontId="0" applyNumberFormat="1"',
  'numFmtId="165" fontId="0" applyNumberFormat="1"',
  'numFmtId="3" fontId="0" applyNumberFormat="1"',
  'numFmtId="4" fontId="0" applyNumberFormat="1"',
  'numFmtId="0" fontId="0" quotePrefix="1"',
  'numFmtId="0" fontId="0"',
]
  .map((look) => `<xf ${look} fillId="0" borderId="0" xfId="0"/>`)
  .join('')}</cellXfs></styleSheet>`;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML; what XML has no place for is written the way in which spreadsheets escape it. */
const xmlText = (text: string): string =>
  text
    .slice(0, MAX_TEXT)
    .toWellFormed()
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(
      /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]/gu,
      (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (sign) => escapes[sign]!);

/** Letters of a column by its number from 0. */
export const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

const EPOCH = Date.UTC(1899, 11, 30);
const SECONDS = 86_400;

/** The number by which a spreadsheet knows a day or time on a clock; undefined before its calendar begins (1 March 1900). */
const serialOf = (clock: string): number | undefined => {
  const serial =
    (Date.parse(`${clock.replace(' ', 'T')}${clock.length === 10 ? 'T00:00:00' : ''}Z`) - EPOCH) / 1000 / SECONDS;
  return serial >= 61 ? Math.round(serial * SECONDS) / SECONDS : undefined;
};

const numberCell = (at: string, value: number, look: number): string =>
  `<c r="${at}"${look ? ` s="${look}"` : ''}><v>${value}</v></c>`;

const textCell = (at: string, text: string, look: number): string =>
  `<c r="${at}"${look ? ` s="${look}"` : ''} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;

const amountLook = (digits: number): number => (digits === 0 ? looks.whole : digits === 2 ? looks.cents : looks.mills);

const cellXml = (cell: Cell, at: string): string => {
  if (cell === undefined || cell === '') return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? numberCell(at, cell, looks.plain) : '';
  if (typeof cell === 'string') return textCell(at, cell, escapeCell(cell) === cell ? looks.plain : looks.quoted);
  if ('amount' in cell) return numberCell(at, Number(cell.amount.toFixed(cell.digits)), amountLook(cell.digits));
  const clock = 'day' in cell ? cell.day : cell.time;
  const serial = serialOf(clock);
  if (serial === undefined) return textCell(at, clock, looks.plain);
  return numberCell(at, serial, 'day' in cell ? looks.day : looks.time);
};

/** Letters that a cell takes; a Chinese one is as wide as two others. */
const widthOf = (cell: Cell): number => {
  if (cell === undefined) return 0;
  if (typeof cell === 'object') return 'time' in cell ? 19 : 'day' in cell ? 10 : cell.amount.toFixed(2).length + 3;
  const text = String(cell).slice(0, MAX_WIDTH);
  return text.length + (text.match(/[\u1100-\uFFEF]/g)?.length ?? 0);
};

const relations = (...list: [id: string, type: string, target: string][]): string =>
  `${head}<Relationships xmlns="${packed}/relationships">${list
    .map(([id, type, target]) => `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

/**
 * Writes a workbook row by row: the sheet is packed as it grows. Headings are frozen and can be filtered by; text that looks like a
 * formula stays text when the cell is edited. More rows than a sheet holds go on in further ones.
 */
export const xlsxWriter = (name: string, headings: readonly string[], sink: Sink): RowWriter => {
  const zip = new Zip((error, bytes) => {
    if (error) throw error;
    sink(bytes);
  });
  const add = (path: string, text: string): void => {
    const file = new ZipDeflate(path, { level: 6 });
    zip.add(file);
    file.push(strToU8(text), true);
  };
  const letters = headings.map((_, index) => columnLetters(index));
  const waiting: (readonly Cell[])[] = [];
  let sheets = 0;
  let file: ZipDeflate | undefined;
  let rows = 0;
  let text = '';

  const flush = (last: boolean): void => {
    file?.push(strToU8(text), last);
    text = '';
  };
  const append = (cells: readonly Cell[]): void => {
    rows++;
    text += `<row r="${rows}">`;
    for (let i = 0; i < cells.length; i++) text += cellXml(cells[i], `${letters[i]}${rows}`);
    text += '</row>';
    if (text.length > CHUNK) flush(false);
  };
  const open = (): void => {
    sheets++;
    rows = 0;
    file = new ZipDeflate(`xl/worksheets/sheet${sheets}.xml`, { level: 3 });
    zip.add(file);
    const widths = headings.map((heading, index) =>
      Math.min(
        MAX_WIDTH,
        Math.max(MIN_WIDTH, widthOf(heading) + 2, ...waiting.map((cells) => widthOf(cells[index]) + 1)),
      ),
    );
    text = `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths
      .map((width, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
      .join(
        '',
      )}</cols><sheetData><row r="1">${headings.map((one, index) => textCell(`${letters[index]}1`, one, looks.heading)).join('')}</row>`;
    rows = 1;
    for (const cells of waiting.splice(0)) append(cells);
  };
  const close = (): void => {
    text += `</sheetData><autoFilter ref="A1:${letters.at(-1)}${rows}"/></worksheet>`;
    flush(true);
    file = undefined;
  };

  return {
    row: (cells) => {
      if (file && rows >= MAX_SHEET_ROWS) close();
      if (file) append(cells);
      else if (waiting.push(cells) >= LOOKED_AT) open();
    },
    end: () => {
      if (!file && (waiting.length > 0 || sheets === 0)) open();
      if (file) close();
      const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
      const title = xmlText(name.replace(/[[\]:*?/\\']/g, ' ').slice(0, 25));
      add('xl/styles.xml', styles);
      add(
        'xl/workbook.xml',
        `${head}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${numbers.map((n) => `<sheet name="${title}${n > 1 ? ` ${n}` : ''}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
      );
      add(
        'xl/_rels/workbook.xml.rels',
        relations(
          ...numbers.map((n): [string, string, string] => [`rId${n}`, 'worksheet', `worksheets/sheet${n}.xml`]),
          [`rId${sheets + 1}`, 'styles', 'styles.xml'],
        ),
      );
      add('_rels/.rels', relations(['rId1', 'officeDocument', 'xl/workbook.xml']));
      add(
        '[Content_Types].xml',
        `${head}<Types xmlns="${packed}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${kind}.styles+xml"/>${numbers.map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${kind}.worksheet+xml"/>`).join('')}</Types>`,
      );
      zip.end();
    },
  };
};
