import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApprovalRound, ProcessDefinition, StepRecord } from '../kernel/process.ts';
import type { Rec } from '../kernel/record.ts';
import { decide, signingRefusals } from './approval.ts';
import { applyAction, applyEdit, begin, replay } from './engine.ts';
import type { Deed } from './generated.fixture.ts';
import { definitions, people, stories } from './generated.fixture.ts';
import type { Outcome } from './moves.ts';
import type { Governed, StepActor } from './standing.ts';
import { by, deputy, done, maker, NOW, recOf, shanghai, worldAt } from './testing.ts';
import { workOf } from './work.ts';

/** Nobody writes into what they were given: a write to a frozen object throws. */
const frozen = <T>(value: T): T => {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
};

/** What is approved: all that people enter but the note, which is open in every state. */
const contentOf = (rec: Rec): string => JSON.stringify([rec.data['amount'], rec.lines]);

const signatures = (round: ApprovalRound | undefined) =>
  (round?.levels ?? []).flatMap((level) => level.slots).flatMap((slot) => slot.decision ?? []);

/** Whether the levels of a round have all the signatures that their modes ask for: said here a second time, in other words. */
const complete = (round: ApprovalRound): boolean =>
  round.levels.every(({ mode, slots }) => {
    const ours = slots.filter((slot) => slot.addedBy === undefined);
    const yes = (list: typeof slots) => list.filter((slot) => slot.decision?.verdict === 'approve').length;
    return mode === 'any'
      ? yes(ours) > 0 && yes(slots) - yes(ours) === slots.length - ours.length
      : yes(slots) === slots.length;
  });

/** How often something happened, so that a test that never comes to its point is seen. */
const seen: Record<string, number> = {};
const count = (what: string) => {
  seen[what] = (seen[what] ?? 0) + 1;
};

/** A document's life, with what the test knows of it besides the document itself. */
class Life {
  readonly governed: Governed;
  rec: Rec;
  steps: StepRecord[] = [];
  now = Date.parse(NOW);
  /** Who had a hand in the content since it was last approved. */
  hands = new Set<string>();
  /** Slots of work that were ever asked for, and of whom. */
  asked = new Map<string, string>();

  constructor(definition: ProcessDefinition, enforcement: Governed['enforcement'], rec: Rec) {
    this.governed = { definition, version: 7, field: 'status', enforcement };
    this.rec = frozen(rec);
  }

  attempt(deed: Deed): { before: Rec; outcome: Outcome } {
    const context = by(deed.actor, worldAt(new Date(this.now).toISOString()));
    const { states, transitions } = this.governed.definition;
    let before = this.rec;
    if (deed.kind === 'act') {
      const action = transitions[deed.at % transitions.length]!.id;
      return { before, outcome: applyAction(this.governed, before, { action, comment: deed.comment }, context) };
    }
    if (deed.kind === 'set') {
      const to = states[deed.at % states.length]!.id;
      return { before, outcome: applyAction(this.governed, before, { to, comment: deed.comment }, context) };
    }
    if (deed.kind === 'decide') return { before, outcome: decide(this.governed, before, deed, context) };
    const { field, value } = deed;
    before = frozen(
      field === 'lines'
        ? { ...before, lines: [{ quantity: value }] }
        : { ...before, data: { ...before.data, [field]: value } },
    );
    return { before, outcome: applyEdit(this.governed, before, [field], context) };
  }

  private byWhoMay(deed: Deed & { kind: 'decide' }): Deed {
    const actors = people.flatMap((one) => [one, deputy(deed.actor, one)]);
    const actor = actors.find((one) => signingRefusals(this.governed, this.rec, one).length === 0);
    return actor ? { ...deed, actor, round: undefined } : deed;
  }

  /** Takes a deed, if the process lets it, and looks whether all is as it must be. */
  live(drawn: Deed): void {
    const former = this.rec;
    const deed = drawn.kind === 'decide' && drawn.fit ? this.byWhoMay(drawn) : drawn;
    const { outcome } = this.attempt(deed);
    if (!outcome.ok) {
      count(`refused ${deed.kind}`);
      expect(outcome.refusals.length).toBeGreaterThan(0);
      return;
    }
    count(deed.kind === 'decide' ? deed.verdict : deed.kind);
    this.rec = frozen(outcome.rec);
    this.steps.push(...outcome.steps);
    this.checkPath(outcome.steps, former);
    this.checkSignatures(deed, former);
    this.checkApproved(deed, outcome.steps, former);
    this.checkWork();
  }

