import { randomBytes } from 'node:crypto';
import type { Attachment, FileType } from '../../shared/attachments/attachment.ts';
import { MAX_FILES, UPLOAD_SECONDS } from '../../shared/attachments/attachment.ts';
import { Problem } from '../../shared/kernel/problem.ts';
import type { Key } from '../../shared/table/keys.ts';
import { attachmentKey, attachmentPrefix, recordKey } from '../../shared/table/keys.ts';
import type { Ctx } from '../runtime/http.ts';
import type { Item, Write } from '../runtime/table.ts';

/** A file as it is stored, in the partition of its record. */
export interface StoredFile extends Attachment {
  recordId: string;
  version: number;
  state: 'uploading' | 'ready';
  contentType: FileType;
  /** The object that is looked at and served; nobody has an address at which it can be written. */
  object?: string;
  /** The object that the upload address writes. */
  upload: string;
  archivedAt?: string;
  archivedBy?: string;
}

/** The item that every addition raises, so that the limit holds however many come at once. */
interface Head {
  version: number;
}

export interface Shelf {
  head: Head | undefined;
  files: StoredFile[];
}

/** An upload that was not finished so long after its address ran out (s) counts no more. */
const GIVEN_UP = UPLOAD_SECONDS * 2;
/** Most items of files under a record, with those that were removed: who removed what stays on record. */
const MAX_KEPT = 200;

/** Nobody guesses an object's name, though it takes a signature besides. */
const secret = (): string => randomBytes(18).toString('base64url');

/** Uploads lie where the bucket throws everything away after a day (infra/stacks/data.ts). */
export const uploadObject = (ws: string): string => `uploads/${ws}/${secret()}`;
export const fileObject = (ws: string, recordId: string): string => `attachments/${ws}/${recordId}/${secret()}`;
/** Removed files, until the bucket throws them away. */
export const removedObject = (file: Pick<StoredFile, 'id'>, ws: string): string => `removed/${ws}/${file.id}`;

export const itemOfFile = (file: StoredFile, ws: string): Item & Key => ({
  ...attachmentKey(ws, file.recordId, file.id),
  ...file,
});

const toFile = ({ pk: _pk, sk: _sk, ...file }: Item): StoredFile => file as unknown as StoredFile;

/** All files of a record in one query, read consistently, with the item that guards their number. */
export const shelfOf = async (recordId: string, ctx: Ctx): Promise<Shelf> => {
  const partition = recordKey(ctx.actor.ws, recordId).pk;
  const shelf: Shelf = { head: undefined, files: [] };
  for await (const item of ctx.table.queryAll({ partition, begins: attachmentPrefix, consistent: true })) {
    if (item['sk'] === attachmentPrefix) shelf.head = { version: Number(item['version']) };
    else shelf.files.push(toFile(item));
  }
  return shelf;
};

/** A file of a record. @throws Problem not-found */
export const fileOf = async (recordId: string, id: string, ctx: Ctx): Promise<StoredFile> => {
  const item = await ctx.table.get(attachmentKey(ctx.actor.ws, recordId, id));
  if (!item) throw new Problem('not-found');
  return toFile(item);
};

/** What the API shows of a file. */
export const shownFile = ({ id, fileName, size, contentType, createdAt, createdBy }: StoredFile): Attachment => ({
  id,
  fileName,
  size,
  contentType,
  createdAt,
  createdBy,
});

export const isThere = (file: StoredFile): boolean => file.state === 'ready' && file.archivedAt === undefined;

const isGivenUp = (file: StoredFile, now: string): boolean =>
  file.state === 'uploading' && Date.parse(now) - Date.parse(file.createdAt) > GIVEN_UP * 1000;

/**
 * The writes beside one more file that make sure of the limit, and clear away what was never uploaded.
 * @throws Problem limit-reached
 */
export const roomWrites = (shelf: Shelf, recordId: string, ctx: Ctx): Write[] => {
  const lost = shelf.files.filter((file) => isGivenUp(file, ctx.now));
  const kept = shelf.files.length - lost.length;
  const present = shelf.files.filter((file) => file.archivedAt === undefined && !lost.includes(file));
  if (present.length >= MAX_FILES || kept >= MAX_KEPT)
    throw new Problem('limit-reached', `A record has at most ${MAX_FILES} files.`);
  const key = attachmentKey(ctx.actor.ws, recordId, '');
  const head: Write = shelf.head
    ? { op: 'replace', item: { ...key, version: shelf.head.version + 1 }, version: shelf.head.version }
    : { op: 'create', item: { ...key, version: 1 } };
  return [
    head,
    ...lost.map(
      ({ id, version }): Write => ({
        op: 'delete',
        key: attachmentKey(ctx.actor.ws, recordId, id),
        where: { field: 'version', equals: version },
      }),
    ),
  ];
};
