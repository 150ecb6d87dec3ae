/** A figure beside the one of the month before, which is missing where that month was never closed. */
export interface Figure {
  value: number;
  before?: number | undefined;
}

export interface Change {
  direction: 'up' | 'down' | 'same';
  /** How much, without a sign. */
  by: number;
  /** Whole percent of the figure before, without a sign; missing where there was nothing to compare with. */
  percent?: number;
}

/** Which way a figure should go. */
export type Wish = 'more' | 'less' | 'none';

export const changeOf = ({ value, before }: Figure): Change | undefined => {
  if (before === undefined) return undefined;
  // Percentages with one decimal must not leave the dust of binary fractions.
  const by = Math.round(Math.abs(value - before) * 10) / 10;
  if (by === 0) return { direction: 'same', by: 0 };
  const direction = value > before ? 'up' : 'down';
  const percent = before === 0 ? undefined : Math.round((by / Math.abs(before)) * 100);
  return percent === undefined ? { direction, by } : { direction, by, percent };
};

/** Whether a change is welcome. */
export const verdictOf = (change: Change, wish: Wish): 'good' | 'bad' | 'plain' => {
  if (change.direction === 'same' || wish === 'none') return 'plain';
  return (change.direction === 'up') === (wish === 'more') ? 'good' : 'bad';
};

/** Length of a bar from 0 to 100; anything that is there is seen. */
export const barLength = (value: number, most: number): number =>
  value <= 0 || most <= 0 ? 0 : Math.min(100, Math.max(0.8, (value / most) * 100));
