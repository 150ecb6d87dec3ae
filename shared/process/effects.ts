import { lastReason } from '../improvement/reason.ts';
import type { Label } from '../kernel/field.ts';
import type { EffectUse } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { publishEdition } from '../problems/edition.ts';
import { balanceOf } from '../receivables/receivable.ts';

interface EffectWorld {
  now: string;
  today: string;
  actorId: string;
}

/** What happens on entering a state, by name. */
export interface Effect {
  id: string;
  label: Label;
  /** Names a field of the document. */
  field?: true;
  /** Names a state to which the document goes where it cannot be had. */
  otherwise?: true;
  types?: readonly string[];
  /** Pure effects change the document; one without `apply` is carried out by the runtime in the step's transaction. */
  apply?: (rec: Rec, field: string, world: EffectWorld) => Rec;
}

const set = (rec: Rec, field: string, value: unknown): Rec => ({ ...rec, data: { ...rec.data, [field]: value } });

const without = (rec: Rec, field: string): Rec => {
  const { [field]: _gone, ...data } = rec.data;
  return { ...rec, data };
};

/** A record that is nobody's from now on; whose it was stays on it, and nobody is reminded of it any more. */
const toPool = (rec: Rec, now: string): Rec => {
  const { ownerId, teamId: _team, ...free } = rec;
  const { recallOn: _recall, warnOn: _warn, claimedAt: _claimed, ...data } = rec.data;
  return { ...free, data: { ...data, poolSince: now, ...(ownerId ? { recalledFrom: ownerId } : {}) } };
};

/** Whether the step that brings a complaint here leads back from its end. */
const endedBefore = (rec: Rec): boolean => ['closed', 'rejected'].includes(rec.process?.trail.at(-1)?.from ?? '');

/** The list of effects. */
export const effects: readonly Effect[] = [
  {
    id: 'stamp-time',
    label: { en: 'Note the time in a field', zh: '将时间记入字段' },
    field: true,
    apply: (rec, field, world) => set(rec, field, world.now),
  },
  {
    id: 'stamp-date',
    label: { en: 'Note today’s date in a field, unless one is given', zh: '字段为空时记入当天日期' },
    field: true,
    apply: (rec, field, world) => (rec.data[field] ? rec : set(rec, field, world.today)),
  },
  {
    id: 'stamp-person',
    label: { en: 'Note the person in a field', zh: '将操作人记入字段' },
    field: true,
    // What passed by the rule alone was signed by nobody; who signed an earlier round did not sign this one.
    apply: (rec, field, world) =>
      world.actorId.startsWith('job:') ? without(rec, field) : set(rec, field, world.actorId),
  },
  {
    id: 'clear',
    label: { en: 'Empty a field', zh: '清空字段' },
    field: true,
    apply: without,
  },
  {
    id: 'apply-change',
    label: { en: 'Carry out the change that was asked for', zh: '执行所申请的变更' },
    types: ['changeRequest'],
  },
  {
    id: 'release-change',
    label: { en: 'Let go of the change that was asked for', zh: '释放所申请的变更' },
    types: ['changeRequest'],
  },
  {
    id: 'take-credit',
    label: {
      en: 'Take the customer’s credit; without it, go elsewhere',
      zh: '占用客户信用额度；额度不足则转入其他状态',
    },
    otherwise: true,
    types: ['order'],
  },
  {
    id: 'note-hold',
    label: { en: 'Note that it was held by hand, unless another reason is known', zh: '无其他原因时记为人工冻结' },
    types: ['order'],
    apply: (rec) => (rec.data['holdReason'] ? rec : set(rec, 'holdReason', 'manual')),
  },
  {
    id: 'ask-release',
    label: { en: 'What leads on from here takes credit over the limit', zh: '通过后可超额度占用信用' },
    types: ['order'],
  },
  {
    id: 'post-shipment',
    label: { en: 'Take it off the order and make the receivable', zh: '更新订单已出货数量并生成应收账款' },
    types: ['shipment'],
  },
  {
    id: 'post-credit-note',
    label: { en: 'Take it off the receivable', zh: '冲减应收账款' },
    types: ['creditNote'],
  },
  {
    id: 'write-off',
    label: { en: 'Give up the balance', zh: '核销余额' },
    types: ['receivable'],
    apply: (rec) => set(rec, 'writtenOff', Number(rec.data['writtenOff'] ?? 0) + balanceOf(rec)),
  },
  {
    id: 'replace-list',
    label: { en: 'Retire the price list that it replaces', zh: '停用被替代的价格表' },
    types: ['priceList'],
  },
  {
    id: 'to-pool',
    label: { en: 'Free it for anybody to take', zh: '释放到公海，任何人可领取' },
    types: ['lead'],
    apply: (rec, _field, world) => toPool(rec, world.now),
  },
  {
    id: 'count-reopening',
    label: { en: 'Count in a field that it was opened again', zh: '在字段中累计重开次数' },
    field: true,
    types: ['complaint'],
    apply: (rec, field) => (endedBefore(rec) ? set(rec, field, Number(rec.data[field] ?? 0) + 1) : rec),
  },
  {
    id: 'meet-recurrence',
    label: { en: 'Open earlier complaints of the same cause again', zh: '重新打开同一原因的前诉' },
    types: ['complaint'],
  },
  {
    id: 'publish-edition',
    label: { en: 'Put it into the problem book as the next edition', zh: '作为新版收入问题教科书' },
    types: ['problemEntry'],
    apply: (rec, _field, world) => publishEdition(rec, world),
  },
  {
    id: 'note-judgement',
    label: { en: 'Note the reason of the judgement', zh: '记下评定理由' },
    types: ['tip'],
    apply: (rec) => {
      const reason = lastReason(rec);
      return reason === undefined ? without(rec, 'judgement') : set(rec, 'judgement', reason);
    },
  },
  {
    id: 'end-date',
    label: { en: 'Note today’s date in a field, unless an earlier one is given', zh: '字段无更早日期时记入当天日期' },
    field: true,
    apply: (rec, field, world) => {
      const given = rec.data[field];
      return typeof given === 'string' && given < world.today ? rec : set(rec, field, world.today);
    },
  },
];

const byId = new Map(effects.map((effect) => [effect.id, effect]));
export const effectOf = (id: string): Effect | undefined => byId.get(id);

/** The document after the pure effects, and those left to the runtime. @throws Error for an effect that is not in the list */
export const carryOut = (uses: readonly EffectUse[], rec: Rec, world: EffectWorld): { rec: Rec; left: EffectUse[] } => {
  const left: EffectUse[] = [];
  let next = rec;
  for (const use of uses) {
    const effect = byId.get(use.id);
    if (!effect) throw new Error(`no effect ${use.id}`);
    if (effect.apply) next = effect.apply(next, use.field ?? '', world);
    else left.push(use);
  }
  return { rec: next, left };
};
