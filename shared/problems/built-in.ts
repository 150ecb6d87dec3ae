import { rules } from '../audit/catalogue.ts';
import type { Label } from '../kernel/field.ts';
import type { ProblemCode } from '../kernel/problem.ts';
import { fieldFaults, problemCodes, problemList } from '../kernel/problem.ts';
import { guards } from '../process/guards.ts';
import { refusalRules } from '../process/refusals.ts';
import { processes } from '../processes.ts';
import { accessWords } from './access-words.ts';
import type { ErrorWords } from './code-words.ts';
import { recordWords } from './code-words.ts';
import type { Help } from './help.ts';
import { pageGuides } from './page-guides.ts';

// Entries that every company has from the first day: the product's own words about its rules, errors, conditions and pages.

const noLinks = {
  errorCodes: [],
  auditRules: [],
  processSteps: [],
  pages: [],
  roles: [],
} as const satisfies Help['links'];

interface Said {
  about: string;
  kind?: Help['kind'];
  title: Label;
  symptom?: Label;
  consequence?: Label;
  cause?: Label;
  wrongOperation?: Label;
  rightWay?: Label;
  links?: Partial<Help['links']>;
}

const entry = ({ about, kind = 'problem', links, ...words }: Said): Help => ({
  id: `builtin:${about}`,
  about,
  kind,
  ...words,
  links: { ...noLinks, ...links },
});

const ruleEntries = (): Help[] =>
  rules.map((rule) =>
    entry({
      about: `rule:${rule.id}`,
      title: rule.label,
      consequence: rule.explanation,
      rightWay: rule.help,
      // What is refused on entry and found by the audit has one name and one entry.
      links: { auditRules: [rule.id], errorCodes: rule.id in fieldFaults ? [rule.id] : [] },
    }),
  );

const words = { ...recordWords, ...accessWords };

/** Errors that a program makes, never a person at a page: what whoever looks after it does. */
const ofPrograms: Readonly<Record<Exclude<ProblemCode, keyof typeof words>, Label>> = {
  'malformed-json': {
    en: 'Tell whoever looks after the program: what it sends is not JSON. Nothing was stored.',
    zh: '请联系程序的维护人员：提交的内容不是 JSON，未保存任何数据。',
  },
  'method-not-allowed': {
    en: 'This comes of a program, not of you. Ask for help from here: the error is sent along.',
    zh: '这是程序的问题，不是您的操作。请在此求助，错误信息会一并发送。',
  },
  'unsupported-media-type': {
    en: 'This comes of a program that sends another format than JSON: tell whoever looks after it.',
    zh: '调用接口的程序发送的不是 JSON 格式，请联系其维护人员。',
  },
  'version-required': {
    en: 'Read the record first: the client does this by itself.',
    zh: '请先读取记录（网页端会自动完成）。',
  },
};

const wordsOf = (code: ProblemCode): Partial<ErrorWords> =>
  code in ofPrograms ? { rightWay: ofPrograms[code as keyof typeof ofPrograms] } : words[code as keyof typeof words];

const codeEntries = (): Help[] =>
  problemCodes.map((code) => {
    const { en, zh } = problemList[code];
    return entry({ about: `code:${code}`, title: { en, zh }, ...wordsOf(code), links: { errorCodes: [code] } });
  });

const markedField: Label = {
  en: 'Change the value of the field that is marked; its example shows the form that is expected.',
  zh: '请修改标出的字段，填写格式可参照字段旁的示例。',
};

/** What can be wrong with one value, unless an audit rule or an error of the same name speaks of it. */
const valueEntries = (): Help[] =>
  Object.entries(fieldFaults)
    .filter(([code]) => !(code in problemList) && !rules.some((rule) => rule.id === code))
    .map(([code, { en, zh }]) =>
      entry({ about: `code:${code}`, title: { en, zh }, rightWay: markedField, links: { errorCodes: [code] } }),
    );

/** Steps of the processes that ask for a condition. */
const stepsAsking = (guard: string): string[] =>
  processes.flatMap((process) =>
    process.transitions
      .filter((step) => step.guards?.some((use) => use.id === guard))
      .map((step) => `${process.id}/${step.id}`),
  );

const refusalEntries = (): Help[] => [
  ...Object.entries(refusalRules).map(([id, { en, zh, help }]) =>
    entry({ about: `code:${id}`, title: { en, zh }, rightWay: help, links: { errorCodes: [id] } }),
  ),
  ...guards.map((guard) =>
    entry({
      about: `code:${guard.id}`,
      title: {
        en: `The step asks: ${guard.label.en}`,
        zh: `这一步要求：${guard.label.zh}`,
      },
      rightWay: guard.help,
      links: { errorCodes: [guard.id], processSteps: stepsAsking(guard.id) },
    }),
  ),
];

/** What the processes themselves say to mind, where they say it. */
const stepEntries = (): Help[] =>
  processes.flatMap((process) => {
    const said = (step: string, label: Label, caution: Label) =>
      entry({
        about: `step:${step}`,
        kind: 'guide',
        title: { en: `${process.label.en}: ${label.en}`, zh: `${process.label.zh}：${label.zh}` },
        rightWay: caution,
        links: { processSteps: [step] },
      });
    return [
      ...process.states.flatMap(({ id, label, caution }) =>
        caution ? [said(`${process.id}#${id}`, label, caution)] : [],
      ),
      ...process.transitions.flatMap(({ id, label, caution }) =>
        caution ? [said(`${process.id}/${id}`, label, caution)] : [],
      ),
    ];
  });

const inSteps = (purpose: Label, steps: readonly Label[], language: 'en' | 'zh'): string =>
  [purpose[language], ...steps.map((step, index) => `${index + 1}. ${step[language]}`)].join('\n');

const pageEntries = (): Help[] =>
  pageGuides.map(({ page, pages = [], roles = [], title, purpose, steps, mistake }) =>
    entry({
      about: `page:${page}`,
      kind: 'guide',
      title,
      wrongOperation: mistake,
      rightWay: { en: inSteps(purpose, steps, 'en'), zh: inSteps(purpose, steps, 'zh') },
      links: { pages: [page, ...pages], roles: [...roles] },
    }),
  );

let made: readonly Help[] | undefined;

/** Every entry that the product brings along, made once from its own lists: pages, rules, errors, conditions, steps. */
export const builtInHelp = (): readonly Help[] => {
  made ??= [
    ...pageEntries(),
    ...ruleEntries(),
    ...codeEntries(),
    ...valueEntries(),
    ...refusalEntries(),
    ...stepEntries(),
  ];
  return made;
};
