import type { Role } from '../access/permissions.ts';
import type { Row } from '../kernel/rule.ts';
import type { Query } from '../search/words.ts';
import { searchForm, textMatches } from '../search/words.ts';
import type { Edition, LinkField, TextPart } from './edition.ts';
import { linkFields, textParts } from './edition.ts';
import type { HelpItem } from './problems.contract.ts';

/** An entry on its way to a reader. `about` names what a built-in one is the entry of: `rule:bad-email`, `page:/orders`. */
export interface Help extends HelpItem {
  about?: string;
}

/** What help is asked for. */
export interface HelpAsked {
  code?: string | undefined;
  rule?: string | undefined;
  step?: string | undefined;
  page?: string | undefined;
  query?: Query | undefined;
  /** Roles of whoever asks: what concerns them comes first. */
  roles: readonly Role[];
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

const wordsOf = (from: Edition, part: TextPart) => {
  const [zh, en] = [text(from[`${part}Zh`]), text(from[`${part}En`])];
  return { ...(zh === undefined ? {} : { zh }), ...(en === undefined ? {} : { en }) };
};

const known = new WeakMap<Row, Help>();

const read = (row: Row, book: Edition): Help => {
  const parts = textParts.flatMap((part) => {
    const words = wordsOf(book, part);
    return part === 'title' || Object.keys(words).length > 0 ? [[part, words] as const] : [];
  });
  const day = text(row['reviewOn']);
  const of = (name: string) => {
    const value = text(row[name]);
    return value === undefined ? {} : { [name]: value };
  };
  return {
    id: row.id,
    kind: (text(book['kind']) ?? 'problem') as Help['kind'],
    ...(Object.fromEntries(parts) as Pick<Help, TextPart>),
    links: Object.fromEntries(linkFields.map((name) => [name, texts(book[name])])) as Record<LinkField, string[]>,
    edition: book.edition,
    ...(day === undefined ? {} : { reviewOn: day }),
    ...of('ownerId'),
    ...of('publishedAt'),
    ...of('verifiedAt'),
    ...of('verifiedBy'),
    ...(text(row['origin']) ? { about: String(row['origin']) } : {}),
  };
};

/** The entry in the book that a row of the list index shows; undefined for one that is not there. Drafts do not come this way. */
export const helpOfRow = (row: Row): Help | undefined => {
  const book = row['book'] as Edition | undefined;
  if (!book || row['archivedAt'] !== undefined || row['removedAt'] !== undefined) return undefined;
  const found = known.get(row) ?? read(row, book);
  known.set(row, found);
  return found;
};

/** Whether an entry of the company's speaks for what a built-in one is about: that one is left out then. */
const speaksFor = (own: Help, about: string): boolean => {
  const [kind, value] = [about.slice(0, about.indexOf(':')), about.slice(about.indexOf(':') + 1)];
  if (own.about === about) return true;
  if (kind === 'rule') return own.links.auditRules.includes(value);
  if (kind === 'code') return own.links.errorCodes.includes(value);
  if (kind === 'step') return own.links.processSteps.includes(value);
  // A problem that can occur on a page is not what the page is for.
  return own.kind === 'guide' && own.links.pages.includes(value);
};

/** The whole book: the company's entries, and those of the product about which the company says nothing itself. */
export const wholeBook = (own: readonly Help[], builtIn: readonly Help[]): Help[] => [
  ...own,
  ...builtIn.filter(({ about }) => about === undefined || !own.some((one) => speaksFor(one, about))),
];

/** The page of an address: without workspace, query and what follows, and records as `:id`. */
export const pageOfAddress = (address: string): string => {
  const path = address.replace(/[?#].*$/s, '').replace(/^\/ws_[0-9A-Za-z]+(?=\/|$)/, '');
  const parts = path.split('/').filter(Boolean);
  return `/${parts.map((part) => (/^[a-z]{2,4}_[0-9A-Za-z]+$/.test(part) ? ':id' : part)).join('/')}`;
};

/** How well an entry's page fits: the parts of it where it begins the page that is asked for, 0 where it does not. */
export const pageFit = (own: string, page: string): number => {
  if (own === page) return page.split('/').length + 1;
  return own !== '/' && page.startsWith(`${own}/`) ? own.split('/').length : 0;
};

const forms = new WeakMap<Help, string>();

/** Everything that an entry says, in search form. */
const searchText = (one: Help): string => {
  let form = forms.get(one);
  if (form === undefined) {
    const said = textParts.flatMap((part) => [one[part]?.zh, one[part]?.en]);
    form = searchForm([...said, ...one.links.errorCodes, ...one.links.auditRules].filter(Boolean).join('\n'));
    forms.set(one, form);
  }
  return form;
};

/** How well an entry fits what is asked for; 0 where it does not. */
const fitOf = (one: Help, { code, rule, step, page }: HelpAsked): number => {
  const { links } = one;
  const isNamed =
    (code !== undefined && links.errorCodes.includes(code)) ||
    (rule !== undefined && links.auditRules.includes(rule)) ||
    (step !== undefined && links.processSteps.includes(step));
  const onPage = page === undefined ? 0 : Math.max(0, ...links.pages.map((own) => pageFit(own, page)));
  return (isNamed ? 100 : 0) + onPage;
};

/** 2 for an entry that is for one of the roles, 1 for one that is for everybody, 0 for one that is for others. */
const concern = ({ links }: Help, roles: readonly string[]): number =>
  links.roles.length === 0 ? 1 : links.roles.some((role) => roles.includes(role)) ? 2 : 0;

const kindRank = { guide: 2, problem: 1, answer: 0 } as const;

/**
 * The entries that fit, the best first: named by error, rule or step; then by the page, the nearer the better; then those for the
 * reader's roles; the company's before the product's. Nothing asked for is all of them.
 */
export const rankedHelp = (book: readonly Help[], asked: HelpAsked): Help[] => {
  const isOpen = [asked.code, asked.rule, asked.step, asked.page].every((one) => one === undefined);
  const { query } = asked;
  return book
    .map((one) => ({ one, fit: fitOf(one, asked), concern: concern(one, asked.roles) }))
    .filter((found) => isOpen || found.fit > 0)
    .filter(({ one }) => query === undefined || query.ways.length === 0 || textMatches(searchText(one), query))
    .sort(
      (a, b) =>
        b.fit - a.fit ||
        b.concern - a.concern ||
        Number(b.one.edition !== undefined) - Number(a.one.edition !== undefined) ||
        kindRank[b.one.kind] - kindRank[a.one.kind] ||
        (a.one.id < b.one.id ? -1 : 1),
    )
    .map(({ one }) => one);
};
