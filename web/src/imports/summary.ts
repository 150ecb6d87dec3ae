import type { Words } from '../i18n/index.tsx';
import type { Mapping } from './api.ts';
import { adjustments } from './columns.ts';

/** The adjustments of a column in words, for the line itself. */
export const adjustmentWords = (entry: Mapping, words: Words['imports']['summary']): string[] =>
  adjustments(entry).flatMap((name) => {
    switch (name) {
      case 'format':
        return entry.format === 'decimal-comma' ? ['1.234,50'] : [entry.format ?? ''];
      case 'skipPrefix':
        return [words.skip(entry.skipPrefix ?? 0)];
      case 'take':
        return [words.take(entry.take ?? 0)];
      case 'stripText':
        return [words.strip((entry.stripText ?? []).map((piece) => `“${piece}”`).join(' '))];
      case 'replaceText':
        return [words.replace(Object.keys(entry.replaceText ?? {}).length)];
      case 'insertText':
        return [words.insert(entry.insertText ?? '')];
      case 'values':
        return [words.values(Object.keys(entry.values ?? {}).length)];
      case 'join':
        return [words.join];
      case 'fill':
        return [words.fill];
      default:
        return [];
    }
  });
