import type { ReportBlock, ReportPaper } from '../../shared/papers/report-paper.ts';

const wordsOfBlock = (block: ReportBlock): string[] => {
  switch (block.kind) {
    case 'heading':
    case 'text':
      return [block.text];
    case 'list':
      return block.items.flatMap(({ text, more }) => [text, ...(more ? [more] : [])]);
    case 'tiles':
      return block.tiles.flatMap(({ label, value, note }) => [label, value, ...(note ? [note] : [])]);
    case 'bars':
      return [block.caption, ...block.rows.flatMap(({ label, text, note }) => [label, text, ...(note ? [note] : [])])];
    case 'columns':
      return [block.caption, ...block.columns.flatMap(({ label, text }) => [label, text])];
    case 'table':
      return [
        ...(block.table.caption ? [block.table.caption] : []),
        ...block.table.columns.map(({ label }) => label),
        ...block.table.rows.flat(),
      ];
  }
};

/** All that a report says, in the order of reading. */
export const wordsOfReport = (paper: ReportPaper): string[] => [
  paper.title,
  paper.subject,
  ...paper.notes,
  ...paper.blocks.flatMap(wordsOfBlock),
];
