import { entityOf, isEntity } from '../../shared/entities.ts';
import { noticeMail } from '../../shared/notices/texts.ts';
import type { Key } from '../../shared/table/keys.ts';
import { noticeKey, recordKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Deps } from '../runtime/deps.ts';
import { env } from '../runtime/env.ts';
import type { Job } from '../runtime/queue.ts';
import type { WorkspaceItem } from '../runtime/settings.ts';
import { workspaceOf } from '../runtime/settings.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item, Table } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import type { NoticeItem } from './notify.ts';

const TRIES = 5;

/**
 * Changes a notice that may be changed by others at the same moment. @returns the notice as it was before, or undefined when
 * `change` had nothing to do
 */
export const changeNotice = async (
  key: Key,
  change: (item: NoticeItem) => NoticeItem | undefined,
  table: Table,
): Promise<NoticeItem | undefined> => {
  for (let tries = 1; ; tries++) {
    const item = (await table.get(key)) as unknown as NoticeItem | undefined;
    const next = item && change(item);
    if (!item || !next) return undefined;
    try {
      const changed = { ...next, version: item.version + 1 } as unknown as Item & Key;
      await table.write([{ op: 'replace', item: changed, version: item.version }]);
      return item;
    } catch (error) {
      if (!(error instanceof WriteRefused) || tries === TRIES) throw error;
    }
  }
};

const send = async (
  { data }: NoticeItem,
  { workspace, memberId }: { workspace: WorkspaceItem; memberId: string },
  deps: Deps,
): Promise<void> => {
  const ids = [memberId, ...(data.by?.startsWith('mem_') ? [data.by] : [])];
  const [self, other] = await deps.table.batchGet(ids.map((id) => recordKey(workspace.id, id)));
  const reader = self && toRec(self);
  if (!reader || rolesAt(reader, new Date(deps.now()).toISOString()).length === 0) return;
  const collection = isEntity(data.subjectType) ? entityOf(data.subjectType).collection : '';
  const root = `${env.webOrigin}/${workspace.id}`;
  const mail = noticeMail(data, {
    language: reader.data['language'] === 'en' ? 'en' : 'zh-CN',
    timeZone: workspace.timeZone,
    workspaceName: workspace.name,
    url: `${root}/${data.page ?? `${collection}/${data.subjectId}`}`,
    root,
    settingsUrl: `${root}/notices/settings`,
    ...(other ? { by: String(toRec(other).data['name']) } : {}),
  });
  await deps.mail.send(workspace.kind, { to: [String(reader.data['email'])], ...mail });
};

/**
 * Mails a notice, once however often the message comes: it is marked as mailed before it is handed over, and the mark is taken
 * back when handing over fails.
 */
export const mailNotice = async (job: Job, deps: Deps): Promise<void> => {
  const memberId = String(job['memberId']);
  const key = noticeKey(job.ws, memberId, String(job['id']));
  const workspace = await workspaceOf(job.ws, deps);
  if (!workspace) return;
  const mailedAt = new Date(deps.now()).toISOString();
  const claimed = await changeNotice(
    key,
    (item) => (item.mail && !item.mailedAt ? { ...item, mailedAt } : undefined),
    deps.table,
  );
  if (!claimed) return;
  try {
    await send(claimed, { workspace, memberId }, deps);
  } catch (error) {
    await changeNotice(key, ({ mailedAt: _mark, ...item }) => item, deps.table);
    throw error;
  }
};
