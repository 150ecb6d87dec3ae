import type {
  ReportBar,
  ReportBlock,
  ReportColumn,
  ReportPaper,
  ReportTile,
} from '../../shared/papers/report-paper.ts';
import { drawFoot, drawTable } from './render.ts';
import type { Type } from './sheet.ts';
import { INNER, ink, leading, PAGE, Sheet } from './sheet.ts';

const small: Type = { size: 8.5 };
const soft: Type = { size: 8, color: ink.soft };
const strong: Type = { size: 9.5, weight: 'bold' };
const LEFT = PAGE.left;

const drawHead = (sheet: Sheet, paper: ReportPaper): void => {
  const box = { x: LEFT, width: INNER };
  sheet.y += sheet.block(paper.seller.name, { ...box, y: sheet.y }, { size: 9, color: ink.soft });
  sheet.y += sheet.block(paper.title, { ...box, y: sheet.y }, { size: 19, weight: 'bold', color: ink.accent });
  sheet.y += sheet.block(paper.subject, { ...box, y: sheet.y }, { size: 12, weight: 'bold' });
  for (const note of paper.notes) sheet.y += sheet.block(note, { ...box, y: sheet.y }, soft);
  sheet.y += 5;
  sheet.rule(sheet.y, { color: ink.accent, weight: 1.2 });
  sheet.y += 10;
};

const drawHeading = (sheet: Sheet, text: string, next: ReportBlock | undefined): void => {
  const type: Type = { size: 12, weight: 'bold', color: ink.accent };
  // What it heads follows on the same page.
  sheet.room(next?.kind === 'columns' ? 150 : 90);
  sheet.y += 6;
  sheet.y += sheet.block(text, { x: LEFT, y: sheet.y, width: INNER }, type) + 2;
};

/** Lines that go on over the page. */
const drawLines = (sheet: Sheet, text: string, { x, type }: { x: number; type: Type }): void => {
  for (const line of sheet.lines(text, LEFT + INNER - x, type)) {
    sheet.room(leading(type));
    sheet.line(line, { x, y: sheet.y, width: LEFT + INNER - x }, type);
    sheet.y += leading(type);
  }
};

const drawList = (sheet: Sheet, { items }: Extract<ReportBlock, { kind: 'list' }>): void => {
  for (const { mark, text, more } of items) {
    sheet.room(leading(small));
    sheet.line(sheet.clean(mark), { x: LEFT, y: sheet.y, width: 10 }, strong);
    drawLines(sheet, text, { x: LEFT + 14, type: small });
    if (more) drawLines(sheet, more, { x: LEFT + 14, type: soft });
    sheet.y += 2;
  }
  sheet.y += 6;
};

const IN_A_ROW = 4;
const TILE = { gap: 7, height: 52 } as const;

const drawTiles = (sheet: Sheet, tiles: readonly ReportTile[]): void => {
  const width = (INNER - TILE.gap * (IN_A_ROW - 1)) / IN_A_ROW;
  for (let from = 0; from < tiles.length; from += IN_A_ROW) {
    sheet.room(TILE.height + TILE.gap);
    tiles.slice(from, from + IN_A_ROW).forEach(({ label, value, note }, index) => {
      const x = LEFT + index * (width + TILE.gap);
      sheet.doc.rect(x, sheet.y, width, TILE.height).lineWidth(0.6).strokeColor(ink.line).stroke();
      const inside = { x: x + 6, width: width - 12 };
      sheet.line(sheet.clean(label), { ...inside, y: sheet.y + 5 }, soft);
      sheet.line(sheet.clean(value), { ...inside, y: sheet.y + 17 }, { size: 14, weight: 'bold' });
      if (note) sheet.line(sheet.clean(note), { ...inside, y: sheet.y + 37 }, { ...soft, size: 7.5 });
    });
    sheet.y += TILE.height + TILE.gap;
  }
  sheet.y += 3;
};

const BAR = {
  label: INNER * 0.32,
  bar: INNER * 0.36,
  text: INNER * 0.14,
  note: INNER * 0.18,
  step: 14,
  high: 7,
} as const;

/** Length of a bar: anything that is there is seen; nothing is longer than the place for it. */
const lengthOf = (value: number, most: number, place: number): number =>
  value <= 0 || most <= 0 ? 0 : Math.min(place, Math.max(0.8, (value / most) * place));

