/** Bounds of the bins of a histogram of changes, percent. */
const bounds = [-20, -10, -5, -2, 0, 2, 5, 10, 20] as const;

export interface Bin {
  /** Percent; absent at the open ends. */
  from?: number;
  to?: number;
  count: number;
}

/** How many changes fall into which range; what does not change stands apart in the middle, between `to: 0` and `from: 0`. */
export const binsOf = (percents: readonly number[]): Bin[] => {
  const bins: Bin[] = [{ to: bounds[0], count: 0 }];
  for (const [index, from] of bounds.entries()) {
    if (from === 0) bins.push({ from: 0, to: 0, count: 0 });
    const to = bounds[index + 1];
    bins.push(to === undefined ? { from, count: 0 } : { from, to, count: 0 });
  }
  for (const percent of percents) {
    const found = bins.find((bin) =>
      bin.from === 0 && bin.to === 0
        ? percent === 0
        : percent < 0
          ? percent >= (bin.from ?? Number.NEGATIVE_INFINITY) && percent < (bin.to ?? 0) && (bin.to ?? 1) <= 0
          : percent > 0 &&
            (bin.from ?? -1) >= 0 &&
            percent > (bin.from ?? 0) &&
            percent <= (bin.to ?? Number.POSITIVE_INFINITY),
    );
    if (found) found.count += 1;
  }
  return bins;
};
