import type { Label } from '../kernel/field.ts';
import type { Measured, MeasureGroup, MeasureUnit, MeasureWish } from './compare.contract.ts';
import type { ReviewPack } from './review.contract.ts';

/** Names that the pack itself does not hold. */
export interface Names {
  rule: (id: string) => Label;
}

/** A value that a measure has in a pack; `of` tells the values of one measure apart: an entity, a currency, a rule. */
export interface Reading {
  of?: string;
  value: number;
  before?: number | undefined;
  /** Where it stands for the measure's own name. */
  label?: Label;
  currency?: string;
}

/** A figure of the review: what it is called, what it means, how it is read from a pack, and which way it should go. */
export interface PackMeasure {
  /** For ever: goals are kept under it, and packs carry it. */
  id: string;
  group: MeasureGroup;
  unit: MeasureUnit;
  wish: MeasureWish;
  /** How much it weighs when few can be told; 0: only in a comparison. */
  weight: number;
  label: Label;
  /** What exactly is counted, in words. */
  definition: Label;
  /** Bounds of its value, both within; of a share 0 to 100, of all else from 0. */
  range?: readonly [number, number];
  /** One that has values without end (a rule, a state) is nobody's goal. */
  aimless?: true;
  read: (pack: ReviewPack, names: Names) => Reading[];
}

/** A figure of a pack with its name, and how much it weighs when few can be told (0: only in a comparison). */
export interface PackFigure extends Measured {
  value: number;
  before?: number | undefined;
  weight: number;
}

interface Figure {
  value: number;
  before?: number | undefined;
}
interface Share {
  percent?: number | undefined;
  before?: number | undefined;
}
type Amounts = readonly { currency: string; value: number; before?: number | undefined }[];

/** One figure; nothing where the pack has none. */
export const one = (figure: Figure | undefined): Reading[] =>
  figure ? [{ value: figure.value, before: figure.before }] : [];

/** The percentage of a share: shares of nothing are no figures. */
export const percent = (share: Share | undefined): Reading[] =>
  share?.percent === undefined ? [] : [{ value: share.percent, before: share.before }];

/** An amount by currency. */
export const money = (amounts: Amounts | undefined): Reading[] =>
  (amounts ?? []).map(({ currency, value, before }) => ({ of: currency, currency, value, before }));
