import type { EffectUse } from '../../shared/kernel/process.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { requestedChange } from './changes.ts';
import type { Change } from './commit.ts';
import { postCreditNote } from './credit-notes.ts';
import type { Ctx } from './http.ts';
import { replaceList } from './price-lists.ts';
import { meetRecurrence } from './recurrence.ts';
import { postShipment } from './shipments.ts';

/** What a step brings about besides: on the document itself, and on others, in the same transaction. */
export interface Brought {
  /** The document with what was added to it. */
  rec: Rec;
  others: Change[];
}

type Effect = (rec: Rec, ctx: Ctx) => Promise<Brought>;

const onSubject =
  (wanted: 'apply' | 'release'): Effect =>
  async (rec, ctx) => ({ rec, others: [await requestedChange(rec, wanted, ctx)] });

/** Effects that need the table, by name. `take-credit` is not here: the counters of a plan see to it. */
const effects: Readonly<Record<string, Effect>> = {
  'apply-change': onSubject('apply'),
  'release-change': onSubject('release'),
  'post-shipment': postShipment,
  'post-credit-note': postCreditNote,
  'replace-list': replaceList,
  'meet-recurrence': meetRecurrence,
};

/** Carries out the effects that need the table. @throws Problem conflict, more-than-open */
export const broughtAbout = async (uses: readonly EffectUse[], rec: Rec, ctx: Ctx): Promise<Brought> => {
  let brought: Brought = { rec, others: [] };
  for (const use of uses) {
    const effect = effects[use.id];
    if (!effect) continue;
    const more = await effect(brought.rec, ctx);
    brought = { rec: more.rec, others: [...brought.others, ...more.others] };
  }
  return brought;
};