  begin(): void {
    const outcome = done(begin(this.governed, this.rec, by(maker, worldAt(new Date(this.now).toISOString()))));
    this.rec = frozen(outcome.rec);
    this.steps = [...outcome.steps];
    this.hands.add(maker.id);
    this.checkPath(outcome.steps, undefined);
    this.checkWork();
  }

  /** No step is lost: they are numbered one by one, join, and lead to where the document stands; trail and tally agree. */
  checkPath(taken: readonly StepRecord[], former: Rec | undefined): void {
    const standing = this.rec.process!;
    expect(this.rec.data['status']).toBe(standing.state);
    expect(standing.seq).toBe(this.steps.length);
    expect(replay(standing.begun, this.steps)).toBe(standing.state);
    expect(standing.trail).toEqual(
      this.steps.slice(-40).map(({ seq, action, from, to, at, by: who, late, deviation }) => ({
        n: seq,
        action,
        from,
        to,
        at,
        by: who,
        ...(late ? { late } : {}),
        ...(deviation ? { deviations: deviation.length } : {}),
      })),
    );
    const tally = Object.values(standing.tally);
    expect(tally.reduce((sum, [steps]) => sum + steps, 0)).toBe(this.steps.length);
    expect(tally.reduce((sum, [, departures]) => sum + departures, 0)).toBe(
      this.steps.filter((step) => step.deviation).length,
    );
    expect(former === undefined || former.process === undefined || former.process.begun === standing.begun).toBe(true);
    for (const step of taken) {
      expect(step.took).toBeGreaterThanOrEqual(0);
      if (this.governed.enforcement === 'enforced') expect(step.deviation).toBeUndefined();
      if (step.deviation) count('deviation');
      if (step.action === 'auto-approve') count('auto-approve');
    }
  }

  /** A signature is one person's, is never taken back, never a maker's, and never a key's. */
  checkSignatures(deed: Deed, former: Rec): void {
    const round = this.rec.process?.approval;
    const old = former.process?.approval;
    const same = old?.round === round?.round;
    const names = signatures(round).flatMap((one) => [one.by, ...(one.onBehalfOf ? [one.onBehalfOf] : [])]);
    const own = (actor: StepActor) => (actor.onBehalfOf?.id === actor.id ? 1 : 0);
    // Somebody who is their own deputy stands there twice, by one signature.
    const selves = signatures(round).filter((one) => one.onBehalfOf === one.by).length;
    expect(new Set(names).size + selves).toBe(names.length);
    const fresh = signatures(round).length - (same ? signatures(old).length : 0);
    if (deed.kind !== 'decide' || deed.verdict === 'recall' || deed.verdict === 'add-signer') {
      expect(Math.max(0, fresh)).toBe(0);
    } else {
      const last = this.steps.findLast((step) => step.slot !== undefined)!;
      expect(last).toMatchObject({ action: deed.verdict, by: deed.actor.id });
      expect(deed.actor.kind).toBe('member');
      for (const id of [deed.actor.id, deed.actor.onBehalfOf?.id].slice(0, 2 - own(deed.actor)))
        expect([...this.hands, this.rec.createdBy, this.rec.ownerId, ...this.submitters(old)]).not.toContain(id);
    }
    if (same && old)
      for (const [at, level] of old.levels.entries())
        for (const [index, slot] of level.slots.entries())
          if (slot.decision) expect(round?.levels[at]?.slots[index]).toEqual(slot);
  }

  private readonly submitters = (round: ApprovalRound | undefined): string[] =>
    [round?.submittedBy, round?.submittedOnBehalfOf].filter((id) => id !== undefined);

  private readonly waited = (rec: Rec): boolean =>
    this.governed.definition.states.find((one) => one.id === rec.process?.state)?.approval !== undefined;

