import type { Rec } from '../../kernel/record.ts';
import type { ChainFacts, Fault } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { governedTypes } from '../entered.ts';

/** What an approval of a quote or order is about; a note, the day of shipment, or what was shipped and returned since is not. */
const content =
  /^(accountId|currency|orderDate|dueDate|quoteDate|validUntil|number|lines\.\d+\.(?!(shipped|returned)$).*)$/;
/** States in which a document stands on its approval. */
const approvedStates: Readonly<Record<string, readonly string[]>> = {
  order: ['approved', 'on-hold', 'pending-release', 'partially-shipped', 'shipped', 'completed', 'closed'],
  quote: ['approved', 'sent', 'accepted', 'declined', 'expired', 'superseded'],
};

/** A change of a locked document that nobody has approved since. */
const openEdit = ({ process }: Rec): Fault[] => {
  const edit = process?.trail.findLast((step) => step.action === 'edit');
  if (!edit) return [];
  const round = process?.approval;
  if (round?.outcome === 'approved' && round.submittedAt >= edit.at) return [];
  return [{ locator: 'process', found: `${edit.from} → ${edit.to}: ${edit.at}` }];
};

/** Changes of what was approved, after the approval that still stands. */
const laterChanges = (record: Rec, chain: ChainFacts | undefined): Fault[] => {
  const approved = record.data['approvedAt'];
  if (typeof approved !== 'string' || !approvedStates[record.type]?.includes(String(record.data['status']))) return [];
  const late = (chain?.entries ?? []).filter(
    (entry) => entry.at > approved && entry.fields.some((field) => content.test(field)),
  );
  const last = late.at(-1);
  if (!last) return [];
  const fields = [...new Set(late.flatMap((entry) => entry.fields.filter((field) => content.test(field))))];
  return [{ locator: 'approvedAt', found: `${fields.slice(0, 5).join(', ')}: ${last.at}` }];
};

/** A document that was changed although it was approved: by a departure that its process let pass, or past the process. */
export const editedAfterApproval = defineRule({
  id: 'edited-after-approval',
  area: 'process',
  severity: 'high',
  types: governedTypes,
  label: { en: 'Changed after its approval', zh: '审批后又被修改' },
  explanation: {
    en: 'What was signed is not what is delivered. Whoever relies on the approval relies on something that nobody has seen.',
    zh: '批的是一份，执行的是另一份。相信审批的人，相信的是没有人看过的内容。',
  },
  help: {
    en: 'Open the document again, put right what was changed, and have it approved anew.',
    zh: '重新打开单据，核对改动内容，再次提交审批。',
  },
  settings: noSettings,
  dueDays: 3,
  needs: ['chain'],
  evaluate: (record, { chain }) => [...openEdit(record), ...laterChanges(record, chain?.(record.id))],
});
