import type { Entity } from '../kernel/entity.ts';
import type { Row } from '../kernel/rule.ts';
import { findPinyin } from './pinyin.ts';
import { findMistyped } from './similar.ts';
import type { Query, Word } from './words.ts';
import { searchForm } from './words.ts';

/** From and to (exclusive) of a part of a text that is to be shown as found. */
export type Mark = [from: number, to: number];

/** A form in a value without regard to what stands between its letters and digits: `1380000` in `+86 138 0000`. */
const apart = (value: string, form: string): Mark | undefined => {
  if (!/^[a-z0-9]{2,}$/.test(form) || !/\d/.test(form)) return undefined;
  const at = [...value.matchAll(/[a-z0-9]/g)];
  const from = at
    .map(({ 0: sign }) => sign)
    .join('')
    .indexOf(form);
  return from < 0 ? undefined : [at[from]!.index, at[from + form.length - 1]!.index + 1];
};

const markOf = (value: string, word: Word): Mark | undefined => {
  for (const form of word.forms) {
    const at = value.indexOf(form);
    if (at >= 0) return [at, at + form.length];
  }
  for (const form of word.forms) {
    const found = apart(value, form);
    if (found) return found;
  }
  const read = word.pinyin ? findPinyin(value, word.text) : undefined;
  return read && [read.from, read.to];
};

/** Which parts of a value a query found; empty where none. @param similar whether mistakes in typing count */
export const marksOf = (value: string, query: Query, accept: 'exactly' | 'similar' = 'exactly'): Mark[] => {
  const form = searchForm(value);
  // Where the compared form has another length its places are not those of the text.
  if (form.length !== value.length) return [];
  const marks = query.ways.flat().flatMap((word): Mark[] => {
    const found = markOf(form, word);
    if (found) return [found];
    const wrong = accept === 'similar' ? findMistyped(form, word.text) : undefined;
    return wrong ? [[wrong.from, wrong.to]] : [];
  });
  marks.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return marks.reduce<Mark[]>((all, mark) => {
    const last = all.at(-1);
    if (last && mark[0] <= last[1]) last[1] = Math.max(last[1], mark[1]);
    else all.push([...mark]);
    return all;
  }, []);
};

const AROUND = 24;

/** A long text cut to what stands around its first mark. */
const excerpt = (text: string, marks: readonly Mark[]): { text: string; marks: Mark[] } => {
  const [from, to] = marks[0]!;
  if (text.length <= 60) return { text, marks: [...marks] };
  const start = Math.max(0, from - AROUND);
  const head = start > 0 ? '…' : '';
  const end = Math.min(text.length, to + AROUND);
  return {
    text: head + text.slice(start, end) + (end < text.length ? '…' : ''),
    marks: [[from - start + head.length, to - start + head.length]],
  };
};

export interface Match {
  field: string;
  text: string;
  marks: Mark[];
}

/** The value other than the title by which a row was found, for the words that the title does not have. */
export const matchOf = (entity: Entity, row: Row, query: Query, accept: 'exactly' | 'similar'): Match | undefined => {
  const title = searchForm(String(row[entity.title] ?? ''));
  const missing = query.ways.map((words) => words.filter((word) => !markOf(title, word)));
  if (missing.some((words) => words.length === 0)) return undefined;
  const asked: Query = { text: query.text, ways: missing };
  for (const field of entity.search) {
    if (field === entity.title) continue;
    const value = row[field];
    if (typeof value !== 'string') continue;
    const marks = marksOf(value, asked, accept);
    if (marks.length > 0) return { field, ...excerpt(value, marks) };
  }
  // Long texts are no columns: what is known of them is their search form.
  const long = entity.search.find((field) => row[field] === undefined);
  const lines = long === undefined ? [] : (row['_q'] as string).split('\n').slice(1);
  for (const line of lines) {
    const marks = marksOf(line, asked, accept);
    if (marks.length > 0 && line.length > 60) return { field: long!, ...excerpt(line, marks) };
  }
  return undefined;
};
