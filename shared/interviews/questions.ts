import type { Label } from '../kernel/field.ts';
import type { ProcessDefinition, ProcessState, Transition } from '../kernel/process.ts';
import type { Wording } from '../process/wording.ts';
import {
  fieldLabel,
  hoursLabel,
  listed,
  modeLabel,
  responsibleLabel,
  signerLabel,
  sizeLabel,
} from '../process/wording.ts';
import { MAX_ANSWER, MAX_QUESTION, MAX_QUESTIONS } from './question-set.ts';

/** A question as a line of a list. */
export interface Question {
  /** Says what is asked of which part of the process: the same question keeps it through all versions. */
  key: string;
  step?: string;
  questionZh: string;
  questionEn: string;
  answerZh: string;
  answerEn: string;
  points: number;
  critical?: true;
}

interface Asked {
  key: string;
  step?: string | undefined;
  question: Label;
  answer: Label;
  points?: number;
  critical?: boolean;
}

const cut = (text: string, most: number): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

const lineOf = ({ key, step, question, answer, points = 1, critical }: Asked): Question => ({
  key,
  ...(step === undefined ? {} : { step }),
  questionZh: cut(question.zh, MAX_QUESTION),
  questionEn: cut(question.en, MAX_QUESTION),
  answerZh: cut(answer.zh, MAX_ANSWER),
  answerEn: cut(answer.en, MAX_ANSWER),
  points,
  ...(critical ? { critical: true as const } : {}),
});

const ofPurpose = ({ definition: { label, purpose } }: Wording): Asked[] =>
  purpose.zh === '' && purpose.en === ''
    ? []
    : [
        {
          key: 'purpose',
          question: { en: `What is the process “${label.en}” for?`, zh: `“${label.zh}”流程是为了什么？` },
          answer: purpose,
        },
      ];

/** Where a document is, in words: the beginning of a question. */
const standing = ({ definition }: Wording, state: ProcessState): Label => ({
  en: `${definition.label.en} in the state “${state.label.en}”`,
  zh: `${definition.label.zh}处于“${state.label.zh}”`,
});

const ofState = (wording: Wording, state: ProcessState): Asked[] => {
  const { definition } = wording;
  const at = standing(wording, state);
  const step = `${definition.id}#${state.id}`;
  return [
    ...(state.responsible
      ? [
          {
            key: `who.${state.id}`,
            step,
            question: { en: `${at.en}: whose is the next step?`, zh: `${at.zh}时，下一步由谁做？` },
            answer: responsibleLabel(wording, state.responsible),
          },
        ]
      : []),
    ...(state.limitHours === undefined
      ? []
      : [
          {
            key: `limit.${state.id}`,
            step,
            question: { en: `${at.en}: how soon is it dealt with?`, zh: `${at.zh}时，多久内要处理完？` },
            answer: withEscalation(wording, state, state.limitHours),
          },
        ]),
    ...(state.approval?.levels ?? []).map((_level, place) => ofLevel(wording, state, place)),
    ...(state.caution && (state.caution.zh !== '' || state.caution.en !== '')
      ? [
          {
            key: `mind.${state.id}`,
            step,
            question: { en: `${at.en}: what do you mind?`, zh: `${at.zh}时，要注意什么？` },
            answer: state.caution,
          },
        ]
      : []),
  ];
};

const withEscalation = (wording: Wording, state: ProcessState, hours: number): Label => {
  const limit = hoursLabel(hours);
  if (!state.escalateTo) return limit;
  const told = responsibleLabel(wording, state.escalateTo);
  return { en: `${limit.en}; after that it goes to: ${told.en}`, zh: `${limit.zh}；逾期上报${told.zh}` };
};

/** “Price deviation of 20 % or more” inside a sentence. */
const lower = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;

/** Who signs is what nobody may get wrong: it is critical. The name of a level often says who; the question must not. */
const ofLevel = (wording: Wording, state: ProcessState, place: number): Asked => {
  const { definition } = wording;
  const { levels } = state.approval!;
  const level = levels[place]!;
  const size = level.over && sizeLabel(wording, level.over.measure, level.over.atLeast);
  const signers = listed(level.signers.map((signer) => signerLabel(wording, signer)));
  const mode = level.signers.length > 1 ? modeLabel(level.mode) : undefined;
  // A process with two approvals is asked about each: of an order, and of its release.
  const several = definition.states.filter(({ approval }) => approval).length > 1;
  const at = several ? standing(wording, state) : definition.label;
  const which: Label =
    levels.length > 1 ? { en: ` at level ${place + 1}`, zh: `第 ${place + 1} 级` } : { en: '', zh: '' };
  return {
    key: `sign.${state.id}.${level.id}`,
    step: `${definition.id}#${state.id}`,
    question: {
      en: `${at.en}: who approves it${which.en}${size ? `, with ${lower(size.en)}` : ''}?`,
      zh: `${at.zh}${several ? '时' : ''}：${size ? `${size.zh} 时，` : ''}${which.zh}由谁审批？`,
    },
    answer: mode ? { en: `${signers.en} (${mode.en})`, zh: `${signers.zh}（${mode.zh}）` } : signers,
    points: 2,
    critical: true,
  };
};

const ofStep = (wording: Wording, transition: Transition): Asked[] => {
  const { definition } = wording;
  const step = `${definition.id}/${transition.id}`;
  const title: Label = { en: `“${transition.label.en}”`, zh: `“${transition.label.zh}”` };
  const required = transition.required ?? [];
  return [
    ...(required.length > 0
      ? [
          {
            key: `fields.${transition.id}`,
            step,
            question: {
              en: `${definition.label.en}: what must be filled in before ${title.en}?`,
              zh: `${definition.label.zh}：做${title.zh}之前必须填好什么？`,
            },
            answer: listed(required.map((name) => fieldLabel(wording, name))),
            points: 2,
          },
        ]
      : []),
    ...(transition.caution && (transition.caution.zh !== '' || transition.caution.en !== '')
      ? [
          {
            key: `mind.${transition.id}.step`,
            step,
            question: {
              en: `${definition.label.en}: what do you mind at ${title.en}?`,
              zh: `${definition.label.zh}：做${title.zh}时要注意什么？`,
            },
            answer: transition.caution,
          },
        ]
      : []),
  ];
};

/** Where a step stands among the states of its process, so that questions come in the order of the work. */
const placeOf = ({ states }: ProcessDefinition, { from }: Transition): number =>
  Math.min(...from.map((id) => states.findIndex((state) => state.id === id)));

/**
 * Questions on a process, made from its own definition: what it is for, whose each step is, how soon, what is filled in before, who
 * signs, what to mind. In the order of the work, at most 40.
 */
export const questionsOf = (wording: Wording): Question[] => {
  const { definition } = wording;
  const asked = [
    ...ofPurpose(wording),
    ...definition.states.flatMap((state, place) => [
      ...ofState(wording, state),
      ...definition.transitions
        .filter((transition) => placeOf(definition, transition) === place)
        .flatMap((transition) => ofStep(wording, transition)),
    ]),
  ].map(lineOf);
  // Whatever is left out of a long process, who signs is asked.
  const kept = new Set(
    asked
      .map((question, place) => ({ question, place }))
      .toSorted((a, b) => b.question.points - a.question.points || a.place - b.place)
      .slice(0, MAX_QUESTIONS)
      .map(({ question }) => question),
  );
  return asked.filter((question) => kept.has(question));
};
