import { rules } from '../audit/catalogue.ts';
import type { Label } from '../kernel/field.ts';
import { fieldFaults, problemList } from '../kernel/problem.ts';
import { guards } from '../process/guards.ts';
import { refusalRules } from '../process/refusals.ts';
import { processes } from '../processes.ts';
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

/** What to do about an error, by its status; the sentence of the code itself says what is wrong. */
const byStatus: Readonly<Record<number, Label>> = {
  400: {
    en: 'Correct the values that are marked, then save again. Nothing was lost.',
    zh: '请更正标出的内容后重新保存，已填写的内容不会丢失。',
  },
  401: { en: 'Sign in again. What you typed stays on the page.', zh: '请重新登录，页面上已填写的内容会保留。' },
  403: {
    en: 'Ask an administrator for the role, or a colleague who has it to do it.',
    zh: '请向管理员申请相应角色，或请有权限的同事操作。',
  },
  404: {
    en: 'Look for it by the search box. If it is another person’s, ask its owner.',
    zh: '请用搜索框查找；若属于他人，请联系其负责人。',
  },
  405: {
    en: 'This comes of a program, not of you. Ask for help from here: the error is sent along.',
    zh: '这是程序的问题，不是您的操作。请在此求助，错误信息会一并发送。',
  },
  409: {
    en: 'Read what stands in the way, settle that first, then try again.',
    zh: '请先看清受阻的原因并处理，再重新操作。',
  },
  410: {
    en: 'Ask for a new link: each works once, and not for ever.',
    zh: '请重新获取链接：每个链接只能使用一次，且有有效期。',
  },
  412: {
    en: 'Load the record again, look at what your colleague changed, and enter yours once more.',
    zh: '请刷新记录，查看同事的修改后再录入自己的内容。',
  },
  413: { en: 'Send a smaller file, or in several parts.', zh: '请缩小文件或分批上传。' },
  415: {
    en: 'This comes of a program that sends another format than JSON: tell whoever looks after it.',
    zh: '调用接口的程序发送的不是 JSON 格式，请联系其维护人员。',
  },
  422: { en: 'Correct what is named and send it again.', zh: '请按提示更正后重新提交。' },
  428: { en: 'Read the record first: the client does this by itself.', zh: '请先读取记录（网页端会自动完成）。' },
  429: { en: 'Wait a minute, then go on.', zh: '请稍等一分钟再继续。' },
  500: {
    en: 'Try once more. If it happens again, ask for help from here: the error is sent along.',
    zh: '请再试一次；若仍出错，请在此求助，错误信息会一并发送。',
  },
  503: { en: 'Wait a moment and try again. What was saved stays saved.', zh: '请稍候再试，已保存的内容不受影响。' },
};

const otherwise: Label = {
  en: 'Do what the message says. If that does not help, ask for help from here.',
  zh: '请按提示操作；仍无法解决时，在此求助。',
};

const codeEntries = (): Help[] =>
  Object.entries(problemList).map(([code, { en, zh, status }]) =>
    entry({
      about: `code:${code}`,
      title: { en, zh },
      rightWay: byStatus[status] ?? otherwise,
      links: { errorCodes: [code] },
    }),
  );

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
