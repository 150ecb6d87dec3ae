import type { Language } from '../i18n/index.tsx';
import type { WebRecord } from '../lib/records.ts';

/** A text in the languages in which somebody wrote it. */
export interface Words {
  zh?: string | undefined;
  en?: string | undefined;
}

/** The parts of an entry besides its title, in the order in which they are read: what to do comes first. */
export const parts = ['rightWay', 'symptom', 'wrongOperation', 'consequence', 'cause'] as const;
export type Part = (typeof parts)[number];

/** The parts in the order in which they are written: as it came about. */
export const writtenParts = ['symptom', 'wrongOperation', 'consequence', 'cause', 'rightWay'] as const;

export const linkKinds = ['errorCodes', 'auditRules', 'processSteps', 'pages', 'roles'] as const;
export type LinkKind = (typeof linkKinds)[number];
export type Links = Partial<Record<LinkKind, readonly string[] | undefined>>;

/** An entry as it is read, whether the company wrote it or the product brings it along. */
export interface HelpEntry extends Partial<Record<Part, Words | undefined>> {
  id: string;
  kind: string;
  title: Words;
  links: Links;
  edition?: number | undefined;
  ownerId?: string | undefined;
  /** When and by whom it was last said to be right. */
  verifiedAt?: string | undefined;
  verifiedBy?: string | undefined;
  reviewOn?: string | undefined;
  stale?: boolean | undefined;
}

const filled = (text: string | undefined): string | undefined =>
  text === undefined || text.trim() === '' ? undefined : text;

export interface Read {
  text: string;
  /** The language that the text is in, where it is not the reader's. */
  other?: Language;
}

/** A text in the reader's language, or in the other one where nobody wrote it in theirs. */
export const read = (words: Words | undefined, lang: Language): Read | undefined => {
  const own = filled(lang === 'en' ? words?.en : words?.zh);
  if (own !== undefined) return { text: own };
  const foreign = filled(lang === 'en' ? words?.zh : words?.en);
  return foreign === undefined ? undefined : { text: foreign, other: lang === 'en' ? 'zh-CN' : 'en' };
};

/** The entry's title for the reader; its id where it has none yet. */
export const titleOfEntry = (entry: HelpEntry, lang: Language): string => read(entry.title, lang)?.text ?? entry.id;

/** Entries that the product brings along have no record. */
export const isBuiltIn = (id: string): boolean => id.startsWith('builtin:');

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? filled(value) : undefined);
const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** A field's name in one of the two languages: `rightWay` in Chinese is `rightWayZh`. */
export const fieldIn = (part: Part | 'title', lang: Language): string => `${part}${lang === 'en' ? 'En' : 'Zh'}`;

const wordsOf = (from: Readonly<Record<string, unknown>>, part: Part | 'title'): Words => ({
  zh: textOf(from[fieldIn(part, 'zh-CN')]),
  en: textOf(from[fieldIn(part, 'en')]),
});

/** An entry's texts and links from whatever holds them: the record itself, or one of its editions. */
const entryFrom = (record: WebRecord, from: Readonly<Record<string, unknown>>): HelpEntry => ({
  id: record.id,
  kind: String(record['kind'] ?? 'problem'),
  title: wordsOf(from, 'title'),
  ...(Object.fromEntries(parts.map((part) => [part, wordsOf(from, part)])) as Record<Part, Words>),
  links: Object.fromEntries(linkKinds.map((kind) => [kind, listOf(from[kind])])),
  ownerId: record.ownerId,
  verifiedAt: textOf(record['verifiedAt']),
  verifiedBy: textOf(record['verifiedBy']),
  reviewOn: textOf(record['reviewOn']),
});

/** The text of the record as it stands, published or not. */
export const workingEntry = (record: WebRecord): HelpEntry => entryFrom(record, record);

/** The published editions of an entry, newest first; those long past are not kept. */
export const editionsOf = (record: WebRecord): (HelpEntry & { edition: number; at?: string; by?: string })[] =>
  (record.lines ?? [])
    .map((line) => ({
      ...entryFrom(record, line),
      edition: Number(line['edition'] ?? 0),
      ...(textOf(line['at']) ? { at: String(line['at']) } : {}),
      ...(textOf(line['by']) ? { by: String(line['by']) } : {}),
    }))
    .sort((a, b) => b.edition - a.edition);

/** Whether an entry's day has passed on which somebody was to look whether it is still right. */
export const isStale = (entry: Pick<HelpEntry, 'reviewOn' | 'stale'>, today: string): boolean =>
  entry.stale ?? (entry.reviewOn !== undefined && entry.reviewOn < today);

/** Languages in which a reader would miss the title or the right way. */
export const missingIn = (entry: HelpEntry): Language[] =>
  (['zh-CN', 'en'] as const).filter((lang) =>
    [entry.title, entry.rightWay].some((words) => filled(lang === 'en' ? words?.en : words?.zh) === undefined),
  );

/** The fields of a new entry that begins with what another one says. */
export const bodyFrom = (entry: Omit<HelpEntry, 'id'>): Record<string, unknown> => {
  const body: Record<string, unknown> = { kind: entry.kind };
  for (const part of ['title', ...parts] as const) {
    const words = entry[part];
    const max = part === 'title' ? 200 : 1000;
    for (const lang of ['zh-CN', 'en'] as const) {
      const text = filled(lang === 'en' ? words?.en : words?.zh);
      if (text !== undefined) body[fieldIn(part, lang)] = text.slice(0, max);
    }
  }
  for (const kind of linkKinds) if ((entry.links[kind] ?? []).length > 0) body[kind] = entry.links[kind];
  return body;
};

/** What a finding tells, as far as an entry is made of it. */
interface Told {
  rule: string;
  cause?: unknown;
  correction?: unknown;
  prevention?: unknown;
}

/** The words of the rule that found it. */
interface RuleWords {
  label: { en: string; zh: string };
  explanation: { en: string; zh: string };
  help: { en: string; zh: string };
}

/**
 * An entry that begins with the rule's own words; what people wrote about the finding goes in as they wrote it, in the language
 * that they wrote it in.
 */
export const entryFromFinding = (finding: Told, rule: RuleWords): Omit<HelpEntry, 'id'> => {
  const own = (value: unknown): Words => {
    const text = textOf(value);
    if (text === undefined) return {};
    return /\p{Script=Han}/u.test(text) ? { zh: text } : { en: text };
  };
  const joined = (first: Words, then: Words): Words => ({
    zh: [first.zh, then.zh].filter(Boolean).join('\n') || undefined,
    en: [first.en, then.en].filter(Boolean).join('\n') || undefined,
  });
  return {
    kind: 'problem',
    title: rule.label,
    symptom: rule.label,
    consequence: rule.explanation,
    cause: own(finding.cause),
    rightWay: joined(rule.help, joined(own(finding.correction), own(finding.prevention))),
    links: { auditRules: [finding.rule] },
  };
};
