import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useWorkspace } from '../lib/me.tsx';
import type { WebRecord } from '../lib/records.ts';
import { recordQuery } from '../lib/records.ts';

/** A price has the currency of its list; undefined until that is known, so that no amount is read or typed in another one. */
export const useWithCurrency = (record: WebRecord | undefined): WebRecord | undefined => {
  const { workspaceId } = useWorkspace();
  const listId = record?.type === 'price' ? String(record['priceListId']) : undefined;
  const list = useQuery({ ...recordQuery(workspaceId, 'priceList', listId ?? ''), enabled: listId !== undefined });
  const currency = list.data?.['currency'];
  const known = listId === undefined || list.data !== undefined || list.isError;
  return useMemo(() => {
    if (!record || !known) return undefined;
    return listId !== undefined && currency !== undefined ? { ...record, currency } : record;
  }, [record, known, listId, currency]);
};
