import type { CommercePolicy } from '../commerce/policy.ts';
import type { Rec } from '../kernel/record.ts';
import type { PaperLanguage } from './paper.ts';

/** What a paper is made of, read by whoever prints it. */
export interface PaperSource {
  /** The document, with the fields that are printed and no others (`printedPart`). */
  doc: PrintedPart;
  language: PaperLanguage;
  seller: CommercePolicy['seller'];
  /** Stands for the seller who has not said their name yet, and tells where the country goes without saying. */
  workspace: { name: string; country: string };
  /** Records that the document refers to, by id: account, contact, products, order, receivable, whoever answers for it. */
  records: ReadonlyMap<string, Rec>;
}

/** How far a paper can be relied on; what is not `clean` says so across each page. */
export type Standing = 'clean' | 'draft' | 'void' | 'expired' | 'superseded';

/** A document cut down to what is printed of it: the same part is the same paper, whatever else becomes of the record. */
export interface PrintedPart {
  id: string;
  standing: Standing;
  /** ISO UTC. */
  madeAt: string;
  data: Readonly<Record<string, unknown>>;
  lines: readonly Readonly<Record<string, unknown>>[];
}

/** Text of a field; empty where there is none. */
export const textOf = (data: Readonly<Record<string, unknown>> | undefined, name: string): string => {
  const value = data?.[name];
  return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
};

/** The record that a field of the document names. */
export const referred = (source: PaperSource, field: string): Rec | undefined => {
  const id = source.doc.data[field];
  return typeof id === 'string' ? source.records.get(id) : undefined;
};
