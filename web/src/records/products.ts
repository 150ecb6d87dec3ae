import { fetchPage } from '../lib/records.ts';
import { noteTitles } from '../lib/titles.ts';

/** A condition may have 1000 characters. */
const ROOM = 900;

const batches = (codes: readonly string[]): string[][] => {
  const out: string[][] = [];
  let length = ROOM;
  for (const code of codes) {
    if (length + code.length + 1 > ROOM) {
      out.push([]);
      length = 0;
    }
    out[out.length - 1]?.push(code);
    length += code.length + 1;
  }
  return out;
};

/** Ids of products by their code in lower case. Codes that name none are missing. */
export const findProducts = async (ws: string, codes: readonly string[]): Promise<Map<string, string>> => {
  const wanted = [...new Set(codes.map((code) => code.trim()).filter((code) => code !== '' && !code.includes('|')))];
  const found = new Map<string, string>();
  const pages = await Promise.all(
    batches(wanted).map((batch) => fetchPage(ws, 'product', { filter: [`code:in:${batch.join('|')}`], limit: 200 })),
  );
  for (const page of pages) {
    noteTitles(ws, page.items);
    for (const product of page.items) found.set(String(product['code']).toLowerCase(), product.id);
  }
  return found;
};
