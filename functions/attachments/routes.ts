import type { FileType } from '../../shared/attachments/attachment.ts';
import {
  attachedEntities,
  cleanName,
  DOWNLOAD_SECONDS,
  fileTypes,
  isImage,
  typeOfName,
  UPLOAD_SECONDS,
} from '../../shared/attachments/attachment.ts';
import type { AttachmentEndpoints } from '../../shared/attachments/attachments.contract.ts';
import { attachmentEndpoints } from '../../shared/attachments/attachments.contract.ts';
import { FIRST_BYTES, LAST_BYTES, looksLike, needsTail } from '../../shared/attachments/looks.ts';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import type { FieldFault } from '../../shared/kernel/problem.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { attachmentKey, recordKey } from '../../shared/table/keys.ts';
import { takingTurns } from '../runtime/commit.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { idempotencyKeyOf, idempotencyWrite, replayOf } from '../runtime/idempotency.ts';
import { loadedRecord, openRecord } from '../runtime/records.ts';
import { lostRace } from '../runtime/table.ts';
import type { StoredFile } from './store.ts';
import {
  fileObject,
  fileOf,
  isThere,
  itemOfFile,
  removedObject,
  roomWrites,
  shelfOf,
  shownFile,
  uploadObject,
} from './store.ts';

type Of = 'list' | 'add' | 'complete' | 'download' | 'remove' | 'restore';

/** The record whose file is to be changed. @throws Problem not-found, conflict */
const changeable = (entity: Entity, input: Input, ctx: Ctx): Rec => {
  const rec = loadedRecord(entity, input.params.id, ctx);
  if (rec.archivedAt) throw new Problem('conflict', 'The record is archived. Restore it first.');
  return rec;
};

/** Id of the file that an earlier request with this key was about. @throws Problem idempotency-reused */
const answered = async (endpoint: Pick<Endpoint, 'id'>, input: Input, ctx: Ctx): Promise<string | undefined> => {
  const [key] = idempotencyKeyOf(input, ctx.actor.ws, ctx.actor.id);
  const item = key && (await ctx.table.get(key));
  return item && replayOf(endpoint.id, input, item);
};

/** The cleaned name, whose ending has to be one of the declared kind. @throws Problem invalid-input */
const nameFor = (given: string, type: FileType): string => {
  const name = cleanName(given);
  if (typeOfName(name) === type) return name;
  const endings = fileTypes[type].map((ending) => `.${ending}`).join(', ');
  throw new Problem('invalid-input', undefined, [fault('fileName', 'not-allowed-value', endings)]);
};

const withUpload = async (file: StoredFile, ctx: Ctx) => ({
  attachment: shownFile(file),
  upload: {
    method: 'PUT' as const,
    url: await ctx.deps.objects.uploadUrl(file.upload, file.size, UPLOAD_SECONDS),
    headers: {},
  },
});

const add = async (endpoint: Pick<Endpoint, 'id'>, rec: Rec, input: Input, ctx: Ctx) => {
  const { size, contentType } = input.body as { size: number; contentType: FileType };
  const fileName = nameFor(input.body.fileName, contentType);
  const file = await takingTurns(async () => {
    const known = await answered(endpoint, input, ctx);
    if (known) return fileOf(rec.id, known, ctx);
    const fresh: StoredFile = {
      id: ctx.deps.newId('attachment'),
      recordId: rec.id,
      version: 1,
      state: 'uploading',
      fileName,
      size,
      contentType,
      upload: uploadObject(rec.ws),
      createdAt: ctx.now,
      createdBy: ctx.actor.id,
    };
    const room = roomWrites(await shelfOf(rec.id, ctx), rec.id, ctx);
    await ctx.table.write([
      ...idempotencyWrite(endpoint.id, input, ctx, fresh.id),
      ...room,
      { op: 'create', item: itemOfFile(fresh, rec.ws) },
    ]);
    return fresh;
  });
  return withUpload(file, ctx);
};

/** What is wrong with bytes that came; undefined where they are what was declared. */
const wrongWith = async (object: string, file: StoredFile, ctx: Ctx): Promise<FieldFault | undefined> => {
  const { objects } = ctx.deps;
  if ((await objects.size(object)) !== file.size) return fault('size', 'not-allowed-value', String(file.size));
  const [head, tail] = await Promise.all([
    objects.part(object, `0-${FIRST_BYTES - 1}`),
    needsTail(file.contentType) ? objects.part(object, `-${LAST_BYTES}`) : undefined,
  ]);
  return head && looksLike(file.contentType, { head, tail })
    ? undefined
    : fault('contentType', 'not-allowed-value', file.contentType);
};

/** Throws bytes away that are not what they say, and the file with them. @throws Problem unreadable-file */
const refuse = async (file: StoredFile, object: string, wrong: FieldFault, ctx: Ctx): Promise<never> => {
  const { objects } = ctx.deps;
  await Promise.all([objects.remove(object), objects.remove(file.upload)]);
  const key = attachmentKey(ctx.actor.ws, file.recordId, file.id);
  await ctx.table.write([{ op: 'delete', key, where: { field: 'version', equals: file.version } }]).catch((error) => {
    if (!lostRace(error)) throw error;
  });
  throw new Problem('unreadable-file', `${file.fileName} is not what its name says.`, [wrong]);
};

