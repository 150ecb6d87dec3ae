import { useI18n } from '../i18n/index.tsx';

interface Pages {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

/** Brings the next page of a list, where there is one. */
export function MoreButton({ list }: { list: Pages }) {
  const { t } = useI18n();
  return list.hasNextPage ? (
    <button
      type="button"
      className="btn q-more"
      disabled={list.isFetchingNextPage}
      onClick={() => void list.fetchNextPage()}
    >
      {t.common.more}
    </button>
  ) : null;
}
