/**
 * Every key of the table is built here. A key begins with the workspace's id, so that no request can leave its workspace
 * by a wrong id, and so that a workspace’s partitions can be enumerated (functions/runtime/partitions.ts).
 */
export interface Key {
  pk: string;
  sk: string;
}

/** Sort key of a record inside its partition; '#' sorts before what hangs on it. */
export const RECORD = '#';

export const recordKey = (ws: string, id: string): Key => ({ pk: `${ws}#${id}`, sk: RECORD });
export const workspaceKey = (ws: string): Key => ({ pk: ws, sk: RECORD });
export const historyPrefix = 'h#';
export const historyKey = (ws: string, id: string, version: number): Key => ({
  pk: `${ws}#${id}`,
  sk: `${historyPrefix}${String(version).padStart(8, '0')}`,
});
/** Contributions of a record to counters, with the version they stand for. */
export const contributionKey = (ws: string, id: string): Key => ({ pk: `${ws}#${id}`, sk: 'c' });
/** A step of a document's process; never written twice. */
export const stepPrefix = 's#';
export const stepKey = (ws: string, id: string, seq: number): Key => ({
  pk: `${ws}#${id}`,
  sk: `${stepPrefix}${String(seq).padStart(8, '0')}`,
});
/** Something to do on a document. */
export const workKey = (ws: string, id: string, slot: string): Key => ({ pk: `${ws}#${id}`, sk: `w#${slot}` });
/** The audit's note on a record: when to look again. */
export const auditNoteKey = (ws: string, id: string): Key => ({ pk: `${ws}#${id}`, sk: 'a' });
export const guardKey = (ws: string, type: string, field: string, value: string): Key => ({
  pk: `${ws}#key#${type}#${field}#${value}`.slice(0, 2000),
  sk: RECORD,
});
export const idempotencyKey = (ws: string, actorId: string, key: string): Key => ({
  pk: `${ws}#idem#${actorId}#${key}`,
  sk: RECORD,
});
export const counterPartition = (ws: string, period: string): string => `${ws}#count#${period}`;
export const counterKey = (ws: string, period: string, key: string): Key => ({
  pk: counterPartition(ws, period),
  sk: key,
});
/** Figures frozen at the end of a period. */
export const snapshotKey = (ws: string, period: string): Key => ({ pk: `${ws}#frozen#${period}`, sk: RECORD });
/** Pointer to the newest list snapshot of a type. */
export const listPointerKey = (ws: string, type: string): Key => ({ pk: `${ws}#list#${type}`, sk: RECORD });
/** How far a scope of the audit has read the change index. */
export const watermarkKey = (ws: string, scope: string): Key => ({ pk: `${ws}#mark`, sk: `w#${scope}` });
/** Jobs that failed at each try; their ids begin with the time of it. */
export const failedJobPartition = (ws: string): string => `${ws}#failed`;
export const failedJobKey = (ws: string, id: string): Key => ({ pk: failedJobPartition(ws), sk: id });
/** A group (rule and group key) that a change touched and the next audit looks at. */
export const groupMarkPartition = (ws: string): string => `${ws}#groups`;
export const groupMarkKey = (ws: string, rule: string, key: string): Key => ({
  pk: groupMarkPartition(ws),
  sk: `${rule}#${key}`.slice(0, 1000),
});
/** An account whose value a change touched: the next refresh looks at it. */
export const valueMarkPartition = (ws: string): string => `${ws}#values`;
/** In place of an account: all that have a value, or documents to be valued by. */
export const everyAccount = '*';
export const valueMarkKey = (ws: string, accountId: string): Key => ({ pk: valueMarkPartition(ws), sk: accountId });
/** Parts of a long job (import, audit run): portions, ledger chunks. */
export const partKey = (ws: string, jobId: string, part: string): Key => ({ pk: `${ws}#${jobId}`, sk: `p#${part}` });
/** Versions of a workspace's settings (data standards, rule settings): immutable once written. */
export const settingKey = (ws: string, kind: string, version: number): Key => ({
  pk: `${ws}#set#${kind}`,
  sk: String(version).padStart(8, '0'),
});

