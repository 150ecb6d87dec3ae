import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { LinePrice } from '../../../shared/pricing/pricing.contract.ts';
import { lookUpPrices } from '../../../shared/pricing/pricing.contract.ts';
import { call } from '../client.ts';
import { useWorkspace } from '../lib/me.tsx';
import { findProducts } from '../records/products.ts';

/** For whom, in what and when prices are asked for. */
export interface PriceScope {
  accountId: string | undefined;
  currency: string;
  date: string;
  /** The document that is being written; its own prices are not another one's. */
  documentId: string;
}

/** What names the product: its id, or any code of it. */
type Wanted = { productId: string } | { code: string };

interface Waiting {
  wanted: Wanted;
  resolve: (info: LinePrice) => void;
  reject: (error: unknown) => void;
}

/** Lines that one request may ask for. */
const BATCH = 100;
const waiting = new Map<string, Waiting[]>();

const flush = async (ws: string, scope: PriceScope, all: readonly Waiting[]): Promise<void> => {
  const { accountId, currency, date, documentId } = scope;
  try {
    const { lines } = await call(lookUpPrices, {
      params: { workspaceId: ws },
      body: {
        ...(accountId ? { accountId } : {}),
        currency,
        date,
        documentId,
        lines: all.map((one) => ({ ...one.wanted })),
      },
    });
    for (const [index, one] of all.entries()) one.resolve(lines[index] ?? { breaks: [], given: [] });
  } catch (error) {
    for (const one of all) one.reject(error);
  }
};

/** What is known of a product's price; questions of one moment travel together. @throws ApiError */
export const askPrice = (ws: string, scope: PriceScope, wanted: Wanted): Promise<LinePrice> =>
  new Promise((resolve, reject) => {
    const key = JSON.stringify([ws, scope]);
    const queue = waiting.get(key);
    const one = { wanted, resolve, reject };
    if (queue) return void queue.push(one);
    const fresh = [one];
    waiting.set(key, fresh);
    setTimeout(() => {
      waiting.delete(key);
      for (let at = 0; at < fresh.length; at += BATCH) void flush(ws, scope, fresh.slice(at, at + BATCH));
    }, 8);
  });

/** The products that codes name; members who may not ask for prices learn the product alone. @throws ApiError */
export const askCodes = async (
  ws: string,
  scope: PriceScope,
  codes: readonly string[],
  may: { prices: boolean },
): Promise<Map<string, LinePrice>> => {
  const different = [...new Set(codes)];
  if (!may.prices) {
    const found = await findProducts(ws, different);
    return new Map(
      different.flatMap((code) => {
        const productId = found.get(code.trim().toLowerCase());
        return productId ? [[code, { productId, breaks: [], given: [] }]] : [];
      }),
    );
  }
  const infos = await Promise.all(different.map((code) => askPrice(ws, scope, { code: code.trim() })));
  return new Map(different.flatMap((code, index) => (infos[index] ? [[code, infos[index]]] : [])));
};

export type PriceBook = ReadonlyMap<string, LinePrice>;

/** What is known of the prices of products, by id; empty for members who do not quote. */
export const usePriceBook = (scope: PriceScope, productIds: readonly string[]): PriceBook => {
  const { workspaceId: ws, can } = useWorkspace();
  const ids = can('quotes:write') && can('prices:read') ? [...new Set(productIds)] : [];
  const answers = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['prices', ws, scope, id],
      queryFn: () => askPrice(ws, scope, { productId: id }),
      staleTime: 30_000,
      retry: false,
    })),
  });
  const known = ids.map((id, index) => [id, answers[index]?.data] as const);
  // The map is another one only when something in it is.
  const mark = known.map(([id, info]) => `${id}${info ? answers[ids.indexOf(id)]?.dataUpdatedAt : ''}`).join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mark stands for what is known
  return useMemo(() => new Map(known.flatMap(([id, info]) => (info ? [[id, info] as const] : []))), [mark]);
};
