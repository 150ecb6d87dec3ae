import type { Label } from '../kernel/field.ts';
import type { EffectUse } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';

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
  types?: readonly string[];
  /** Pure effects change the document; one without `apply` is carried out by the runtime in the step's transaction. */
  apply?: (rec: Rec, field: string, world: EffectWorld) => Rec;
}

const set = (rec: Rec, field: string, value: unknown): Rec => ({ ...rec, data: { ...rec.data, [field]: value } });

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
    apply: (rec, field, world) => set(rec, field, world.actorId),
  },
  {
    id: 'clear',
    label: { en: 'Empty a field', zh: '清空字段' },
    field: true,
    apply: (rec, field) => {
      const { [field]: _gone, ...data } = rec.data;
      return { ...rec, data };
    },
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
