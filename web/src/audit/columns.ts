/** How many times the middle one a column must be for it to be cut. */
const OUTLIER = 4;

/**
 * The figure at which columns are as tall as the chart. One large first sweep would flatten all the others: whatever is several
 * times the middle one is cut, at twice the largest of the others.
 */
export const topOf = (figures: readonly number[]): number => {
  const sizes = figures.filter((one) => one > 0).sort((a, b) => b - a);
  const most = sizes[0] ?? 0;
  const middle = sizes[Math.floor(sizes.length / 2)] ?? 0;
  const usual = sizes.find((one) => one <= middle * OUTLIER) ?? most;
  return usual === most ? most : Math.min(most, usual * 2);
};
