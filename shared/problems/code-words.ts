import type { Label } from '../kernel/field.ts';
import type { ProblemCode } from '../kernel/problem.ts';

/** What an error looks like, why it comes, and what to do. Its title is the sentence of its code. */
export interface ErrorWords {
  symptom: Label;
  cause: Label;
  rightWay: Label;
}

export type CodeWords = Readonly<Partial<Record<ProblemCode, ErrorWords>>>;

/** Errors of records and documents. */
export const recordWords = {
  'invalid-input': {
    symptom: { en: 'Saving stops, and one or more fields are marked in red.', zh: '保存不成功，一个或多个字段标红。' },
    cause: {
      en: 'A value is missing, has another form than the field expects, or breaks your company’s data standard.',
      zh: '有必填项没填、格式不对，或不符合本企业的数据标准。',
    },
    rightWay: {
      en: 'Go to the first marked field, read the words below it, correct the value and save again. What you typed in the other fields stays.',
      zh: '从第一个标红的字段开始，按下方提示改正后再保存；其他已填内容都会保留。',
    },
  },
  'not-found': {
    symptom: {
      en: 'A link, a search result or a saved address opens no record.',
      zh: '点开链接、搜索结果或收藏的地址，却打不开记录。',
    },
    cause: {
      en: 'It was taken back by undoing an import, the address is not complete, or it belongs to somebody whose records you do not see.',
      zh: '该记录已随撤销导入被收回、地址不完整，或属于您无权查看的人员。',
    },
    rightWay: {
      en: 'Look for its name or number by the search box. If a colleague finds it and you do not, ask its owner to name you in it or to hand it over.',
      zh: '先用搜索框按名称或编号查找；同事能查到而您查不到时，请负责人把您设为参与人或移交给您。',
    },
  },
  'no-such-route': {
    symptom: { en: 'The page says that there is nothing at this address.', zh: '页面提示该地址不存在。' },
    cause: {
      en: 'The address was mistyped, or it was saved from an earlier version of the product.',
      zh: '地址输错，或是旧版本时收藏的地址。',
    },
    rightWay: { en: 'Go to the page by the menu and save its address anew.', zh: '从菜单重新进入该页面，再更新收藏。' },
  },
  'duplicate-key': {
    symptom: {
      en: 'A code, number or name is refused although it looks free.',
      zh: '编号、单号或名称明明没见过，保存时却提示已被使用。',
    },
    cause: {
      en: 'Such values belong to one record each. Another one has it, perhaps in other letter case, with a space, or one that you do not see.',
      zh: '这类值只能属于一条记录：别的记录已占用，可能只是大小写、空格不同，也可能您无权查看那条记录。',
    },
    rightWay: {
      en: 'Open the record that is named and go on working there. Only if it is really another one, give yours a value of its own; never add a dot or a letter to get through.',
      zh: '打开提示的那条记录，在其上继续；确属两回事再另编一个值，不要靠加点、加字母绕过。',
    },
  },
  'possible-duplicate': {
    symptom: {
      en: 'On saving a new record, others are shown that look like it.',
      zh: '新建保存时，列出了几条相似的记录。',
    },
    cause: {
      en: 'Name, phone number, tax code or address agree so far that it may be the same customer or product.',
      zh: '名称、电话、税号或地址高度相近，很可能是同一个客户或产品。',
    },
    rightWay: {
      en: 'Compare with those shown. If it is the same, go on in that one and complete it; if it is another, say “create all the same”.',
      zh: '逐条对比：相同就打开原记录补充资料；确实不同，再选择仍要新建。',
    },
  },
  'idempotency-reused': {
    symptom: {
      en: 'A program that sends data hears that its key was used for something else.',
      zh: '对接程序提交数据时，被告知幂等键已用于另一请求。',
    },
    cause: {
      en: 'The program sends two different requests with one key. The first one was carried out, the second was not.',
      zh: '程序用同一个键发送了两个不同的请求：第一个已执行，第二个没有。',
    },
    rightWay: {
      en: 'Give each request a key of its own, and the same one only when exactly that request is sent again.',
      zh: '每个请求使用各自的键；只有原样重发同一请求时才用原来的键。',
    },
  },
  conflict: {
    symptom: { en: 'A button that was there a moment ago is refused.', zh: '刚才还能点的按钮，点下去却被拒绝。' },
    cause: {
      en: 'A colleague or the clock moved the record meanwhile: it is closed, archived, merged, or its time is over.',
      zh: '记录刚被同事处理，或因到期变了状态：已关闭、已归档、已合并或已过期。',
    },
    rightWay: {
      en: 'Load the page again and read its status and last step; then take the step that belongs to where it stands now.',
      zh: '刷新页面，看清当前状态和最近一步，再选择现在该走的步骤。',
    },
  },
  'stale-version': {
    symptom: { en: 'Saving is refused although your values are right.', zh: '内容没有问题，保存却被拒绝。' },
    cause: {
      en: 'Somebody saved the same record after you had opened it, perhaps you in another tab. Nothing is overwritten unseen.',
      zh: '您打开之后，别人（或您在另一个标签页）先保存了同一条记录；系统不会悄悄覆盖。',
    },
    rightWay: {
      en: 'Load the record again, look at what was changed, and enter only what is still missing. Do not work on one record in two tabs.',
      zh: '刷新记录，看看改了什么，只补上还缺的内容；不要同时在两个标签页里改同一条记录。',
    },
  },
  'step-refused': {
    symptom: {
      en: 'The document does not go on; the reasons stand in a list.',
      zh: '单据走不到下一步，并列出了原因。',
    },
    cause: {
      en: 'The process asks for something first: a field, an approval, a date, or a role that you do not have.',
      zh: '标准流程在这一步之前还有要求：某个字段、审批、日期，或您没有的角色。',
    },
    rightWay: {
      en: 'Work through the reasons from the top: each one leads to its field. What is asked of another role is handed to that colleague, not left out.',
      zh: '从上到下逐条处理，点击即可跳到对应字段；需要其他角色办理的，交给对应同事，不要跳过。',
    },
  },
  'document-locked': {
    symptom: { en: 'Fields of a document cannot be changed any more.', zh: '单据上的字段改不了了。' },
    cause: {
      en: 'It is being approved or was approved: what people signed for must stay what they signed.',
      zh: '单据正在审批或已经审批：签过的内容必须与签字时一致。',
    },
    rightWay: {
      en: 'Recall it, or take the step that opens it again, change it, and have it approved once more. Do not make a second document beside it.',
      zh: '先撤回，或执行重新打开的步骤，改好后再次送审；不要另建一张单据代替。',
    },
  },
  'bad-definition': {
    symptom: { en: 'A drawn process cannot be put in force.', zh: '设计好的流程无法启用。' },
    cause: {
      en: 'A state cannot be reached or left, a step leads nowhere, nobody has the role, or the numbers of a condition do not fit.',
      zh: '有状态进不去或出不来、步骤没有去向、没有人具备所需角色，或条件的数值不合理。',
    },
    rightWay: {
      en: 'Click on each fault in the list: the designer shows the place. Then run a trial over old documents before you put it in force.',
      zh: '逐条点击清单中的问题，设计器会定位到所在处；改完先用历史单据试跑，再启用。',
    },
  },
  'over-credit-limit': {
    symptom: {
      en: 'An order is put on hold, or a change that makes it dearer is refused.',
      zh: '订单被信用冻结，或加大金额的修改被拒绝。',
    },
    cause: {
      en: 'Open orders and unpaid receivables of the customer and its group, together with this one, come to more than the credit limit.',
      zh: '客户及其集团的未结订单、未收账款加上这一笔，超过了信用额度。',
    },
    rightWay: {
      en: 'Look at the customer’s credit: ask for the overdue payment first, ship less, or ask for a release with its reason and last day. Splitting the order does not help and is found.',
      zh: '查看客户的信用额度与占用：先催收逾期款、减少数量，或写明理由和截止日申请解冻；拆单无效，稽核会查出。',
    },
  },
  'limit-reached': {
    symptom: { en: 'One more lead, or one more file, is refused.', zh: '再领一条线索、再传一个附件时被拒绝。' },
    cause: {
      en: 'The rules limit how many leads somebody takes in a day or holds, and how many files hang on a record.',
      zh: '规则限定了每人每天领取和持有的线索数，以及每条记录的附件数。',
    },
    rightWay: {
      en: 'Finish or give back leads that you do not work on; remove files that nobody needs. A lead that waits for tomorrow stays in the pool.',
      zh: '先处理或退回手上不跟进的线索，删掉没用的附件；今天领不到的线索仍在公海里。',
    },
  },
  'more-than-open': {
    symptom: {
      en: 'A quantity or amount of a shipment, payment or credit note is refused.',
      zh: '出货数量、回款或红字金额被拒绝。',
    },
    cause: {
      en: 'The order or receivable has less open than that: a part was shipped, paid or credited before.',
      zh: '订单或应收账款的未结部分不够：此前已出货、已收款或已开红字。',
    },
    rightWay: {
      en: 'Look at the open quantity or amount beside the line and take that at most. If the customer really got or paid more, the order or another receivable has to say so first.',
      zh: '对照行上的未结数量或金额，最多填到该数；若客户确实多收或多付，应先改订单或对应另一笔应收。',
    },
  },
  'invalid-cursor': {
    symptom: { en: 'A list shows no further rows.', zh: '列表翻不到下一页。' },
    cause: {
      en: 'Filter, order or scope were changed after the first page had been read.',
      zh: '读取第一页之后，筛选、排序或查看范围已改变。',
    },
    rightWay: { en: 'Load the list again from its beginning.', zh: '从头刷新列表。' },
  },
} as const satisfies CodeWords;