export const changesPartition = (ws: string, type: string): string => `${ws}#${type}`;
export const changesSort = (updatedAt: string, id: string): string => `${updatedAt}#${id}`;
export const relatedPartition = (ws: string, parentId: string): string => `${ws}#${parentId}`;
export const relatedSort = (kind: string, at: string, id: string): string => `${kind}#${at}#${id}`;
/** Memberships of a signed-in user over all workspaces. */
export const userPartition = (sub: string): string => `user#${sub}`;
export const duePartition = (ws: string): string => `${ws}#due`;
export const dueSort = (at: string, id: string): string => `${at}#${id}`;
/** Work of a member (`m:…`) or a role (`r:…`), by due time; what has no due time comes last. */
export const workPartition = (ws: string, assignee: string): string => `${ws}#work#${assignee}`;
/** The same of a role in one team, for members whose scope is their team. */
export const teamWorkPartition = (ws: string, assignee: string, teamId: string): string =>
  `${ws}#work#${assignee}@${teamId}`;
export const workSort = (due: string | undefined, id: string, slot: string): string => `${due ?? '9999'}#${id}#${slot}`;
/** Work that has to be reminded of or escalated, by the time of it (sparse). */
export const deadlinePartition = (ws: string): string => `${ws}#deadline`;
/** A member's notices; the id is made from the event and the member, so that one event is one notice. */
export const noticePartition = (ws: string, memberId: string): string => `${ws}#notices#${memberId}`;
export const noticeKey = (ws: string, memberId: string, id: string): Key => ({
  pk: noticePartition(ws, memberId),
  sk: `n#${id}`,
});
export const noticeSort = (at: string, id: string): string => `${at}#${id}`;
export const noticeSettingsKey = (ws: string, memberId: string): Key => ({
  pk: noticePartition(ws, memberId),
  sk: 'settings',
});
/** What an account or a group of accounts takes of its credit in one currency. */
export const creditPrefix = 'cr#';
export const creditKey = (ws: string, subjectId: string, currency: string): Key => ({
  pk: `${ws}#${subjectId}`,
  sk: `${creditPrefix}${currency}`,
});
/** A share of the prices that an account was given, by product. */
export const givenKey = (ws: string, accountId: string, bucket: number): Key => ({
  pk: `${ws}#${accountId}`,
  sk: `pm#${String(bucket).padStart(2, '0')}`,
});
/** Last number of each series. */
export const numbersPartition = (ws: string): string => `${ws}#numbers`;
export const numberKey = (ws: string, series: string): Key => ({ pk: numbersPartition(ws), sk: series });
/** Documents that the clock has to look at, by date (sparse). */
export const alarmPartition = (ws: string): string => `${ws}#alarm`;
export const alarmSort = (date: string, id: string): string => `${date}#${id}`;
/** Records that the clock has to look at to the minute, by instant (sparse). */
export const instantPartition = (ws: string): string => `${ws}#instant`;
/** A token bucket: what it limits is part of the name. The table lets go of it by its ttl. */
export const bucketKey = (ws: string, name: string): Key => ({ pk: `${ws}#bucket#${name}`.slice(0, 1000), sk: RECORD });
/** What a member has taken from the public pool; its version makes their claims follow each other. */
export const claimsKey = (ws: string, memberId: string): Key => ({ pk: `${ws}#${memberId}`, sk: 'claims' });
/** Digest of the secret in the address of a member's calendar feed. */
export const feedKey = (ws: string, memberId: string): Key => ({ pk: `${ws}#${memberId}`, sk: 'feed' });
/** Digests of the secrets in the links that a customer was sent to answer a survey. */
export const surveyLinkKey = (ws: string, requestId: string): Key => ({ pk: `${ws}#${requestId}`, sk: 'link' });
/** Digest of the secret in the address to which a member sends copies of e-mails. */
export const mailboxKey = (ws: string, memberId: string): Key => ({ pk: `${ws}#${memberId}`, sk: 'mailbox' });
/** That a member has opened their scorecard of a month. */
export const scorecardKey = (ws: string, memberId: string, month: string): Key => ({
  pk: `${ws}#${memberId}`,
  sk: `sc#${month}`,
});
/** The views by which a member's lists begin. */
export const viewDefaultsKey = (ws: string, memberId: string): Key => ({ pk: `${ws}#${memberId}`, sk: 'views' });
/** Where the `related` index leads from the digest of such an address to its member: the address itself names nobody. */
export const mailboxPartition = (digest: string): string => `mailbox#${digest}`;
/** All workspaces of the deployment, for schedules. */
export const workspacesPartition = 'workspaces';

/** The member id of a user: derived, so that a token leads to the member with one read. */
export const memberIdOf = (sub: string): string => `mem_${sub.replaceAll('-', '')}`;

/** A file that hangs on a record: it lies in the record's own partition, so that it goes where the record goes. */
export const attachmentPrefix = 'f#';
export const attachmentKey = (ws: string, recordId: string, id: string): Key => ({
  pk: `${ws}#${recordId}`,
  sk: `${attachmentPrefix}${id}`,
});
