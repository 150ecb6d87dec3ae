import * as z from 'zod';
import { entityOf } from '../../entities.ts';
import type { ProcessDefinition } from '../../kernel/process.ts';
import type { Rec } from '../../kernel/record.ts';
import type { Fault, RuleContext } from '../../kernel/rule.ts';
import { defineRule } from '../../kernel/rule.ts';
import { skippedBetween } from '../../process/variants.ts';
import { defaultProcess } from '../../processes.ts';
import { governedTypes, isBroughtOver, ownDay } from '../entered.ts';
import { hasWay, isBirth, isTaken } from '../leaps.ts';

const settings = z.strictObject({
  liveSince: z
    .string()
    .regex(/^(?:\d{4}-\d{2}-\d{2})?$/)
    .default('')
    .meta({
      title:
        'All work is done here since (YYYY-MM-DD; empty: imports are not judged) / 全面启用日期（YYYY-MM-DD，留空则不检查导入的单据）',
    }),
});
type Context = RuleContext<z.infer<typeof settings>>;

/** A document that was entered in a state to which its process leads only by steps. */
const enteredLate = (record: Rec, definition: ProcessDefinition): Fault[] => {
  const [first, ...rest] = record.process?.trail ?? [];
  if (!first || (first.deviations ?? 0) === 0 || !isTaken(first) || !isBirth(record, first)) return [];
  // One that was put back to its beginning, and went its way, is made up for.
  if (hasWay(definition, first) || rest.some(({ to }) => definition.starts.includes(to))) return [];
  const way = [first.from, ...skippedBetween(definition, first.from, first.to), first.to];
  return [
    { locator: entityOf(record.type).process!.field, found: `${first.to}: ${first.at}`, expected: way.join(' → ') },
  ];
};

/** A finished document that came by a file, though it is of a day on which work was to be done here already. */
const broughtFinished = (record: Rec, definition: ProcessDefinition, context: Context): Fault[] => {
  const { liveSince } = context.settings;
  const day = ownDay(record, context.timeZone);
  if (liveSince === '' || day === undefined || day < liveSince || (record.process?.seq ?? 0) > 0) return [];
  const { field } = entityOf(record.type).process!;
  const state = definition.states.find(({ id }) => id === record.data[field]);
  if (!state || definition.starts.includes(state.id)) return [];
  return [{ locator: field, found: `${state.id}: ${day}`, expected: `< ${liveSince}` }];
};

/** A document that shows a late state and took no step to it here: the work was done elsewhere, and only its result was put in. */
export const workOutside = defineRule({
  id: 'work-outside',
  area: 'process',
  severity: 'high',
  types: governedTypes,
  label: { en: 'Work was done outside the system', zh: '业务在系统外办理' },
  explanation: {
    en: 'An order that enters the system already shipped was agreed, checked and signed on paper, or not at all. No limit held it, no price was looked at, and nobody else could help.',
    zh: '一录进来就是“已出货”的订单，说明洽谈、核对、签字都在纸面上，或者根本没有做：额度没有控制，价格没有审核，别人也帮不上忙。',
  },
  help: {
    en: 'Enter a document when the work begins, and take its steps as they are done. Put this one back to its beginning and have it signed. If the system was in the way, say so as a proposal.',
    zh: '业务一开始就录入，做一步办一步。本单据请退回起始状态，补办审批。如果是系统不便造成的，请提交流程建议。',
  },
  settings,
  dueDays: 3,
  evaluate: (record, context) => {
    const name = entityOf(record.type).process!.of(record.data);
    const definition = defaultProcess(record.process?.id ?? name);
    if (!definition) return [];
    return isBroughtOver(record) ? broughtFinished(record, definition, context) : enteredLate(record, definition);
  },
});
