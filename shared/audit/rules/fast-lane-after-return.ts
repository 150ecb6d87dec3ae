import { defineRule } from '../../kernel/rule.ts';
import { noSettings } from '../audited.ts';
import { isLedHere } from '../deals.ts';

/** Steps that take a document away from whoever signs, or undo what was signed. */
const returns = ['send-back', 'recall', 'reject', 'revise', 'reopen', 'edit'];

/**
 * A quote or order that was sent back, recalled or opened again, and then passed by the rule alone although it is below the list: it
 * came to rest on a price approved elsewhere, or on its own former approval for another quantity.
 */
export const fastLaneAfterReturn = defineRule({
  id: 'fast-lane-after-return',
  area: 'process',
  severity: 'medium',
  types: ['order', 'quote'],
  label: { en: 'Through the fast lane after it was sent back', zh: '退回后改走快速通道' },
  explanation: {
    en: 'Lines were taken out, put in again or moved until no signature was asked for. Whoever had doubts never saw what became of it.',
    zh: '删行、重加、改数量，直到系统不再要求审批。原来有疑问的审批人没有看到最后的结果。',
  },
  help: {
    en: 'Show the document to whoever sent it back, and have the price approved for what it is now.',
    zh: '请让原审批人过目，并就现在的内容重新审批价格。',
  },
  settings: noSettings,
  dueDays: 3,
  evaluate: (record) => {
    if (!isLedHere(record)) return [];
    const trail = record.process!.trail;
    const passed = trail.findLastIndex((step) => step.action === 'auto-approve' || step.action === 'approve');
    // Signed after all, or not through yet.
    if (passed < 0 || trail[passed]!.action === 'approve') return [];
    const back = trail.slice(0, passed).findLast((step) => returns.includes(step.action));
    if (!back || trail.slice(passed).some((step) => step.to === 'draft')) return [];
    const below = (record.lines ?? []).findIndex(
      ({ unitPrice, listPrice }) =>
        typeof unitPrice === 'number' && typeof listPrice === 'number' && unitPrice < listPrice,
    );
    return below < 0 ? [] : [{ locator: `lines.${below}.unitPrice`, found: `${back.action}: ${back.at}` }];
  },
});
