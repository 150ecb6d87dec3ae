import './interviews.css';
import { PageTabs } from '../audit/parts/choice.tsx';
import { useI18n } from '../i18n/index.tsx';

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The pages of interviews. */
export function InterviewTabs() {
  const { t } = useI18n();
  const words = t.interviews;
  return (
    <div>
      <PageTabs
        label={words.title}
        pages={[
          { href: '/interviews', label: words.tabs.interviews },
          { href: '/question-sets', label: words.tabs.sets },
        ]}
      />
    </div>
  );
}

const tones: Readonly<Record<string, string>> = {
  planned: 'info',
  passed: 'good',
  failed: 'bad',
  learnt: 'warn',
  right: 'good',
  partly: 'warn',
  wrong: 'bad',
};
/** Colour of a state or judgement; its words say the same. */
export const toneOf = (value: unknown): string => tones[String(value)] ?? '';
