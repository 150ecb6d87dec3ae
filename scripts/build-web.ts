import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const root = join(import.meta.dirname, '..');
const out = join(root, 'dist', 'web');
const hashFile = join(out, '.hash');

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** What the client is made from. */
const sources = [
  'web',
  'shared',
  'package-lock.json',
  'vite.config.ts',
  'scripts/build-web.ts',
  'scripts/docs-page.ts',
  'scripts/docs',
  'scripts/openapi.ts',
];
/** Smaller files gain nothing; pictures are compressed already. */
const compressible = new Set(['.js', '.css', '.html', '.svg', '.json', '.map', '.txt', '.webmanifest']);
const MIN_BYTES = 512;

const filesIn = async (path: string): Promise<string[]> => {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
};

const isSource = (path: string): boolean => !/\.test\.tsx?$/.test(path) && !relative(root, path).includes(`${sep}.`);

/** One digest over names and contents of all sources. */
const sourceHash = async (): Promise<string> => {
  const files = (
    await Promise.all(
      sources
        .map((name) => join(root, name))
        .filter(existsSync)
        .map(filesIn),
    )
  )
    .flat()
    .filter(isSource)
    .sort();
  const hash = createHash('sha256');
  for (const file of files)
    hash
      .update(relative(root, file))
      .update('\0')
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
};

const compressFile = async (file: string): Promise<void> => {
  if (!compressible.has(extname(file))) return;
  const bytes = await readFile(file);
  if (bytes.length < MIN_BYTES) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [br, gz] = await Promise.all([brotli(bytes, { params }), zip(bytes, { level: 9 })]);
  await Promise.all([writeFile(`${file}.br`, br), writeFile(`${file}.gz`, gz)]);
};

/** Sizes in bytes after brotli of what a page fetches. */
export interface WebSizes {
  /** Sign-in page. */
  signIn: number;
  /** First load of the accounts list by somebody who is signed in. */
  list: number;
  /** Everything there is. */
  all: number;
}

interface Chunk {
  file: string;
  imports?: string[];
  css?: string[];
}

const isManifest = (value: unknown): value is Record<string, Chunk> => typeof value === 'object' && value !== null;

/** Adds up the files that the given entries pull in at once. */
const sizeOf = async (manifest: Record<string, Chunk>, entries: readonly string[]): Promise<number> => {
  const files = new Set<string>();
  const visit = (name: string): void => {
    const chunk = manifest[name];
    if (!chunk || files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const entry of entries) visit(entry);
  const sizes = await Promise.all(
    [...files].map(
      async (file) =>
        (await stat(existsSync(join(out, `${file}.br`)) ? join(out, `${file}.br`) : join(out, file))).size,
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
};

const measure = async (): Promise<WebSizes> => {
  const manifest: unknown = JSON.parse(await readFile(join(out, '.vite', 'manifest.json'), 'utf8'));
  if (!isManifest(manifest)) throw new Error('The build has no manifest.');
  const base = ['index.html', 'src/i18n/zh.ts'];
  return {
    signIn: await sizeOf(manifest, [...base, 'src/auth/sign-in-page.tsx']),
    list: await sizeOf(manifest, [...base, 'src/app/shell.tsx', 'src/app/warm-place.ts', 'src/records/list-page.tsx']),
    all: await sizeOf(manifest, Object.keys(manifest)),
  };
};

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

/**
 * Builds the web client into dist/web with brotli and gzip forms beside each file. Does nothing when the sources are those of
 * the last build. @returns the sizes, or undefined when nothing was built
 */
export const buildWeb = async (options: { force?: boolean } = {}): Promise<WebSizes | undefined> => {
  const hash = await sourceHash();
  const known = existsSync(hashFile) ? await readFile(hashFile, 'utf8') : '';
  if (!options.force && known === hash) return undefined;
  const { build } = await import('vite');
  await build({ root: join(root, 'web'), configFile: join(root, 'vite.config.ts'), logLevel: 'warn' });
  // The API's page and document are files of the same site.
  const { buildDocs } = await import('./docs-page.ts');
  buildDocs(out);
  await Promise.all((await filesIn(out)).map(compressFile));
  const sizes = await measure();
  // Only the measurement needs it; it has no business on the server.
  await rm(join(out, '.vite'), { recursive: true });
  // Written last: an interrupted build is done again.
  await writeFile(hashFile, hash);
  return sizes;
};

if (import.meta.main) {
  const started = performance.now();
  const sizes = await buildWeb(process.argv.includes('--force') ? { force: true } : {});
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(
    sizes
      ? `Web client built in ${seconds} s. Compressed: sign-in ${kilobytes(sizes.signIn)}, accounts list ${kilobytes(sizes.list)}, everything ${kilobytes(sizes.all)}.`
      : `Web client is up to date (${seconds} s).`,
  );
}
