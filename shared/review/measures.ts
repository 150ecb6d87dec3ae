import type { Names, PackFigure, PackMeasure, Reading } from './measure.ts';
import { findingMeasures, orderMeasures, qualityMeasures, stockMeasures } from './measures-findings.ts';
import { peopleMeasures, serviceMeasures, waitingMeasures } from './measures-people.ts';
import { sellingMeasures } from './measures-selling.ts';
import type { ReviewPack } from './review.contract.ts';

export type { Names, PackFigure, PackMeasure } from './measure.ts';

/** The one list of what a review measures, in the order of the page: told, compared, and given goals by it. */
export const measures: readonly PackMeasure[] = [
  ...findingMeasures,
  ...qualityMeasures,
  ...orderMeasures,
  ...sellingMeasures,
  ...serviceMeasures,
  ...peopleMeasures,
  ...waitingMeasures,
  ...stockMeasures,
];

const byId = new Map(measures.map((measure) => [measure.id, measure]));

/** The measure of a key, `id` or `id|of`; undefined for what is none. */
export const measureOf = (key: string): PackMeasure | undefined => byId.get(key.split('|')[0]!);

const keyOf = ({ id }: PackMeasure, { of }: Reading): string => (of === undefined ? id : `${id}|${of}`);

const figure = (measure: PackMeasure, reading: Reading): PackFigure => ({
  key: keyOf(measure, reading),
  label: reading.label ?? measure.label,
  group: measure.group,
  unit: measure.unit,
  wish: measure.wish,
  weight: measure.weight,
  value: reading.value,
  ...(reading.before === undefined ? {} : { before: reading.before }),
  ...(reading.currency === undefined ? {} : { currency: reading.currency }),
});

/** Every figure of a pack that can be told or compared, each once, in the order of the page. Pure: the same pack gives the same list. */
export const figuresOf = (pack: ReviewPack, names: Names): PackFigure[] =>
  measures.flatMap((measure) => measure.read(pack, names).map((reading) => figure(measure, reading)));

const unnamed: Names = { rule: (id) => ({ en: id, zh: id }) };

/** Whether somebody can set a goal for a measure: one that has a wanted way, and values that are known beforehand. */
export const canAim = ({ wish, aimless }: PackMeasure): boolean => wish !== 'none' && !aimless;

const aimed = measures.filter(canAim);

/** The figures of a pack that can have a goal. */
export const aimedFigures = (pack: ReviewPack): PackFigure[] =>
  aimed.flatMap((measure) => measure.read(pack, unnamed).map((reading) => figure(measure, reading)));
