import type { PackMeasure } from './parts.contract.ts';

/** What a sentence adds about the goal of its figure. */
export interface AimWords {
  tone: 'good' | 'bad' | 'plain';
  /** How much more the figure weighs for it. */
  factor: number;
  en: string;
  zh: string;
}

/** Whoever set a goal wants to hear of it. */
const MET = 1.3;
const MISSED = 1.6;
const AHEAD = 1.1;

/**
 * The goal of a figure in words: met, missed (its day is over), or still ahead. @param end first day after the period; @param write a
 * value in the figure's unit
 */
export const aimWords = (
  measure: PackMeasure,
  end: string,
  write: { en: (value: number) => string; zh: (value: number) => string },
): AimWords | undefined => {
  const { goal, goalBy, state } = measure;
  if (goal === undefined) return undefined;
  const [en, zh] = [write.en(goal), write.zh(goal)];
  if (state === 'met') return { tone: 'good', factor: MET, en: `The goal of ${en} is met.`, zh: `已达到目标 ${zh}。` };
  const by = goalBy ?? '';
  if (by !== '' && by < end)
    return {
      tone: 'bad',
      factor: MISSED,
      en: `The goal of ${en} was due on ${by} and is not met.`,
      zh: `目标 ${zh} 应于 ${by} 达成，尚未达到。`,
    };
  return {
    tone: 'plain',
    factor: AHEAD,
    en: by === '' ? `The goal is ${en}.` : `The goal is ${en} by ${by}.`,
    zh: by === '' ? `目标为 ${zh}。` : `目标为 ${zh}，期限 ${by}。`,
  };
};
