import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/kernel/canonical.ts';
import type { Paper, PaperLanguage } from '../../shared/papers/paper.ts';
import { LAYOUT_VERSION } from '../../shared/papers/paper.ts';
import type { ReportPaper } from '../../shared/papers/report-paper.ts';
import type { PrintedPart } from '../../shared/papers/source.ts';

const digest = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url').slice(0, 32);

/**
 * Where a document's paper lies. One that counts is named by what is printed of it: it is drawn once, and served as it was when the
 * customer has moved since. One that does not count yet is drawn anew each time, over the last one.
 */
export const paperKey = (ws: string, part: PrintedPart, language: PaperLanguage): string => {
  const name = part.standing === 'clean' ? digest([LAYOUT_VERSION, part]) : 'marked';
  return `papers/${ws}/${part.id}/${language}-${name}.pdf`;
};

/** Where the paper of a statement lies: named by all that it says. */
export const statementKey = (ws: string, accountId: string, paper: Paper): string =>
  `papers/${ws}/${accountId}/${paper.language}-${digest([LAYOUT_VERSION, paper])}.pdf`;

/** Where a report lies: named by all that it says, so that it is drawn once and a reprint is the very file. @param of what it reports on */
export const reportKey = (ws: string, of: string, paper: ReportPaper): string =>
  `papers/${ws}/${of}/${paper.language}-${digest([LAYOUT_VERSION, paper])}.pdf`;
