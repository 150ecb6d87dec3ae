import './notices.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Failed, Waiting } from '../audit/parts/states.tsx';
import { useI18n } from '../i18n/index.tsx';
import { useWorkspace } from '../lib/me.tsx';
import { useProcessWords } from '../work/words.ts';
import { markRead, noticesQuery } from './api.ts';
import { NoticeLine } from './notice-line.tsx';

/** The ids of the unread notices on the page. */
export const useUnread = (): string[] => {
  const { workspaceId } = useWorkspace();
  const list = useInfiniteQuery(noticesQuery(workspaceId));
  return (list.data?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((one) => !one.readAt)
    .map((one) => one.id);
};

/** The member's notices, newest first; opening one marks it read. */
export function NoticeList({ onOpen, whole }: { onOpen?: () => void; whole?: true }) {
  const { t } = useI18n();
  const { workspaceId: ws } = useWorkspace();
  const words = useProcessWords();
  const list = useInfiniteQuery(noticesQuery(ws));
  const items = (list.data?.pages ?? []).flatMap((page) => page.items);
  if (list.isPending) return <Waiting />;
  if (list.isError && !list.data) return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  if (items.length === 0) return <p className="nt-empty">{t.notices.empty}</p>;
  return (
    <>
      <ul className="nt-list">
        {items.map((notice) => (
          <li key={notice.id}>
            <NoticeLine
              notice={notice}
              words={words}
              onOpen={() => {
                if (!notice.readAt) void markRead(ws, [notice.id]).catch(() => undefined);
                onOpen?.();
              }}
            />
          </li>
        ))}
      </ul>
      {whole && list.hasNextPage ? (
        <button
          type="button"
          className="btn nt-more"
          disabled={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {t.notices.more}
        </button>
      ) : null}
    </>
  );
}
