import type { Labelled, Paper, PaperTable, Party } from '../../shared/papers/paper.ts';
import type { Type } from './sheet.ts';
import { FLOOR, INNER, ink, leading, PAGE, Sheet } from './sheet.ts';

const small: Type = { size: 8.5 };
const soft: Type = { size: 8.5, color: ink.soft };
const strong: Type = { size: 9.5, weight: 'bold' };
/** Space around the text of a cell. */
const PAD = { x: 4, y: 3.5 } as const;

const drawHead = (sheet: Sheet, { seller, title }: Paper): void => {
  const half = INNER * 0.62;
  const top = sheet.y;
  let left = sheet.block(seller.name, { x: PAGE.left, y: top, width: half }, { size: 13, weight: 'bold' });
  for (const line of seller.lines)
    left += sheet.block(line, { x: PAGE.left, y: top + left + 2, width: half }, { size: 8, color: ink.soft });
  const type: Type = { size: 19, weight: 'bold', color: ink.accent };
  const right = sheet.block(title, { x: PAGE.left + half, y: top - 3, width: INNER - half, align: 'right' }, type);
  sheet.y = top + Math.max(left, right) + 10;
  sheet.rule(sheet.y, { color: ink.accent, weight: 1.2 });
  sheet.y += 12;
};

const drawParty = (sheet: Sheet, party: Party, width: number): number => {
  const box = { x: PAGE.left, width };
  let height = sheet.block(party.heading, { ...box, y: sheet.y }, soft);
  height += sheet.block(party.name, { ...box, y: sheet.y + height }, { size: 11, weight: 'bold' });
  for (const line of party.lines) height += sheet.block(line, { ...box, y: sheet.y + height }, small);
  return height;
};

const drawMeta = (sheet: Sheet, rows: readonly Labelled[], { x, width }: { x: number; width: number }): number => {
  const label = width * 0.4;
  let height = 0;
  for (const row of rows) {
    const y = sheet.y + height;
    sheet.block(row.label, { x, y, width: label }, soft);
    height += sheet.block(row.value, { x: x + label, y, width: width - label }, small) + 1;
  }
  return height;
};

const drawParties = (sheet: Sheet, paper: Paper): void => {
  const width = INNER * 0.54;
  const party = drawParty(sheet, paper.customer, width);
  const meta = drawMeta(sheet, paper.meta, { x: PAGE.left + width + 20, width: INNER - width - 20 });
  sheet.y += Math.max(party, meta) + 12;
};

interface Placed {
  x: number;
  width: number;
  align: 'left' | 'right' | 'center';
}

const placed = ({ columns }: PaperTable): Placed[] => {
  const whole = columns.reduce((sum, column) => sum + column.width, 0);
  let x: number = PAGE.left;
  return columns.map(({ width, align }) => {
    const at = { x: x + PAD.x, width: (INNER * width) / whole - 2 * PAD.x, align };
    x += (INNER * width) / whole;
    return at;
  });
};

/** Cells of a row in lines. A figure is never broken: it is one line, made smaller where it must be. */
const cellLines = (sheet: Sheet, cells: readonly string[], places: readonly Placed[], type: Type): string[][] =>
  cells.map((cell, index) => {
    const { width, align } = places[index]!;
    return align === 'right' && type.weight !== 'bold' ? [sheet.clean(cell)] : sheet.lines(cell, width, type);
  });

const heightOf = (cells: readonly string[][], type: Type): number =>
  Math.max(1, ...cells.map((lines) => lines.length)) * leading(type) + 2 * PAD.y;

/** Lines of a row that stay together on a page. */
const ROW_LINES = 40;

/** A row in pieces that fit a page: a description as long as a letter goes on over several. */
const piecesOf = (cells: readonly string[][]): string[][][] => {
  const count = Math.ceil(Math.max(1, ...cells.map((lines) => lines.length)) / ROW_LINES);
  return Array.from({ length: count }, (_, piece) =>
    cells.map((lines) => lines.slice(piece * ROW_LINES, (piece + 1) * ROW_LINES)),
  );
};

const drawCells = (sheet: Sheet, cells: readonly string[][], places: readonly Placed[], type: Type): void => {
  cells.forEach((lines, column) => {
    lines.forEach((line, index) => {
      sheet.line(line, { ...places[column]!, y: sheet.y + PAD.y + index * leading(type) }, type);
    });
  });
};

/** @param below height that stays on the page of the last row: a sum does not stand alone on a page of its own */
export const drawTable = (sheet: Sheet, table: PaperTable, below: number): void => {
  const places = placed(table);
  const headType: Type = { size: 8, weight: 'bold', color: ink.soft };
  const head = cellLines(
    sheet,
    table.columns.map(({ label }) => label),
    places,
    headType,
  );
  const headHeight = heightOf(head, headType);
  const drawHeader = () => {
    sheet.doc.rect(PAGE.left, sheet.y, INNER, headHeight).fill(ink.fill);
    drawCells(sheet, head, places, headType);
    sheet.y += headHeight;
  };
  sheet.room(headHeight + 40 + (table.caption ? 20 : 0));
  if (table.caption) sheet.y += sheet.block(table.caption, { x: PAGE.left, y: sheet.y, width: INNER }, strong) + 3;
  drawHeader();
  for (const [index, row] of table.rows.entries()) {
    const pieces = piecesOf(cellLines(sheet, row, places, small));
    for (const [part, cells] of pieces.entries()) {
      const height = heightOf(cells, small);
      const last = index === table.rows.length - 1 && part === pieces.length - 1;
      if (index + part > 0 && sheet.y + height + (last ? below : 0) > FLOOR) {
        sheet.nextPage();
        drawHeader();
      }
      drawCells(sheet, cells, places, small);
      sheet.y += height;
    }
    sheet.rule(sheet.y, { weight: 0.4 });
  }
  sheet.y += 10;
};

