import { buildWeb } from '../../scripts/build-web.ts';

/** Tests that look at the built client. A run that names other files alone does without it. */
const lookers = /browser|infra|local|security|bench/;

/** The web client is built once before the tests, not by each file that opens a browser. */
export const setup = async (): Promise<void> => {
  const named = process.argv.slice(2).filter((word) => /^(?:shared|functions|web|test|local)\//.test(word));
  if (named.length > 0 && !named.some((word) => lookers.test(word) || word.endsWith('/'))) return;
  await buildWeb();
};
