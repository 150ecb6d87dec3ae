import type { Role } from '../access/permissions.ts';
import { roleNames } from '../access/permissions.ts';
import { spread } from '../audit/run.ts';
import type { ProcessDefinition } from '../kernel/process.ts';
import { isPersonal } from '../process/standing.ts';

/** Most people that one draw asks: each is some items of its transaction. */
export const MOST_DRAWN = 20;

/** Somebody who can be asked, and what speaks for asking them. */
export interface Candidate {
  id: string;
  onProbation: boolean;
  /** Open findings of theirs on documents of the process. */
  openFindings: number;
}

export interface Drawn extends Candidate {
  /** How much likelier than anybody else they were asked. */
  weight: number;
}

/** Findings beyond these make nobody likelier: the point is to look, not to haunt. */
const MOST_COUNTED = 4;

/** Somebody new counts for three; each open finding of the process for one more. */
export const weightOf = ({ onProbation, openFindings }: Candidate): number =>
  1 + (onProbation ? 2 : 0) + Math.min(openFindings, MOST_COUNTED);

/**
 * A random choice of people that a seed repeats over the same people, likelier by their weights and independent of their order
 * (Efraimidis and Spirakis: the smallest of exponential waits, each as fast as its weight).
 */
export const drawOf = (candidates: readonly Candidate[], count: number, seed: string): Drawn[] =>
  candidates
    .map((one) => {
      const weight = weightOf(one);
      const chance = (spread(`${seed}\n${one.id}`) + 0.5) / 2 ** 32;
      return { ...one, weight, wait: -Math.log(chance) / weight };
    })
    .toSorted((a, b) => a.wait - b.wait || (a.id < b.id ? -1 : 1))
    .slice(0, count)
    .map(({ wait: _wait, ...one }) => one);

/** Who steps in everywhere is asked nowhere for it: only where a step is named as theirs. */
const stepsIn: readonly Role[] = ['administrator', 'data-steward'];

/** Roles that work by a process: those that answer for a state, sign, or take the steps of what is one person's. */
export const rolesOfProcess = ({ states, transitions }: ProcessDefinition): Role[] => {
  const named = states.flatMap(({ id, responsible, approval }): string[] => [
    ...(responsible && !isPersonal(responsible) ? [responsible] : []),
    ...(approval?.levels.flatMap(({ signers }) => signers) ?? []).filter((role) => role !== 'administrator'),
    ...(responsible && isPersonal(responsible)
      ? transitions
          .filter(({ from }) => from.includes(id))
          .flatMap(({ roles }) => roles.filter((role) => !stepsIn.includes(role)))
      : []),
  ]);
  return roleNames.filter((role) => named.includes(role));
};
