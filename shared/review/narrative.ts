import { currencyExponent } from '../kernel/money.ts';
import type { Names, PackFigure } from './measures.ts';
import { figuresOf } from './measures.ts';
import type { AimWords } from './narrative-goals.ts';
import { aimWords } from './narrative-goals.ts';
import type { ReviewPack } from './review.contract.ts';
import { endOf, isWeek } from './week.ts';

/** A sentence about one figure of a pack. */
export interface NarrativeLine {
  /** The figure that it tells: one line a figure. */
  key: string;
  tone: 'good' | 'bad' | 'plain';
  en: string;
  zh: string;
}

/** Lines that a pack says at most. */
export const MOST_LINES = 8;

/** Changes below these are no news, by unit: counts and amounts in parts of the month before, shares in points. */
const NEWS = { count: 0.1, money: 0.1, minutes: 0.1, percent: 1, score: 0.1 } as const;
/** A change of a count by so few is chance. */
const FEW = 2;
/** What got worse is told before what got better by as much. */
const BAD_FIRST = 1.25;

const clean = (value: number): number => Math.round(value * 100) / 100;

/** Digits in groups of three, the same on every machine. */
const grouped = (value: number, decimals?: number): string => {
  const [whole, part] = (decimals === undefined ? String(Math.abs(value)) : Math.abs(value).toFixed(decimals)).split(
    '.',
  );
  const digits = whole!.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${value < 0 ? '-' : ''}${digits}${part ? `.${part}` : ''}`;
};

const amount = (minor: number, currency: string): string => {
  const exponent = currency === '' ? 0 : currencyExponent(currency);
  return `${currency} ${grouped(minor / 10 ** exponent, exponent)}`.trim();
};

const hours = (minutes: number): string => grouped(Math.round(minutes / 6) / 10);

type Language = 'en' | 'zh';

/** A value of a figure as it is written in the language. */
export const written = (
  value: number,
  { unit, currency }: Pick<PackFigure, 'unit' | 'currency'>,
  lang: Language,
): string => {
  if (unit === 'money') return amount(value, currency ?? '');
  if (unit === 'percent') return lang === 'en' ? `${grouped(value)} %` : `${grouped(value)}%`;
  if (unit === 'minutes') return lang === 'en' ? `${hours(value)} business hours` : `${hours(value)} 工作小时`;
  return grouped(value);
};

/** What a period is called. */
interface Length {
  en: string;
  zh: string;
}
const lengthOf = (period: string): Length => (isWeek(period) ? { en: 'week', zh: '周' } : { en: 'month', zh: '月' });

interface Moved {
  figure: PackFigure;
  length: Length;
  before: number;
  by: number;
  up: boolean;
}

const english = ({ figure, length, before, by, up }: Moved): string => {
  const write = (value: number) => written(value, figure, 'en');
  const share = figure.unit === 'percent' || figure.unit === 'score';
  const much = figure.unit === 'percent' ? `${grouped(by)} points` : write(by);
  const way = share ? (up ? 'higher' : 'lower') : up ? 'more' : 'less';
  const percent = share || before === 0 ? '' : `, ${up ? '+' : '−'}${Math.round((by / Math.abs(before)) * 100)} %`;
  return `${figure.label.en}: ${write(figure.value)}, ${much} ${way} than the ${length.en} before (${write(before)}${percent}).`;
};

const chinese = ({ figure, length, before, by, up }: Moved): string => {
  const write = (value: number) => written(value, figure, 'zh');
  const share = figure.unit === 'percent' || figure.unit === 'score';
  const much = figure.unit === 'percent' ? `${grouped(by)} 个百分点` : write(by);
  const way = share ? (up ? '上升' : '下降') : up ? '增加' : '减少';
  const percent = share || before === 0 ? '' : `，${up ? '+' : '−'}${Math.round((by / Math.abs(before)) * 100)}%`;
  return `${figure.label.zh}：${write(figure.value)}，比上${length.zh}（${write(before)}）${way} ${much}${percent}。`;
};

interface Weighed extends NarrativeLine {
  weight: number;
}

const toneOf = (figure: PackFigure, up: boolean): NarrativeLine['tone'] =>
  figure.wish === 'none' ? 'plain' : up === (figure.wish === 'more') ? 'good' : 'bad';

/** What a figure says by how it moved; nothing where it stood still, or moved too little to be news. */
const moved = (figure: PackFigure, length: Length): Weighed[] => {
  if (figure.before === undefined || figure.weight === 0) return [];
  const by = clean(Math.abs(figure.value - figure.before));
  const isShare = figure.unit === 'percent' || figure.unit === 'score';
  if (by === 0 || (figure.unit === 'count' && by < FEW)) return [];
  const size = isShare ? by : figure.before === 0 ? 1 : by / Math.abs(figure.before);
  if (size < NEWS[figure.unit]) return [];
  const up = figure.value > figure.before;
  const tone = toneOf(figure, up);
  const change = { figure, length, before: figure.before, by, up };
  const strength = Math.min(1, isShare ? size / 10 : size);
  const weight = figure.weight * (0.5 + strength) * (tone === 'bad' ? BAD_FIRST : 1);
  return [{ key: figure.key, tone, weight, en: english(change), zh: chinese(change) }];
};

/** What is overdue is told even where nothing is known of the month before, or where it stands as it stood. */
const standing = (figure: PackFigure, length: Length): Weighed[] => {
  if (figure.group !== 'overdue' || figure.value === 0) return [];
  const same = figure.before === figure.value;
  return [
    {
      key: figure.key,
      tone: 'bad',
      weight: figure.weight / 2,
      en: `${figure.label.en}: ${grouped(figure.value)}${same ? `, as many as the ${length.en} before` : ''}.`,
      zh: `${figure.label.zh}：${grouped(figure.value)}${same ? `，与上${length.zh}持平` : ''}。`,
    },
  ];
};

/** The rule whose findings came back most often. */
const recurring = ({ findings }: ReviewPack, names: Names): Weighed[] =>
  findings.recurring.slice(0, 1).map(({ key, value }) => {
    const label = names.rule(key);
    return {
      key: `again|${key}`,
      tone: 'bad',
      weight: 4,
      en: `“${label.en}” came back most often: ${value === 1 ? 'once' : `${grouped(value)} times`} after being closed.`,
      zh: `“${label.zh}”反复最多：关闭后又出现 ${grouped(value)} 次。`,
    };
  });

/** What a figure says of itself and of its goal; a goal that is met or missed is told of one that stood still, too. */
const withAim = (figure: PackFigure, told: Weighed[], aim: AimWords | undefined): Weighed[] => {
  if (!aim) return told;
  const [line] = told;
  if (line)
    return [
      {
        ...line,
        // What is at its goal is well, whichever way it moved within it.
        tone: aim.tone === 'plain' ? line.tone : aim.tone,
        weight: line.weight * aim.factor,
        en: `${line.en} ${aim.en}`,
        zh: `${line.zh}${aim.zh}`,
      },
    ];
  if (aim.tone === 'plain') return [];
  return [
    {
      key: figure.key,
      tone: aim.tone,
      weight: (figure.weight / 2) * aim.factor,
      en: `${figure.label.en}: ${written(figure.value, figure, 'en')}. ${aim.en}`,
      zh: `${figure.label.zh}：${written(figure.value, figure, 'zh')}。${aim.zh}`,
    },
  ];
};

/** Of the many rules the two that moved most speak for all. */
const MOST_RULES = 2;

/**
 * What a pack says, in words made of its own figures by fixed templates: at most eight lines, the weightiest first. It is worked out
 * from the pack and kept nowhere, so that an old pack says what it always said.
 */
export const narrativeOf = (pack: ReviewPack, names: Names): NarrativeLine[] => {
  const aims = new Map(pack.measures?.map((measure) => [measure.key, measure] as const));
  const aimOf = (figure: PackFigure): AimWords | undefined => {
    const measure = aims.get(figure.key);
    const write = (lang: Language) => (value: number) => written(value, figure, lang);
    return measure && aimWords(measure, endOf(pack.period), { en: write('en'), zh: write('zh') });
  };
  const length = lengthOf(pack.period);
  const lines = [
    ...figuresOf(pack, names).flatMap((figure) => {
      const news = moved(figure, length);
      return withAim(figure, news.length > 0 ? news : standing(figure, length), aimOf(figure));
    }),
    ...recurring(pack, names),
  ].sort((a, b) => b.weight - a.weight || (a.key < b.key ? -1 : 1));
  let ofRules = 0;
  return lines
    .filter(({ key }) => !key.startsWith('rule|') || ++ofRules <= MOST_RULES)
    .slice(0, MOST_LINES)
    .map(({ weight: _weight, ...line }) => line);
};
