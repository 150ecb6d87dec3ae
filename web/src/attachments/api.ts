import { queryOptions } from '@tanstack/react-query';
import type { Attachment } from '../../../shared/attachments/attachment.ts';
import type { AttachmentEndpoints } from '../../../shared/attachments/attachments.contract.ts';
import { attachmentEndpoints } from '../../../shared/attachments/attachments.contract.ts';
import { call, newKey } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';

/** The record whose files they are. */
export interface Place {
  ws: string;
  type: string;
  id: string;
}

const endpointsOf = (type: string): AttachmentEndpoints => {
  const found = attachmentEndpoints[type];
  if (!found) throw new Error(`${type} takes no files`);
  return found;
};

const paramsOf = ({ ws, id }: Place) => ({ workspaceId: ws, id });

export const filesKey = ({ ws, type, id }: Place) => ['attachments', ws, type, id] as const;

export const filesQuery = (place: Place) =>
  queryOptions({
    queryKey: filesKey(place),
    queryFn: async (): Promise<readonly Attachment[]> =>
      (await call(endpointsOf(place.type).list, { params: paramsOf(place) })).items,
  });

export const beginUpload = (
  place: Place,
  body: { fileName: string; size: number; contentType: Attachment['contentType'] },
) =>
  call(endpointsOf(place.type).add, {
    params: paramsOf(place),
    body: body as never,
    idempotencyKey: newKey(),
  });

export const completeUpload = (place: Place, attachmentId: string) =>
  call(endpointsOf(place.type).complete, {
    params: { ...paramsOf(place), attachmentId },
    body: {},
    idempotencyKey: newKey(),
  });

export const removeFile = (place: Place, attachmentId: string) =>
  call(endpointsOf(place.type).remove, { params: { ...paramsOf(place), attachmentId } });

export const restoreFile = (place: Place, attachmentId: string) =>
  call(endpointsOf(place.type).restore, {
    params: { ...paramsOf(place), attachmentId },
    body: {},
    idempotencyKey: newKey(),
  });

export const addressOfFile = (place: Place, attachmentId: string) =>
  call(endpointsOf(place.type).download, { params: { ...paramsOf(place), attachmentId } });

/** The bytes of a picture: the page shows what it has fetched itself, and lets no other address in. @throws ApiError */
export const pictureQuery = (place: Place, attachmentId: string) =>
  queryOptions({
    queryKey: ['attachment', place.ws, attachmentId],
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    queryFn: async (): Promise<Blob> => {
      const { url, contentType } = await addressOfFile(place, attachmentId);
      const answer = await fetch(url);
      if (!answer.ok) throw new ApiError(answer.status, 'offline');
      return new Blob([await answer.arrayBuffer()], { type: contentType });
    },
  });
