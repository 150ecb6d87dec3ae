import type { PublishedTip, TipsQuery } from '../../shared/improvement/improvement.contract.ts';
import { tip } from '../../shared/improvement/tip.ts';
import type { Row } from '../../shared/kernel/rule.ts';
import type { Handler } from '../runtime/http.ts';

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** A row as everybody reads it; undefined for a tip that is not promoted. */
const readable = (row: Row): PublishedTip | undefined => {
  const published = row['published'] as { text?: unknown; judgement?: unknown } | undefined;
  if (!published || row['status'] !== 'promoted' || row['archivedAt'] || row['removedAt']) return undefined;
  const optional = {
    processKey: textOf(row['processKey']),
    page: textOf(row['page']),
    authorId: textOf(row['ownerId']),
    judgement: textOf(published.judgement),
    judgedAt: textOf(row['judgedAt']),
  };
  return {
    id: row.id,
    title: String(row['title'] ?? ''),
    text: String(published.text ?? ''),
    ...(Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    ) as Partial<PublishedTip>),
  };
};

const matches = (one: PublishedTip, { process, page, q }: TipsQuery): boolean => {
  const text = `${one.title}\n${one.text}`.toLowerCase();
  return (
    (process === undefined || one.processKey === process) &&
    (page === undefined || one.page === page) &&
    (q ?? '')
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word))
  );
};

/** Promoted tips, the newest first. Everybody reads them, whatever their record scope: that is what promoting means. */
export const published: Handler['handle'] = async (input, ctx) => {
  const query = input.query as TipsQuery;
  const view = await ctx.deps.lists.fresh(ctx.actor.ws, tip.name, ctx.table);
  const found = [...view.rows.values()]
    .flatMap((row) => readable(row) ?? [])
    .filter((one) => matches(one, query))
    .sort((a, b) => ((a.judgedAt ?? '') > (b.judgedAt ?? '') ? -1 : 1));
  return { items: found.slice(0, query.limit), total: found.length };
};