const TOTALS_STEP = leading(small) + 3;
const totalsHeight = ({ totals }: Paper): number => (totals.length === 0 ? 0 : totals.length * TOTALS_STEP + 24);

const drawTotals = (sheet: Sheet, { totals, inWords }: Paper): void => {
  if (totals.length === 0) return;
  const width = INNER * 0.42;
  const x = PAGE.width - PAGE.right - width;
  const step = TOTALS_STEP;
  sheet.room(totals.length * step + 12);
  const top = sheet.y;
  totals.forEach(({ label, value }, index) => {
    const last = index === totals.length - 1;
    const type = last ? { ...strong, size: 10.5 } : small;
    if (last) {
      sheet.doc.rect(x, sheet.y - 2, width, step + 5).fill(ink.fill);
      sheet.y += 1;
    }
    sheet.line(sheet.clean(label), { x: x + PAD.x, y: sheet.y, width: width * 0.48 }, last ? type : soft);
    const right = { x: x + width * 0.48, y: sheet.y, width: width * 0.52 - PAD.x, align: 'right' } as const;
    sheet.line(sheet.clean(value), right, type);
    sheet.y += step;
  });
  sheet.y += 6;
  if (inWords) {
    const box = { x: PAGE.left, y: top, width: INNER - width - 16 };
    const used = sheet.block(inWords.label, box, soft);
    sheet.y = Math.max(sheet.y, top + used + sheet.block(inWords.value, { ...box, y: top + used }, strong));
  }
  sheet.y += 8;
};

/** Labels on the left, texts beside them; a long text goes on over the page. */
const drawNotes = (sheet: Sheet, notes: readonly Labelled[]): void => {
  const label = INNER * 0.16;
  const step = leading(small);
  for (const note of notes) {
    sheet.room(2 * step);
    sheet.block(note.label, { x: PAGE.left, y: sheet.y, width: label }, soft);
    for (const line of sheet.lines(note.value, INNER - label, small)) {
      sheet.room(step);
      sheet.line(line, { x: PAGE.left + label, y: sheet.y, width: INNER - label }, small);
      sheet.y += step;
    }
    sheet.y += 3;
  }
};

const drawSignatures = (sheet: Sheet, signatures: readonly string[]): void => {
  if (signatures.length === 0) return;
  sheet.room(86);
  sheet.y += 14;
  const gap = 30;
  const width = (INNER - gap * (signatures.length - 1)) / signatures.length;
  signatures.forEach((signature, index) => {
    const x = PAGE.left + index * (width + gap);
    sheet.block(signature, { x, y: sheet.y, width }, soft);
    sheet.rule(sheet.y + 56, { x, width });
  });
  sheet.y += 70;
};

const drawWatermark = (sheet: Sheet, text: string): void => {
  const { doc } = sheet;
  const type: Type = { size: 110, weight: 'bold', color: '#b3261e' };
  const width = Math.min(sheet.widthOf(text, type), PAGE.height);
  doc.save();
  doc.rotate(-45, { origin: [PAGE.width / 2, PAGE.height / 2] });
  doc.fillOpacity(0.1);
  sheet.line(text, { x: (PAGE.width - width) / 2, y: PAGE.height / 2 - 80, width }, type);
  doc.restore();
  doc.fillOpacity(1);
};

/** Name, page and number of pages at the foot of each page, and the watermark of what does not count. */
export const drawFoot = (
  sheet: Sheet,
  paper: Pick<Paper, 'foot' | 'watermark'> & { seller: Pick<Party, 'name'> },
): void => {
  const y = PAGE.height - 38;
  sheet.eachPage((page, pages) => {
    if (paper.watermark) drawWatermark(sheet, paper.watermark);
    sheet.rule(y - 6);
    const text = paper.foot.replace('{page}', String(page)).replace('{pages}', String(pages));
    const type: Type = { size: 7.5, color: ink.soft };
    sheet.line(sheet.clean(paper.seller.name), { x: PAGE.left, y, width: INNER / 2 }, type);
    sheet.line(sheet.clean(text), { x: PAGE.left + INNER / 2, y, width: INNER / 2, align: 'right' }, type);
  });
};

/** A paper as PDF. The same paper is the same bytes, whenever and wherever it is drawn. */
export const renderPaper = (paper: Paper): Promise<Uint8Array> => {
  const sheet = new Sheet(paper);
  drawHead(sheet, paper);
  drawParties(sheet, paper);
  paper.tables.forEach((table, index) => {
    drawTable(sheet, table, index === paper.tables.length - 1 ? totalsHeight(paper) : 0);
  });
  drawTotals(sheet, paper);
  drawNotes(sheet, paper.notes);
  drawSignatures(sheet, paper.signatures);
  drawFoot(sheet, paper);
  return sheet.end();
};
