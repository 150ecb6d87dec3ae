import * as z from 'zod';
import { recordPath } from '../kernel/crud.ts';
import type { Endpoint } from '../kernel/endpoint.ts';
import { defineEndpoint } from '../kernel/endpoint.ts';
import type { Entity } from '../kernel/entity.ts';
import { idPattern } from '../kernel/id.ts';
import { attachedEntities, attachment, fileTypeNames, MAX_FILE_BYTES } from './attachment.ts';

const attachmentId = z.string().regex(idPattern('attachment'), 'type');

const uploading = z.object({
  attachment,
  upload: z.object({
    method: z.literal('PUT'),
    /** Takes exactly as many bytes as were declared; good for a quarter of an hour. */
    url: z.string(),
    headers: z.record(z.string(), z.string()),
  }),
});

/** Where a file can be fetched; good for five minutes. */
const fetched = z.object({ url: z.string(), fileName: z.string(), contentType: z.string() });

/** The endpoints of an entity that takes files. They stand under its records, so that its own rights and record scope apply. */
const endpointsFor = (entity: Entity) => {
  const base = `/v1/workspaces/{workspaceId}/${entity.collection}/{id}/attachments`;
  const common = { group: 'files', tag: entity.plural.en } as const;
  const all = { ...common, params: recordPath(entity), record: entity.name };
  const one = { ...all, params: recordPath(entity).extend({ attachmentId }) };
  const [read, write] = [`${entity.domain}:read`, `${entity.domain}:write`] as const;
  const name = entity.label.en.toLowerCase();
  return {
    list: defineEndpoint({
      ...all,
      id: `${entity.collection}.attachments`,
      method: 'GET',
      path: base,
      permission: read,
      output: z.object({ items: z.array(attachment) }),
      status: 200,
      errors: ['not-found'],
      example: {},
      summary: `Files of a record: ${name}; oldest first`,
    }),
    add: defineEndpoint({
      ...all,
      id: `${entity.collection}.attach`,
      method: 'POST',
      path: base,
      permission: write,
      idempotent: true,
      body: z.strictObject({
        fileName: z.string().min(1).max(1000),
        size: z.int().min(1).max(MAX_FILE_BYTES),
        contentType: z.enum(fileTypeNames),
      }),
      output: uploading,
      status: 201,
      errors: ['not-found', 'conflict', 'limit-reached'],
      example: { body: { fileName: 'weld.jpg', size: 20, contentType: 'image/jpeg' } },
      summary: `Begin to attach a file to a record: ${name}; answers an address for the upload`,
    }),
    complete: defineEndpoint({
      ...one,
      id: `${entity.collection}.attached`,
      method: 'POST',
      path: `${base}/{attachmentId}/complete`,
      permission: write,
      idempotent: true,
      body: z.strictObject({}),
      output: attachment,
      status: 200,
      errors: ['not-found', 'conflict', 'unreadable-file'],
      example: { body: {} },
      summary: 'The file is uploaded: its size and first bytes are looked at; what is not what it says is thrown away',
    }),
    download: defineEndpoint({
      ...one,
      id: `${entity.collection}.attachment`,
      method: 'GET',
      path: `${base}/{attachmentId}/download`,
      permission: read,
      output: fetched,
      status: 200,
      errors: ['not-found'],
      example: {},
      summary: 'An address at which a file can be fetched for five minutes; pictures are shown, others are saved',
    }),
    remove: defineEndpoint({
      ...one,
      id: `${entity.collection}.detach`,
      method: 'DELETE',
      path: `${base}/{attachmentId}`,
      permission: write,
      output: z.object({ status: z.literal('done') }),
      status: 200,
      errors: ['not-found', 'conflict'],
      example: {},
      summary: 'Remove a file; it can be brought back for thirty days',
    }),
    restore: defineEndpoint({
      ...one,
      id: `${entity.collection}.reattach`,
      method: 'POST',
      path: `${base}/{attachmentId}/restore`,
      permission: write,
      idempotent: true,
      body: z.strictObject({}),
      output: attachment,
      status: 200,
      errors: ['not-found', 'conflict', 'limit-reached'],
      example: { body: {} },
      summary: 'Bring a removed file back',
    }),
  };
};

export type AttachmentEndpoints = ReturnType<typeof endpointsFor>;

/** The endpoints by the name of the entity. */
export const attachmentEndpoints: Readonly<Record<string, AttachmentEndpoints>> = Object.fromEntries(
  attachedEntities.map((entity) => [entity.name, endpointsFor(entity)]),
);

export const attachmentContracts: readonly Endpoint[] = Object.values(attachmentEndpoints).flatMap(
  (set) => Object.values(set) as unknown as Endpoint[],
);
