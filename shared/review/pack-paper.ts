import { entityOf, isEntity } from '../entities.ts';
import { finding } from '../findings/finding.ts';
import { entityFields } from '../kernel/entity.ts';
import type { PaperLanguage } from '../papers/paper.ts';
import type { ReportBlock, ReportPaper, ReportTile } from '../papers/report-paper.ts';
import { stages } from '../sales/pipeline.ts';
import type { Names, PackFigure } from './measures.ts';
import { figuresOf } from './measures.ts';
import { narrativeOf } from './narrative.ts';
import { amountColumns, bars, column, columns, heading, langOf, nameOf, textOf, under } from './pack-paper-blocks.ts';
import { paperWords } from './paper-words.ts';
import type { PackMeasure } from './parts.contract.ts';
import type { ReviewPack } from './review.contract.ts';
import { endOf, isWeek, periodName } from './week.ts';

/** The figures of the first page, as they come. */
const KEY = [
  'findings.open',
  'findings.opened',
  'findings.closed',
  'findings.recurred',
  'overdue.findings',
  'orders.count',
  'orders.amount',
  'activities',
] as const;
const MOST_TILES = 12;

interface Printing {
  pack: ReviewPack;
  names: Names;
  language: PaperLanguage;
  figures: readonly PackFigure[];
}

/** An instant (ISO UTC) to the minute: the zone of a company may change, and a reprint does not. */
const instantText = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

const clean = (value: number): number => Math.round(value * 100) / 100;

const changeText = (figure: PackFigure, language: PaperLanguage): string => {
  if (figure.before === undefined) return '';
  const by = clean(figure.value - figure.before);
  if (by === 0) return '=';
  const sign = by > 0 ? '+' : '−';
  return `${sign}${textOf(Math.abs(by), figure, language)}`;
};

const tiles = ({ figures, language }: Printing): ReportTile[] =>
  KEY.flatMap((key) => figures.filter((one) => one.key === key || one.key.startsWith(`${key}|`)))
    .slice(0, MOST_TILES)
    .map((figure) => ({
      label: nameOf(figure, language),
      value: textOf(figure.value, figure, language),
      ...(figure.before === undefined
        ? {}
        : { note: paperWords[language].was(textOf(figure.before, figure, language)) }),
    }));

const areas = entityFields(finding).find((field) => field.name === 'area')?.values ?? [];

const findings = ({ pack, names, language }: Printing): ReportBlock[] => {
  const t = paperWords[language];
  const lang = langOf(language);
  const area = (key: string) => areas.find((one) => one.value === key)?.label[lang] ?? (key || t.noArea);
  const rule = (key: string) => names.rule(key)[lang];
  const of = pack.findings;
  const owner = new Map(of.byOwner.map((row) => [row.key, row.name]));
  return under(t.findings, [
    ...(pack.previous ? [{ kind: 'text', text: t.marks } as const] : []),
    ...bars(t.byArea, of.byArea, { language, nameBy: (row) => area(row.key) }),
    ...bars(t.byTeam, of.byTeam ?? [], { language, nameBy: (row) => row.key || t.noTeam }),
    ...bars(t.byRule, of.byRule, { language, nameBy: (row) => rule(row.key) }),
    ...bars(t.byOwner, of.byOwner, { language, nameBy: (row) => owner.get(row.key) || t.noOwner }),
    ...bars(t.recurring, of.recurring, { language, nameBy: (row) => rule(row.key) }),
  ]);
};

const entityName = (key: string, language: PaperLanguage): string =>
  isEntity(key) ? entityOf(key).plural[langOf(language)] : key;

const completeness = ({ pack, language }: Printing): ReportBlock[] =>
  under(
    paperWords[language].quality,
    bars(
      paperWords[language].completeness,
      pack.completeness.map(({ entity, percent, before }) => ({ key: entity, value: percent, before })),
      { language, nameBy: (row) => entityName(row.key, language), most: 100 },
    ),
  );

const trade = ({ pack, language }: Printing): ReportBlock[] => {
  const t = paperWords[language];
  const by = isWeek(pack.period) ? 'week' : 'month';
  const { selling, service } = pack;
  return [
    ...under(t.orders, [
      ...columns(
        t.ordersBy[by],
        pack.orders.months.map(({ month, count }) => ({ month, value: count })),
        language,
      ),
    ]),
    ...under(t.selling, [
      ...amountColumns(
        t.shippedBy[by],
        (selling?.months ?? []).map(({ month, shipped }) => ({ month, amounts: shipped })),
        language,
      ),
      ...amountColumns(
        t.paidBy[by],
        (selling?.months ?? []).map(({ month, paid }) => ({ month, amounts: paid })),
        language,
      ),
    ]),
    ...under(
      t.service,
      columns(
        t.complaintsBy[by],
        (service?.months ?? []).map(({ month, opened }) => ({ month, value: opened })),
        language,
      ),
    ),
  ];
};

