/** From this score on two records are taken for one (0 to 100). */
export const DUPLICATE = 80;
/** From this score on somebody should look. */
export const POSSIBLE = 50;
