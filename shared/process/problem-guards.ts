import type { Label } from '../kernel/field.ts';
import type { Guard } from './guard.ts';
import { text } from './guard.ts';

const parts: readonly { part: string; label: Label }[] = [
  { part: 'title', label: { en: 'title', zh: '标题' } },
  { part: 'symptom', label: { en: 'symptom', zh: '现象' } },
  { part: 'rightWay', label: { en: 'right way', zh: '正确做法' } },
];

/** Guards of the problem book: a part of the list in guards.ts. */
export const problemGuards: readonly Guard[] = [
  {
    id: 'entry-complete',
    label: {
      en: 'Title, symptom and right way are written, and its freshness lies ahead',
      zh: '标题、现象、正确做法已填写，且有效期未过',
    },
    help: {
      en: 'Write title, symptom and right way in at least one language. Leave “fresh until” blank, or give a date ahead.',
      zh: '标题、现象、正确做法至少用一种语言写全；有效期可留空，或填写今后的日期。',
    },
    types: ['problemEntry'],
    test: (rec, _value, { today }) => {
      const missing = parts.filter(({ part }) => `${text(rec, `${part}Zh`)}${text(rec, `${part}En`)}`.trim() === '');
      const reviewOn = text(rec, 'reviewOn');
      if (missing[0])
        return [
          {
            field: `${missing[0].part}Zh`,
            detail: {
              en: `Missing: ${missing.map(({ label }) => label.en).join(', ')}.`,
              zh: `缺少：${missing.map(({ label }) => label.zh).join('、')}。`,
            },
          },
        ];
      return reviewOn !== '' && reviewOn <= today ? [{ field: 'reviewOn' }] : [];
    },
  },
];
