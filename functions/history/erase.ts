import type { Rec } from '../../shared/kernel/record.ts';
import type { Key } from '../../shared/table/keys.ts';
import { historyPrefix, recordKey } from '../../shared/table/keys.ts';
import type { Item, Table, Write } from '../runtime/table.ts';

/** Values and salt leave an entry; the digests that its hash was made of stay, so that the chain still verifies. */
const eraseEntry = (entry: Item): Item => {
  const { salt: _salt, ...kept } = entry;
  return { ...kept, changes: ((entry['changes'] ?? []) as Item[]).map(({ field, digest }) => ({ field, digest })) };
};

/** Takes all values out of a record's history. Doing it again does nothing. */
export const eraseHistory = async (rec: Rec, table: Table): Promise<void> => {
  const writes: Write[] = [];
  for await (const entry of table.queryAll({
    partition: recordKey(rec.ws, rec.id).pk,
    begins: historyPrefix,
    consistent: true,
  })) {
    if (entry['salt'] !== undefined)
      writes.push({ op: 'replace', item: eraseEntry(entry) as Item & Key, version: Number(entry['version']) });
  }
  for (let from = 0; from < writes.length; from += 90) await table.write(writes.slice(from, from + 90));
};
