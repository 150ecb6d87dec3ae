import { done, nextNumber } from './records.ts';
import type { Any, Person, World } from './world.ts';

export interface ImportFile {
  name: string;
  bytes: string | Uint8Array;
  /** Left out: as suggested. */
  columns?: readonly object[];
}

export interface ImportPlan {
  target: string;
  keyField?: string;
  defaults?: Record<string, unknown>;
  files: readonly ImportFile[];
}

const bytesOf = ({ bytes }: ImportFile): Uint8Array =>
  typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;

/** Begins an import and uploads its files. @returns the import's id */
export const upload = async (person: Person, plan: ImportPlan): Promise<string> => {
  const files = plan.files.map((file) => ({ fileName: file.name, size: bytesOf(file).length }));
  const begun = done(await person.call('POST', '/imports', { body: { target: plan.target, files } }));
  for (const [index, { url, headers }] of begun.uploads.entries()) {
    const put = await fetch(url, { method: 'PUT', headers, body: new Uint8Array(bytesOf(plan.files[index]!)) });
    if (!put.ok) throw new Error(`the upload answered ${put.status} ${await put.text()}`);
  }
  return String(begun.import.id);
};

/** Brings an import to its mapping. @returns the import */
export const prepare = async (person: Person, plan: ImportPlan): Promise<Any> => {
  const id = await upload(person, plan);
  const read = done(await person.call('POST', `/imports/${id}/read`, { body: {} }));
  const columns = plan.files.map((file, index) => ({ columns: file.columns ?? read.files[index].columns }));
  const body = {
    files: columns,
    ...(plan.keyField ? { keyField: plan.keyField } : {}),
    ...(plan.defaults ? { defaults: plan.defaults } : {}),
  };
  return done(await person.call('PATCH', `/imports/${id}`, { version: read.version, body }));
};

/** One step of an import with all that follows from it. @returns the import as it then is */
export const step = async (world: World, person: Person, id: string, name: 'check' | 'run' | 'undo'): Promise<Any> => {
  done(await person.call('POST', `/imports/${id}/${name}`, { body: {} }));
  await world.settle();
  return done(await person.call('GET', `/imports/${id}`));
};

/** An import from upload to its end. */
export const carryOut = async (world: World, person: Person, plan: ImportPlan): Promise<Any> => {
  const { id } = await prepare(person, plan);
  const ended = await step(world, person, id, 'run');
  if (ended.state !== 'done') throw new Error(`the import is ${ended.state}: ${JSON.stringify(ended.problem)}`);
  return ended;
};

/** A code that the data standard takes and no account has. */
export const accountCode = (): string => `C${String(nextNumber()).padStart(6, '0')}`;

/** The text of a file; a cell with a comma brings its own quotation marks. */
export const csv = (...rows: (string | string[])[]): string =>
  `${rows.map((row) => [row].flat().join(',')).join('\n')}\n`;

/** A mapping: columns with their fields, and what else is to be done with some of them. */
export const columnsTo = (fields: Record<string, string | null>, more: Record<string, object> = {}): object[] =>
  Object.entries(fields).map(([column, field]) => ({ column, field, ...more[column] }));

/** An import of accounts from one file. */
export const ofAccounts = (file: Omit<ImportFile, 'name'>, more: Partial<ImportPlan> = {}): ImportPlan => ({
  target: 'account',
  files: [{ name: 'accounts.csv', ...file }],
  ...more,
});

/** The account of a code as the API gives it, undefined where there is none. */
export const accountOf = async (person: Person, code: string): Promise<Any> => {
  const { items } = done(await person.call('GET', `/accounts?archived=all&filter=code:eq:${code}`));
  return items.length === 0 ? undefined : done(await person.call('GET', `/accounts/${items[0].id}`));
};