/** The file once its bytes are there. They are copied before they are looked at: the upload address can still write to its own object. */
const complete = async (endpoint: Pick<Endpoint, 'id'>, rec: Rec, input: Input, ctx: Ctx) => {
  const { objects } = ctx.deps;
  return takingTurns(async () => {
    const known = await answered(endpoint, input, ctx);
    const file = await fileOf(rec.id, known ?? input.params.attachmentId, ctx);
    if (file.archivedAt) throw new Problem('not-found');
    const once = known ? [] : idempotencyWrite(endpoint.id, input, ctx, file.id);
    if (file.state === 'ready') {
      if (once.length > 0) await ctx.table.write(once);
      return shownFile(file);
    }
    const object = fileObject(rec.ws, rec.id);
    if (!(await objects.copy(file.upload, object))) {
      const now = await fileOf(rec.id, file.id, ctx);
      // Somebody else has completed it in this moment, and cleared the upload away.
      if (isThere(now)) return shownFile(now);
      throw new Problem('conflict', `${file.fileName} is not uploaded yet.`);
    }
    const wrong = await wrongWith(object, file, ctx);
    if (wrong) return refuse(file, object, wrong, ctx);
    const next: StoredFile = { ...file, version: file.version + 1, state: 'ready', object };
    try {
      await ctx.table.write([...once, { op: 'replace', item: itemOfFile(next, rec.ws), version: file.version }]);
    } catch (error) {
      await objects.remove(object);
      throw error;
    }
    await objects.remove(file.upload);
    return shownFile(next);
  });
};

const list = async (rec: Rec, ctx: Ctx) => {
  const { files } = await shelfOf(rec.id, ctx);
  return { items: files.filter(isThere).map(shownFile) };
};

const download = async (rec: Rec, input: Input, ctx: Ctx) => {
  const file = await fileOf(rec.id, input.params.attachmentId, ctx);
  if (!isThere(file) || file.object === undefined) throw new Problem('not-found');
  const { fileName, contentType } = file;
  const shown = isImage(contentType) ? contentType : undefined;
  return {
    url: await ctx.deps.objects.downloadUrl(file.object, fileName, DOWNLOAD_SECONDS, shown),
    fileName,
    contentType,
  };
};

/** Moves an object; where it has moved already, nothing is left to do. */
const move = async (from: string, to: string, ctx: Ctx): Promise<boolean> => {
  const copied = await ctx.deps.objects.copy(from, to);
  if (copied) await ctx.deps.objects.remove(from);
  return copied;
};

/** Takes a file away: what was never uploaded at once, another one so that it can be brought back. */
const remove = async (rec: Rec, input: Input, ctx: Ctx) => {
  const file = await takingTurns(async () => {
    const found = await fileOf(rec.id, input.params.attachmentId, ctx);
    if (found.archivedAt) return found;
    const { version } = found;
    const next = { ...found, version: version + 1, archivedAt: ctx.now, archivedBy: ctx.actor.id };
    const key = attachmentKey(rec.ws, rec.id, found.id);
    await ctx.table.write([
      found.state === 'ready'
        ? { op: 'replace', item: itemOfFile(next, rec.ws), version }
        : { op: 'delete', key, where: { field: 'version', equals: version } },
    ]);
    return found;
  });
  if (file.object) await move(file.object, removedObject(file, rec.ws), ctx);
  else await ctx.deps.objects.remove(file.upload);
  return { status: 'done' };
};

const restore = async (endpoint: Pick<Endpoint, 'id'>, rec: Rec, input: Input, ctx: Ctx) => {
  const { objects } = ctx.deps;
  return takingTurns(async () => {
    const known = await answered(endpoint, input, ctx);
    const file = await fileOf(rec.id, known ?? input.params.attachmentId, ctx);
    const once = known ? [] : idempotencyWrite(endpoint.id, input, ctx, file.id);
    if (file.archivedAt === undefined || known) {
      if (once.length > 0) await ctx.table.write(once);
      return shownFile(file);
    }
    const room = roomWrites(await shelfOf(rec.id, ctx), rec.id, ctx);
    const object = fileObject(rec.ws, rec.id);
    const removed = removedObject(file, rec.ws);
    const from = [removed, ...(file.object ? [file.object] : [])];
    let back = false;
    for (const one of from) back ||= await objects.copy(one, object);
    if (!back) {
      const now = await fileOf(rec.id, file.id, ctx);
      // Somebody else has brought it back in this moment, and cleared the place from which it came.
      if (isThere(now)) return shownFile(now);
      throw new Problem('conflict', 'The file was removed too long ago.');
    }
    const { archivedAt: _at, archivedBy: _by, ...kept } = file;
    const next: StoredFile = { ...kept, version: file.version + 1, object };
    try {
      await ctx.table.write([
        ...once,
        ...room,
        { op: 'replace', item: itemOfFile(next, rec.ws), version: file.version },
      ]);
    } catch (error) {
      await objects.remove(object);
      throw error;
    }
    await objects.remove(removed);
    return shownFile(next);
  });
};

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

const routesFor = (entity: Entity, set: AttachmentEndpoints): Routes => {
  const handles: Record<string, Handler['handle']> = {
    list: async (input, ctx) => list(openRecord(entity, input.params.id, ctx), ctx),
    download: async (input, ctx) => download(openRecord(entity, input.params.id, ctx), input, ctx),
    add: async (input, ctx) => add(set.add, changeable(entity, input, ctx), input, ctx),
    complete: async (input, ctx) => complete(set.complete, changeable(entity, input, ctx), input, ctx),
    remove: async (input, ctx) => remove(changeable(entity, input, ctx), input, ctx),
    restore: async (input, ctx) => restore(set.restore, changeable(entity, input, ctx), input, ctx),
  };
  return {
    contracts: Object.values(set) as unknown as Endpoint[],
    handlers: Object.fromEntries(
      (Object.keys(set) as Of[]).map((name) => [set[name].id, { keys: own, handle: handles[name]! }]),
    ),
  };
};

export const attachmentRoutes: Routes[] = attachedEntities.map((entity) =>
  routesFor(entity, attachmentEndpoints[entity.name]!),
);
