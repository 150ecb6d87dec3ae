import type { KeyboardEvent } from 'react';
import type { CellAt } from './grid-parts.ts';

/** Letters that do something on the list; they begin an edit only where a value can be typed and the row is not meant. */
const commands = /^[bfngjkxo/?]$/i;

/** The cell that a key leads to; undefined for other keys. */
export const stepOf = (
  event: KeyboardEvent,
  at: CellAt,
  { page, rows, columns }: { page: number; rows: number; columns: number },
): CellAt | undefined => {
  const { row, col } = at;
  const far = event.ctrlKey || event.metaKey;
  const steps: Record<string, CellAt> = {
    ArrowDown: { row: far ? rows - 1 : row + 1, col },
    ArrowUp: { row: far ? 0 : row - 1, col },
    ArrowRight: { row, col: far ? columns - 1 : col + 1 },
    ArrowLeft: { row, col: far ? 0 : col - 1 },
    PageDown: { row: row + page, col },
    PageUp: { row: row - page, col },
    Home: { row: far ? 0 : row, col: 0 },
    End: { row: far ? rows - 1 : row, col: columns - 1 },
  };
  return steps[event.key];
};

/** Whether a key begins an edit of the cell. In the first column, which names the row, letters are commands for the row. */
export const beginsEdit = (event: KeyboardEvent, at: CellAt, editable: boolean): boolean => {
  if (event.key.length !== 1 || event.ctrlKey || event.metaKey || event.altKey || event.key === ' ') return false;
  return editable && !((at.col === 0 || /[g/?]/i.test(event.key)) && commands.test(event.key));
};

/** A block of cells from where a selection began to where it stands. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

export const blockOf = (anchor: CellAt | undefined, at: CellAt): Block => {
  const from = anchor ?? at;
  return {
    top: Math.min(from.row, at.row),
    bottom: Math.max(from.row, at.row),
    left: Math.min(from.col, at.col),
    right: Math.max(from.col, at.col),
  };
};
