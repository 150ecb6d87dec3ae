import type { Words } from '../i18n/index.tsx';

/** How the words of a month are said of a week; the longer ones first. */
const said: readonly (readonly [RegExp, string])[] = [
  [/月度总结/g, '每周总结'],
  [/([本上各每])月/g, '$1周'],
  [/Monthly review/g, 'Weekly review'],
  [/\b(this|the|by|each|every|last|a|that) month\b/gi, '$1 week'],
  [/\bmonth before\b/g, 'week before'],
  [/\btwo (different )?months\b/g, 'two $1weeks'],
  [/^Month$/g, 'Week'],
  [/^月份$/g, '周次'],
  [/两月对比/g, '两周对比'],
  [/\bMonth before\b/g, 'Week before'],
];

const ofText = (text: string): string => said.reduce((now, [of, by]) => now.replace(of, by), text);

// biome-ignore lint/suspicious/noExplicitAny: words are texts, functions that give texts, and groups of both
const ofAny = (words: any): any => {
  if (typeof words === 'string') return ofText(words);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  if (typeof words === 'function') return (...given: any[]) => ofAny(words(...given));
  if (Array.isArray(words)) return words.map(ofAny);
  if (typeof words === 'object' && words !== null)
    return Object.fromEntries(Object.entries(words).map(([name, one]) => [name, ofAny(one)]));
  return words;
};

/** The words of the review, said of a week. */
export const wordsOfWeek = (words: Words): Words => ({
  ...words,
  reviews: ofAny(words.reviews) as Words['reviews'],
  reviewParts: ofAny(words.reviewParts) as Words['reviewParts'],
  service: ofAny(words.service) as Words['service'],
});
