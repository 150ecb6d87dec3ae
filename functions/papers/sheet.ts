import PDFDocument from 'pdfkit';
import type { Paper } from '../../shared/papers/paper.ts';
import type { Weight } from './fonts.ts';
import { fontBytes } from './fonts.ts';
import { wrap } from './wrap.ts';

/** A4 in points, and its margins. */
export const PAGE = { width: 595.28, height: 841.89, left: 42, right: 42, top: 44, bottom: 56 } as const;
export const INNER = PAGE.width - PAGE.left - PAGE.right;
export const FLOOR = PAGE.height - PAGE.bottom;

export const ink = { text: '#1c2430', soft: '#5b6675', line: '#c9d0d9', fill: '#eef2f6', accent: '#1f5f4a' } as const;

/** How a text is set. */
export interface Type {
  size: number;
  weight?: Weight;
  color?: string;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  align?: 'left' | 'right' | 'center';
}

interface Rule {
  x?: number;
  width?: number;
  color?: string;
  weight?: number;
}

const BLOCK_LINES = 20;
/** Height of a line of text, as a multiple of its size. */
const LEADING = 1.45;
export const leading = (type: Type): number => type.size * LEADING;

interface Glyphs {
  hasGlyphForCodePoint: (codePoint: number) => boolean;
}
/** What the library does not tell in its types: the font in use. */
interface Inside {
  _font: { font: Glyphs };
}

/** What shows nothing by itself: controls, marks of direction, joiners, variation selectors, halves of a pair. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|\p{Variation_Selector}/gu;
/** Letters whose stroke is no accent by Unicode. */
const unaccented: Readonly<Record<string, string>> = { ł: 'l', Ł: 'L', đ: 'd', Đ: 'D', ı: 'i', ħ: 'h', Ħ: 'H' };
/** Stands where the font has no glyph for a character. */
const MISSING = '□';

/** What a file says of itself. */
type Drawn = Pick<Paper, 'language' | 'fileName' | 'madeAt'> & { seller: { name: string } };

/** A document that is being drawn: where it stands, and what can be put on it. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  y: number = PAGE.top;
  private readonly glyphs: Glyphs;
  private readonly chunks: Uint8Array[] = [];
  private readonly ended: Promise<void>;

  constructor(paper: Drawn) {
    const made = new Date(paper.madeAt);
    this.doc = new PDFDocument({
      size: 'A4',
      margin: 0,
      // None of the fonts that come with the library: it would read one before the first word.
      font: null as unknown as string,
      pdfVersion: '1.7',
      bufferPages: true,
      lang: paper.language,
      displayTitle: true,
      info: {
        Title: paper.fileName.replace(/\.pdf$/, ''),
        Author: paper.seller.name,
        Creator: 'Evergreen CRM',
        Producer: 'Evergreen CRM',
        // With the time of making fixed, file and identifier follow from the content alone.
        CreationDate: made,
        ModDate: made,
      },
    });
    this.doc.registerFont('regular', fontBytes('regular') as unknown as string);
    this.doc.registerFont('bold', fontBytes('bold') as unknown as string);
    this.doc.font('regular');
    this.glyphs = (this.doc as unknown as Inside)._font.font;
    this.ended = new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Uint8Array) => this.chunks.push(chunk));
      this.doc.on('end', () => resolve());
      this.doc.on('error', reject);
    });
  }

  /** A text as the font can show it; line breaks stay. */
  clean(text: string): string {
    return text
      .normalize('NFC')
      .split(/\r\n|[\r\n\u2028\u2029]/)
      .map((line) =>
        [...line.replace(/[\t\u00a0]/g, ' ').replace(invisible, '')].map((letter) => this.shown(letter)).join(''),
      )
      .join('\n');
  }

  /** A letter, the letter without its accent (Ž as Z), or a box: what the font has. */
  private shown(letter: string): string {
    const plain = unaccented[letter] ?? [...letter.normalize('NFD')][0]!;
    return [letter, plain].find((one) => this.glyphs.hasGlyphForCodePoint(one.codePointAt(0)!)) ?? MISSING;
  }

  /** Width of one line in points. */
  widthOf(text: string, type: Type): number {
    return this.doc
      .font(type.weight ?? 'regular')
      .fontSize(type.size)
      .widthOfString(text);
  }

  /** A text in lines of at most this width. */
  lines(text: string, width: number, type: Type): string[] {
    return wrap(this.clean(text), width, (part) => this.widthOf(part, type));
  }

  /** One line, which must fit; it is made smaller where it does not. The figure stays whole. */
  line(text: string, { x, y, width, align = 'left' }: Box, type: Type): void {
    if (text === '') return;
    const needs = this.widthOf(text, type);
    const size = needs > width ? (type.size * width) / needs : type.size;
    const used = Math.min(needs, width);
    const at = align === 'left' ? x : align === 'right' ? x + width - used : x + (width - used) / 2;
    this.doc
      .font(type.weight ?? 'regular')
      .fontSize(size)
      .fillColor(type.color ?? ink.text)
      .text(text, at, y + (type.size - size), { lineBreak: false });
  }

  /** A text from `y` on, line by line; the height that it took. An import's endless name ends with an ellipsis. */
  block(text: string, box: Box, type: Type): number {
    const all = this.lines(text, box.width, type);
    const lines = all.slice(0, BLOCK_LINES);
    if (all.length > lines.length) lines.push('…');
    lines.forEach((line, index) => {
      this.line(line, { ...box, y: box.y + index * leading(type) }, type);
    });
    return lines.length * leading(type);
  }

  /** A line across the page, or across a part of it. */
  rule(y: number, { x = PAGE.left, width = INNER, color = ink.line, weight = 0.6 }: Rule = {}): void {
    this.doc
      .moveTo(x, y)
      .lineTo(x + width, y)
      .lineWidth(weight)
      .strokeColor(color)
      .stroke();
  }

  nextPage(): void {
    this.doc.addPage();
    this.y = PAGE.top;
  }

  /** Goes to the next page unless this much is left on this one. */
  room(height: number): void {
    if (this.y + height > FLOOR) this.nextPage();
  }

  /** Draws on each page in turn, once all are there. */
  eachPage(draw: (page: number, pages: number) => void): void {
    const { count } = this.doc.bufferedPageRange();
    for (let page = 0; page < count; page++) {
      this.doc.switchToPage(page);
      draw(page + 1, count);
    }
  }

  /** The finished file. */
  async end(): Promise<Uint8Array> {
    this.doc.end();
    await this.ended;
    return Buffer.concat(this.chunks);
  }
}