  /** What is approved was signed in full by others, for the content as it is. */
  checkApproved(deed: Deed, taken: readonly StepRecord[], former: Rec): void {
    const { approval, state } = this.rec.process!;
    const edited = deed.kind === 'edit' && deed.field !== 'note';
    const here = this.governed.definition.states.find((one) => one.id === state)!;
    for (const step of taken)
      if (this.governed.enforcement === 'enforced' && step.to === 'ok') {
        count('ok');
        expect(['approve', 'auto-approve']).toContain(step.action);
        if (step.action === 'approve') expect(complete(approval!)).toBe(true);
        else expect(approval!.levels).toEqual([]);
        expect(approval?.outcome).toBe('approved');
      }
    const decided = taken.some((step) => ['approve', 'auto-approve'].includes(step.action) && step.from !== step.to);
    if (edited) {
      this.hands.add(deed.actor.id);
      if (deed.actor.onBehalfOf) this.hands.add(deed.actor.onBehalfOf.id);
    }
    const waiting = here.approval !== undefined && approval !== undefined && approval.outcome === undefined;
    if (decided && !waiting) this.hands.clear();
    // A round that begins where another one was: who submitted that one has a hand in this one.
    if (waiting && this.waited(former) && approval?.round !== former.process?.approval?.round)
      for (const id of this.submitters(former.process?.approval)) this.hands.add(id);
    // However it came about: where a round stands as approved or open, it speaks of this content.
    if (approval?.outcome === 'approved' || waiting) expect(contentOf(this.rec)).toBe(this.offeredNow(waiting));
  }

  private offeredNow(waiting: boolean): string {
    const { approval } = this.rec.process!;
    const key = `${approval!.round}`;
    const known = this.rounds.get(key);
    if (known === undefined) this.rounds.set(key, contentOf(this.rec));
    if (known !== undefined) count(waiting ? 'content compared in an open round' : 'content compared when approved');
    return known ?? contentOf(this.rec);
  }
  private readonly rounds = new Map<string, string>();

  /** Everything that is to be done has one owner, is asked for once, and something is always to be done until the end. */
  checkWork(): void {
    const work = workOf(this.governed, this.rec, 'Title', shanghai);
    expect(new Set(work.map((one) => one.slot)).size).toBe(work.length);
    const { state, approval, due } = this.rec.process!;
    const here = this.governed.definition.states.find((one) => one.id === state)!;
    for (const one of work) {
      expect(one.assignee).toMatch(/^(m:mem_[a-z0-9]+|r:[a-z-]+)$/);
      expect(one.due).toBe(due);
      if (one.remindAt && due) expect(one.remindAt < due).toBe(true);
      const known = this.asked.get(one.slot);
      const identity = JSON.stringify([one.kind, one.assignee, one.state, one.since, one.round]);
      if (known) expect(identity).toBe(known);
      this.asked.set(one.slot, identity);
    }
    const waits = here.approval !== undefined && approval !== undefined && approval.outcome === undefined;
    if (waits) {
      expect(work.length).toBeGreaterThan(0);
      expect(work.every((one) => one.kind === 'approval' && one.round === approval.round)).toBe(true);
      if (approval.levels[approval.level]!.mode === 'sequence') expect(work).toHaveLength(1);
    } else expect(work.map((one) => one.kind)).toEqual(here.responsible ? ['step'] : []);
  }
}

const fresh = (amount: number, status?: string): Rec =>
  recOf('order', 'order_1', { amount, currency: 'CNY', ...(status ? { status } : {}) }, { lines: [{ quantity: 1 }] });

const amounts = fc.constantFrom(1, 60, 100);
const enforcements = fc.constantFrom('enforced' as const, 'advisory' as const);

describe('any process, any people, any order of events', () => {
  it('keeps its promises for documents that begin in it', () => {
    fc.assert(
      fc.property(definitions, enforcements, amounts, stories, (definition, enforcement, amount, story) => {
        const life = new Life(definition, enforcement, fresh(amount));
        life.begin();
        for (const [deed, minutes] of story) {
          life.now += minutes * 60_000;
          life.live(deed);
        }
      }),
      { numRuns: 500 },
    );
    // The story came to its points, each of them.
    for (const what of [
      'act',
      'edit',
      'approve',
      'reject',
      'send-back',
      'recall',
      'add-signer',
      'deviation',
      'auto-approve',
      'ok',
    ])
      expect(seen[what] ?? 0, what).toBeGreaterThan(3);
    for (const what of [
      'content compared in an open round',
      'content compared when approved',
      'refused decide',
      'refused edit',
    ])
      expect(seen[what] ?? 0, what).toBeGreaterThan(3);
  });

  it('keeps them for documents that were imported in any state', () => {
    fc.assert(
      fc.property(definitions, enforcements, fc.nat(6), stories, (definition, enforcement, at, story) => {
        const state = definition.states[at % definition.states.length]!.id;
        const life = new Life(definition, enforcement, fresh(60, state));
        expect(workOf(life.governed, life.rec, 'Title', shanghai)).toEqual([]);
        for (const [deed, minutes] of story) {
          life.now += minutes * 60_000;
          life.live(deed);
        }
      }),
      { numRuns: 200 },
    );
  });
});
