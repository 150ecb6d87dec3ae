import type { Label } from '../kernel/field.ts';
import type { Refusal } from '../kernel/process.ts';

interface RuleText extends Label {
  /** How to get there. */
  help: Label;
  /** Never passes, whatever the enforcement: no company's advice is to do without it. */
  hard?: true;
}

/** The rules by which a step can be refused, apart from the guards (guards.ts). The ids are for ever: deviations point to them. */
export const refusalRules = {
  'unknown-action': {
    en: 'The process has no such action.',
    zh: '流程中没有这个操作。',
    help: {
      en: 'The document’s page shows the steps that its process knows.',
      zh: '单据页面会列出流程中的全部步骤。',
    },
    hard: true,
  },
  'unknown-state': {
    en: 'The document stands in a state that its process does not know.',
    zh: '单据处于流程中不存在的状态。',
    help: {
      en: 'Ask an administrator to move it to a version of the process that has this state.',
      zh: '请管理员将单据迁移到包含该状态的流程版本。',
    },
    hard: true,
  },
  'no-such-step': {
    en: 'This step cannot be taken from here.',
    zh: '当前状态下不能执行这一步。',
    help: {
      en: 'The path at the head of the document shows where it stands and which steps lead on.',
      zh: '单据顶部的流程图显示当前位置以及可以执行的步骤。',
    },
  },
  'no-such-start': {
    en: 'A document does not begin in this state.',
    zh: '单据不能从这个状态开始。',
    help: {
      en: 'Create it in the first state and take the steps one by one.',
      zh: '请从起始状态建立，再逐步推进。',
    },
  },
  'wrong-role': {
    en: 'Your role does not take this step.',
    zh: '您的角色不负责这一步。',
    help: {
      en: 'Ask somebody who has one of the roles named, or a deputy of theirs.',
      zh: '请由列出的角色或其代理人执行。',
    },
  },
  'field-missing': {
    en: 'A field is missing that this step asks for.',
    zh: '缺少这一步要求填写的内容。',
    help: { en: 'Fill the field, then take the step again.', zh: '补充该字段后再执行。' },
  },
  'comment-missing': {
    en: 'This step asks for a reason.',
    zh: '这一步必须填写原因。',
    help: { en: 'Say why in the comment.', zh: '请在备注中写明原因。' },
    hard: true,
  },
  locked: {
    en: 'The document is locked in this state.',
    zh: '单据在当前状态下已锁定。',
    help: {
      en: 'Take the step that opens it again. What was approved is asked for approval anew.',
      zh: '请先执行重新打开的步骤；已审批过的内容须重新审批。',
    },
  },
  'nothing-to-approve': {
    en: 'No approval is waited for here.',
    zh: '当前没有待处理的审批。',
    help: { en: 'Submit the document first.', zh: '请先提交单据。' },
    hard: true,
  },
  'other-round': {
    en: 'The document was sent back and submitted again since you read it.',
    zh: '您查看之后，单据已被退回并重新提交。',
    help: { en: 'Read it again before you decide.', zh: '请重新查看后再决定。' },
    hard: true,
  },
  'self-approval': {
    en: 'Nobody approves what they made, changed or submitted themselves.',
    zh: '不能审批自己建立、修改或提交的单据。',
    help: {
      en: 'Another person with the role signs. A deputy does not help: both names count.',
      zh: '须由具有该角色的其他人审批；由代理人代签也不可以，两人均计入。',
    },
    hard: true,
  },
  'person-needed': {
    en: 'An approval is a person’s: an API key or a job does not sign.',
    zh: '审批必须由本人完成，接口密钥或后台任务不能审批。',
    help: { en: 'Sign in and decide in the work list.', zh: '请登录后在待办中处理。' },
    hard: true,
  },
  'already-signed': {
    en: 'You have signed in this round already, and each signature is another person’s.',
    zh: '您在本轮审批中已经签署，每一签须由不同的人完成。',
    help: { en: 'Wait for the other signers.', zh: '请等待其他审批人。' },
    hard: true,
  },
  'not-a-signer': {
    en: 'Your signature is not asked for here.',
    zh: '当前不需要您审批。',
    help: {
      en: 'The approval’s box shows whose turn it is. A signer may add you.',
      zh: '审批栏显示当前轮到谁；审批人可以加签您。',
    },
    hard: true,
  },
  'not-yours-to-recall': {
    en: 'Only who submitted the document, or its owner, recalls it.',
    zh: '只有提交人或负责人可以撤回。',
    help: { en: 'A signer may send it back instead.', zh: '审批人可以选择退回。' },
    hard: true,
  },
  'signer-unfit': {
    en: 'This person cannot be added as a signer.',
    zh: '不能加签此人。',
    help: {
      en: 'Choose an active member who neither made the document nor signs it already.',
      zh: '请选择未参与编制且尚未签署的在职成员。',
    },
    hard: true,
  },
} as const satisfies Record<string, RuleText>;
export type RefusalRule = keyof typeof refusalRules;

/** Address of a rule's help entry. */
export const helpOf = (rule: string): string => `/docs#rule-${rule}`;

/** A refusal with the rule's wording; `detail` says what is missing, in both languages. */
export const refuse = (rule: RefusalRule, parts: { field?: string; detail?: Label } = {}): Refusal => {
  const text = refusalRules[rule];
  return {
    rule,
    ...(parts.field === undefined ? {} : { field: parts.field }),
    en: parts.detail ? `${text.en} ${parts.detail.en}` : text.en,
    zh: parts.detail ? `${text.zh}${parts.detail.zh}` : text.zh,
    help: helpOf(rule),
  };
};

/** Whether a refusal stands under advisory too. */
export const isHard = (refusal: Refusal): boolean =>
  (refusalRules as Record<string, RuleText>)[refusal.rule]?.hard === true;
