import { copyFileSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import type { FunctionSpec } from '../shared/functions.ts';
import { functions } from '../shared/functions.ts';

const root = join(import.meta.dirname, '..');

/** What a function came to: what is read at its start, and all that may be read later. Bytes. */
export interface BuiltFunction {
  name: string;
  folder: string;
  /** The entry and the chunks that it imports at once. */
  startBytes: number;
  startGzip: number;
  /** Entry and chunks; source maps are not shipped. */
  totalBytes: number;
  chunks: number;
  /** Packages with code in what is read at the start. */
  startPackages: string[];
}

/** Packages that are CommonJS inside call `require`, which an ES module does not have. The odd name cannot clash with theirs. */
const banner =
  "import{createRequire as __evergreenRequire}from'node:module';const require=__evergreenRequire(import.meta.url);";

const packagesOf = (inputs: readonly string[]): string[] =>
  [...new Set(inputs.flatMap((input) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []))].sort();

const buildOne = async (spec: FunctionSpec, folder: string): Promise<BuiltFunction> => {
  rmSync(folder, { recursive: true, force: true });
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: spec.entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunks/[name]-[hash]',
    bundle: true,
    // What is imported when first used (S3, SQS, SES, most ways to find credentials) becomes a file of its own.
    splitting: true,
    format: 'esm',
    platform: 'node',
    // No native code is bundled, so the same files run on arm64 and x64.
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    // Chinese labels and the pinyin table as they are, not as escapes of twice their size.
    charset: 'utf8',
    treeShaking: true,
    sourcemap: 'external',
    legalComments: 'none',
    banner: { js: banner },
    metafile: true,
    logLevel: 'warning',
  });
  for (const asset of spec.assets ?? []) copyFileSync(join(root, 'node_modules', asset), join(folder, basename(asset)));
  const outputs = metafile.outputs;
  const entry = Object.keys(outputs).find((path) => path.endsWith('/index.mjs'));
  if (!entry) throw new Error(`${spec.name} has no entry`);
  const atOnce = new Set<string>();
  const visit = (path: string): void => {
    if (atOnce.has(path)) return;
    atOnce.add(path);
    for (const one of outputs[path]?.imports ?? [])
      if (one.kind === 'import-statement' && outputs[one.path]) visit(one.path);
  };
  visit(entry);
  const shipped = Object.keys(outputs).filter((path) => !path.endsWith('.map'));
  const bytes = (paths: Iterable<string>) => [...paths].reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  return {
    name: spec.name,
    folder,
    startBytes: bytes(atOnce),
    startGzip: [...atOnce].reduce((sum, path) => sum + gzipSync(readFileSync(join(root, path))).length, 0),
    totalBytes: bytes(shipped),
    chunks: shipped.length - 1,
    startPackages: packagesOf(
      [...atOnce].flatMap((path) =>
        Object.entries(outputs[path]?.inputs ?? {}).flatMap(([input, { bytesInOutput }]) =>
          bytesInOutput > 0 ? [input] : [],
        ),
      ),
    ),
  };
};

/**
 * Bundles functions of the list to `<out>/<name>/index.mjs` with its chunks. The same sources give the same files, so that an
 * unchanged function keeps its hash and is not deployed again.
 * @param out folder; made anew function by function
 * @param specs the functions to build; all by default
 */
export const buildFunctions = async (
  out = join(root, 'dist', 'functions'),
  specs = functions,
): Promise<BuiltFunction[]> => {
  const made = await Promise.all(specs.map((spec) => buildOne(spec, join(out, spec.name))));
  // A function that is no longer in the list must not linger in what is deployed.
  for (const name of readdirSync(out)) {
    if (statSync(join(out, name)).isDirectory() && !functions.some((spec) => spec.name === name))
      rmSync(join(out, name), { recursive: true });
  }
  return made;
};

const kB = (bytes: number): string => `${(bytes / 1024).toFixed(0)} kB`.padStart(8);

if (import.meta.main) {
  const started = performance.now();
  const made = await buildFunctions();
  console.log('function      at start     gzip      all  chunks');
  for (const one of made) {
    console.log(
      `${one.name.padEnd(12)}${kB(one.startBytes)} ${kB(one.startGzip)} ${kB(one.totalBytes)} ${String(one.chunks).padStart(7)}  ${relative(root, one.folder)}`,
    );
  }
  console.log(`${made.length} functions in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
