import type { Language } from '../i18n/index.tsx';
import type { Piece } from './difference.ts';
import { difference } from './difference.ts';
import type { HelpEntry, LinkKind, Part } from './entry.ts';
import { linkKinds, writtenParts } from './entry.ts';

/** What became of one text of an entry. */
export interface TextChange {
  part: Part | 'title';
  lang: Language;
  pieces: readonly Piece[];
}

/** Places at which an entry is shown anew, or no more. */
export interface LinkChange {
  kind: LinkKind;
  added: readonly string[];
  removed: readonly string[];
}

export interface EditionChanges {
  texts: readonly TextChange[];
  links: readonly LinkChange[];
}

/** What changed from one edition to a later one, in both languages. */
export const changesBetween = (older: HelpEntry, newer: HelpEntry): EditionChanges => ({
  texts: (['title', ...writtenParts] as const).flatMap((part) =>
    (['zh-CN', 'en'] as const).flatMap((lang): TextChange[] => {
      const of = (entry: HelpEntry): string => (lang === 'en' ? entry[part]?.en : entry[part]?.zh) ?? '';
      const [before, after] = [of(older), of(newer)];
      return before === after ? [] : [{ part, lang, pieces: difference(before, after) }];
    }),
  ),
  links: linkKinds.flatMap((kind): LinkChange[] => {
    const before = older.links[kind] ?? [];
    const after = newer.links[kind] ?? [];
    const added = after.filter((one) => !before.includes(one));
    const removed = before.filter((one) => !after.includes(one));
    return added.length + removed.length === 0 ? [] : [{ kind, added, removed }];
  }),
});