const drawBar = (sheet: Sheet, row: ReportBar, most: number): void => {
  const { doc, y } = sheet;
  const at = LEFT + BAR.label;
  const place = BAR.bar - 8;
  sheet.line(sheet.clean(row.label), { x: LEFT, y, width: BAR.label - 8 }, small);
  doc.rect(at, y + 2.5, place, BAR.high).fill(ink.fill);
  const length = lengthOf(row.value, most, place);
  if (length > 0) doc.rect(at, y + 2.5, length, BAR.high).fill(ink.accent);
  if (row.before !== undefined) {
    const mark = at + lengthOf(row.before, most, place);
    doc
      .moveTo(mark, y + 1)
      .lineTo(mark, y + BAR.high + 4)
      .lineWidth(1)
      .strokeColor(ink.text)
      .stroke();
  }
  sheet.line(sheet.clean(row.text), { x: at + BAR.bar, y, width: BAR.text - 6, align: 'right' }, small);
  if (row.note) sheet.line(sheet.clean(row.note), { x: at + BAR.bar + BAR.text, y, width: BAR.note }, soft);
};

const drawBars = (sheet: Sheet, { caption, rows, most }: Extract<ReportBlock, { kind: 'bars' }>): void => {
  if (rows.length === 0) return;
  sheet.room(leading(strong) + 4 + 3 * BAR.step);
  sheet.y += sheet.block(caption, { x: LEFT, y: sheet.y, width: INNER }, strong) + 2;
  const longest = most ?? Math.max(...rows.map((row) => Math.max(row.value, row.before ?? 0)));
  for (const row of rows) {
    sheet.room(BAR.step);
    drawBar(sheet, row, longest);
    sheet.y += BAR.step;
  }
  sheet.y += 8;
};

const COLUMNS = { high: 62, label: 11 } as const;

const drawColumns = (sheet: Sheet, caption: string, columns: readonly ReportColumn[]): void => {
  if (columns.length === 0) return;
  sheet.room(leading(strong) + COLUMNS.high + 2 * COLUMNS.label + 12);
  sheet.y += sheet.block(caption, { x: LEFT, y: sheet.y, width: INNER }, strong) + 2;
  const most = Math.max(...columns.map(({ value }) => value));
  // Few columns stay as narrow as many: a single one is no wall.
  const width = Math.min(INNER / columns.length, 42);
  const floor = sheet.y + COLUMNS.label + COLUMNS.high;
  const type: Type = { size: 7, color: ink.soft };
  columns.forEach(({ label, value, text }, index) => {
    const x = LEFT + index * width;
    const high = lengthOf(value, most, COLUMNS.high);
    const color = index === columns.length - 1 ? ink.accent : '#8aa79b';
    if (high > 0) sheet.doc.rect(x + width * 0.18, floor - high, width * 0.64, high).fill(color);
    const box = { x: x + 1, width: width - 2, align: 'center' } as const;
    sheet.line(sheet.clean(text), { ...box, y: floor - high - 10 }, type);
    sheet.line(sheet.clean(label), { ...box, y: floor + 2 }, type);
  });
  sheet.rule(floor, { width: width * columns.length });
  sheet.y = floor + COLUMNS.label + 10;
};

const drawBlock = (sheet: Sheet, block: ReportBlock, next: ReportBlock | undefined): void => {
  if (block.kind === 'heading') drawHeading(sheet, block.text, next);
  else if (block.kind === 'list') drawList(sheet, block);
  else if (block.kind === 'tiles') drawTiles(sheet, block.tiles);
  else if (block.kind === 'bars') drawBars(sheet, block);
  else if (block.kind === 'columns') drawColumns(sheet, block.caption, block.columns);
  else if (block.kind === 'table') drawTable(sheet, block.table, 0);
  else {
    drawLines(sheet, block.text, { x: LEFT, type: small });
    sheet.y += 4;
  }
};

/** A report as PDF, its charts as vectors. The same report is the same bytes, whenever and wherever it is drawn. */
export const renderReport = (paper: ReportPaper): Promise<Uint8Array> => {
  const sheet = new Sheet(paper);
  drawHead(sheet, paper);
  paper.blocks.forEach((block, at) => {
    drawBlock(sheet, block, paper.blocks[at + 1]);
  });
  drawFoot(sheet, paper);
  return sheet.end();
};
