/** A round number at or over the greatest value, for the top of a scale; 1 where there is nothing. */
export const niceTop = (most: number): number => {
  if (!(most > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 5, 10].find((one) => one * power >= most - 1e-9)!;
  return step * power;
};

/** Values one after the other, cut where there is none: a line must not run over a month of which nothing is known. */
export const points = (values: readonly (number | null)[]): { index: number; value: number }[][] => {
  const runs: { index: number; value: number }[][] = [];
  let run: { index: number; value: number }[] = [];
  for (const [index, value] of values.entries()) {
    if (value === null) {
      if (run.length > 0) runs.push(run);
      run = [];
    } else run.push({ index, value });
  }
  if (run.length > 0) runs.push(run);
  return runs;
};
