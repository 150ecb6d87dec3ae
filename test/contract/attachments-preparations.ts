import { attachedEntities } from '../../shared/attachments/attachment.ts';
import type { Entity } from '../../shared/kernel/entity.ts';
import { done, makeRecord } from '../harness/records.ts';
import type { Any } from '../harness/world.ts';
import type { Preparation, Stage } from './preparations.ts';

/** The bytes of a picture, as far as anybody looks at them. */
const picture = Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, ...new Array<number>(16).fill(0)]);

type Standing = 'begun' | 'uploaded' | 'there' | 'removed';

/** A file of a new record, brought so far. */
const fileAt = async (standing: Standing, entity: Entity, { admin }: Stage): Promise<Any> => {
  const { id } = await makeRecord(admin, entity);
  const base = `/${entity.collection}/${id}/attachments`;
  const body = { fileName: 'weld.jpg', size: picture.length, contentType: 'image/jpeg' };
  const { attachment, upload } = done(await admin.call('POST', base, { body }));
  const params = { id, attachmentId: attachment.id };
  if (standing === 'begun') return params;
  await fetch(upload.url, { method: upload.method, body: picture });
  if (standing === 'uploaded') return params;
  done(await admin.call('POST', `${base}/${attachment.id}/complete`, { body: {} }));
  if (standing === 'removed') done(await admin.call('DELETE', `${base}/${attachment.id}`));
  return params;
};

const of =
  (standing: Standing, entity: Entity): Preparation =>
  async (stage) => ({ params: await fileAt(standing, entity, stage) });

export const attachmentPreparations: Record<string, Preparation> = Object.fromEntries(
  attachedEntities.flatMap((entity): [string, Preparation][] => {
    const { collection } = entity;
    const ofRecord: Preparation = async ({ admin }) => ({ params: { id: (await makeRecord(admin, entity)).id } });
    return [
      [`${collection}.attachments`, ofRecord],
      [`${collection}.attach`, ofRecord],
      [`${collection}.attached`, of('uploaded', entity)],
      [`${collection}.attachment`, of('there', entity)],
      [`${collection}.detach`, of('there', entity)],
      [`${collection}.reattach`, of('removed', entity)],
    ];
  }),
);
