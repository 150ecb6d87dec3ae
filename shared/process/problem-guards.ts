import type { Label } from '../kernel/field.ts';
import type { Guard } from './guard.ts';
import { text } from './guard.ts';

const parts: readonly { part: string; label: Label }[] = [
  { part: 'title', label: { en: 'title', zh: '标题' } },
  { part: 'symptom', label: { en: 'symptom', zh: '现象' } },
  { part: 'rightWay', label: { en: 'right way', zh: '正确做法' } },
];

/** A guide and an answer say what to do; what goes wrong without it is said by a problem alone. */
const asked = (rec: Parameters<typeof text>[0]) =>
  text(rec, 'kind') === 'guide' || text(rec, 'kind') === 'answer'
    ? parts.filter(({ part }) => part !== 'symptom')
    : parts;

/** Guards of the problem book: a part of the list in guards.ts. */
export const problemGuards: readonly Guard[] = [
  {
    id: 'entry-complete',
    label: {
      en: 'Title and right way are written, of a problem its symptom too, and its freshness lies ahead',
      zh: '标题和正确做法已填写（问题还须写明现象），且有效期未过',
    },
    help: {
      en: 'Write title and right way in at least one language; of a problem also its symptom. Leave “fresh until” blank, or give a date ahead.',
      zh: '标题和正确做法至少用一种语言写全，问题还要写明现象；有效期可留空，或填写今后的日期。',
    },
    types: ['problemEntry'],
    test: (rec, _value, { today }) => {
      const missing = asked(rec).filter(
        ({ part }) => `${text(rec, `${part}Zh`)}${text(rec, `${part}En`)}`.trim() === '',
      );
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
