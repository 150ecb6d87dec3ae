import { may } from '../../shared/access/authorise.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { PaperLanguage } from '../../shared/papers/paper.ts';
import { partKey } from '../../shared/table/keys.ts';
import { rolesAt } from '../../shared/workspaces/member.ts';
import type { Deps } from './deps.ts';
import type { Mail } from './mail.ts';
import type { WorkspaceItem } from './settings.ts';
import { WriteRefused } from './table.ts';

/** A file that was drawn: where it lies, and under which name it is saved. */
export interface DrawnFile {
  key: string;
  paper: { fileName: string };
}

/** Those who are to get it and may read it: who has lost the right is sent no figures any more. */
const groupOf = async (ws: string, deps: Deps): Promise<Row[]> => {
  const now = new Date(deps.now()).toISOString();
  const mayRead = (row: Row): boolean => may(rolesAt({ ...row, data: row } as unknown as Rec, now), 'reviews:read');
  return [...(await deps.lists.fresh(ws, 'member', deps.table)).rows.values()].filter(
    (row) => row['reviewGroup'] === true && row['status'] === 'active' && !row['archivedAt'] && mayRead(row),
  );
};

/** How many people are sent the review. */
export const groupSize = async (ws: string, deps: Deps): Promise<number> => (await groupOf(ws, deps)).length;

interface Sending {
  /** What it is, and the key of its request: nobody is sent it twice. */
  name: string;
  write: (language: PaperLanguage) => Pick<Mail, 'subject' | 'text' | 'html'>;
  /** The paper that goes with it. */
  draw: (language: PaperLanguage) => Promise<DrawnFile>;
}

const fileOf = async ({ key, paper }: DrawnFile, deps: Deps) => {
  const bytes = await deps.objects.get(key);
  if (!bytes) throw new Error(`the paper ${key} is missing`);
  return { fileName: paper.fileName, contentType: 'application/pdf', bytes };
};

/**
 * Sends a mail to the review group, each in their language with the paper in it, once per `name`. An address that is refused keeps
 * nobody else's mail back; the message that comes again tries it once more.
 * @returns how many recipients it has @throws Error the first that went wrong, after all others were sent
 */
export const mailGroup = async (
  { id: ws, kind }: WorkspaceItem,
  { name, write, draw }: Sending,
  deps: Deps,
): Promise<number> => {
  const group = await groupOf(ws, deps);
  const files = new Map<PaperLanguage, ReturnType<typeof fileOf>>();
  const failures: unknown[] = [];
  for (const row of group) {
    const language: PaperLanguage = row['language'] === 'en' ? 'en' : 'zh-CN';
    const mark = partKey(ws, 'reviews', `${name}#${row.id}`);
    // Drawn before the mark is set: where it cannot be, nobody counts as told.
    if (!files.has(language))
      files.set(
        language,
        draw(language).then((drawn) => fileOf(drawn, deps)),
      );
    const file = await files.get(language)!;
    try {
      await deps.table.write([{ op: 'create', item: { ...mark, at: new Date(deps.now()).toISOString() } }]);
    } catch (error) {
      if (error instanceof WriteRefused) continue;
      throw error;
    }
    try {
      await deps.mail.send(kind, { to: [String(row['email'])], ...write(language), files: [file] });
    } catch (error) {
      // It was not sent: the message that comes again may.
      await deps.table.write([{ op: 'delete', key: mark }]);
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return group.length;
};
