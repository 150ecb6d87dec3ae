import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Weights that papers are set in, with the file of each. */
export const fontFiles = { regular: 'NotoSansHans-Regular.otf', bold: 'NotoSansHans-Bold.otf' } as const;
export type Weight = keyof typeof fontFiles;

/** In a built function the files lie beside it (`assets` of shared/functions.ts); here in their package. */
const pathOf = (file: string): string => {
  const beside = process.env['LAMBDA_TASK_ROOT'];
  if (beside && existsSync(join(beside, file))) return join(beside, file);
  const entry = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc');
  return join(dirname(entry), '..', 'fonts', file);
};

const kept = new Map<Weight, Uint8Array>();

/** The bytes of a font, read once a process. @throws Error when the file is missing */
export const fontBytes = (weight: Weight): Uint8Array => {
  const known = kept.get(weight);
  if (known) return known;
  const bytes = readFileSync(pathOf(fontFiles[weight]));
  kept.set(weight, bytes);
  return bytes;
};
