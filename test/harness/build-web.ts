import { buildWeb } from '../../scripts/build-web.ts';

/** The web client is built once before the tests, not by each file that opens a browser. */
export const setup = async (): Promise<void> => {
  await buildWeb();
};