const isStage = (key: string): key is keyof typeof stages => key in stages;

const funnel = ({ pack, language, figures }: Printing): ReportBlock[] => {
  const t = paperWords[language];
  const lang = langOf(language);
  const late = figures.filter(({ key }) => key.startsWith('overdue.'));
  const label = new Map(late.map((one) => [one.key, one.label[lang]]));
  return under(t.funnel, [
    ...bars(
      t.stages,
      pack.funnel.map(({ stage, count, before }) => ({ key: stage, value: count, before })),
      { language, nameBy: ({ key }) => (isStage(key) ? stages[key][lang] : key) },
    ),
    ...bars(t.overdue, late, { language, nameBy: (row) => label.get(row.key) ?? row.key }),
  ]);
};

/** Whether the day of a goal came before the end of the period without it. */
const isMissed = ({ goal, goalBy, state }: PackMeasure, period: string): boolean =>
  goal !== undefined && goalBy !== undefined && state !== 'met' && goalBy < endOf(period);

/** What was set as a goal, or stood at the beginning, and how far it is. */
const goals = ({ pack, language, figures }: Printing): ReportBlock[] => {
  const t = paperWords[language];
  const byKey = new Map(figures.map((one) => [one.key, one]));
  const rows = (pack.measures ?? []).flatMap((one) => {
    const figure = byKey.get(one.key);
    if (!figure || (one.goal === undefined && one.baseline === undefined)) return [];
    const text = (value: number | undefined) => (value === undefined ? '' : textOf(value, figure, language));
    return [
      [
        nameOf(figure, language),
        text(one.value),
        text(one.before),
        text(one.baseline),
        one.goal === undefined ? '' : [text(one.goal), one.goalBy ? t.by(one.goalBy) : ''].filter(Boolean).join('\n'),
        isMissed(one, pack.period) ? t.missed : one.state ? t.states[one.state] : '',
      ],
    ];
  });
  if (rows.length === 0) return [];
  const heads = [
    column(t.measure, 30, 'left'),
    column(t.value, 15),
    column(t.before, 15),
    column(t.baseline, 14),
    column(t.goal, 20),
    column(t.state, 10, 'center'),
  ];
  return under(t.goals, [{ kind: 'table', table: { columns: heads, rows } }]);
};

const allFigures = ({ pack, language, figures }: Printing): ReportBlock[] => {
  const t = paperWords[language];
  const compared = pack.previous !== undefined;
  const groups = [...new Set(figures.map(({ group }) => group))];
  const heads = [
    column(t.measure, 46, 'left'),
    column(t.value, 18),
    ...(compared ? [column(t.before, 18), column(t.change, 18)] : []),
  ];
  return under(
    t.figures,
    groups.map(
      (group): ReportBlock => ({
        kind: 'table',
        table: {
          caption: t.groups[group],
          columns: heads,
          rows: figures
            .filter((one) => one.group === group)
            .map((one) => [
              nameOf(one, language),
              textOf(one.value, one, language),
              ...(compared
                ? [one.before === undefined ? '' : textOf(one.before, one, language), changeText(one, language)]
                : []),
            ]),
        },
      }),
    ),
  );
};

const marks = { good: '+', bad: '!', plain: '·' } as const;

const says = ({ pack, names, language }: Printing): ReportBlock[] => {
  const lines = narrativeOf(pack, names);
  if (lines.length === 0) return [];
  return under(paperWords[language].says, [
    { kind: 'list', items: lines.map((line) => ({ mark: marks[line.tone], text: line[langOf(language)] })) },
  ]);
};

/** The review pack as it is printed. Pure: the same pack gives the same paper, whenever it is made. */
export const packPaper = (pack: ReviewPack, names: Names, language: PaperLanguage): ReportPaper => {
  const t = paperWords[language];
  const lang = langOf(language);
  const printing: Printing = { pack, names, language, figures: figuresOf(pack, names) };
  const week = isWeek(pack.period);
  return {
    language,
    title: week ? t.week : t.month,
    subject: periodName(pack.period, lang),
    fileName: `${week ? t.week : t.month} ${pack.period}.pdf`,
    madeAt: pack.frozenAt,
    seller: { name: pack.workspaceName },
    notes: [
      t.asOf(instantText(pack.frozenAt)),
      pack.previous ? t.against(periodName(pack.previous, lang)) : t.alone,
      ...(week ? [t.ofWeek] : []),
    ],
    blocks: [
      ...says(printing),
      heading(t.glance),
      { kind: 'tiles', tiles: tiles(printing) },
      ...goals(printing),
      ...findings(printing),
      ...completeness(printing),
      ...trade(printing),
      ...funnel(printing),
      ...allFigures(printing),
    ],
    foot: `${t.asOf(instantText(pack.frozenAt))} · ${t.page}`,
  };
};
