/** The closed list of error codes. A client may rely on a code for ever; the wording may change. RFC 9457. */
export const problemList = {
  'malformed-json': { status: 400, en: 'The body is not valid JSON.', zh: '请求内容不是有效的 JSON。' },
  'invalid-input': { status: 400, en: 'Some values are not acceptable.', zh: '部分内容不符合要求。' },
  'invalid-cursor': { status: 400, en: 'The cursor does not belong to this query.', zh: '分页游标与本次查询不符。' },
  unauthenticated: { status: 401, en: 'Sign in first.', zh: '请先登录。' },
  'invalid-token': { status: 401, en: 'The access token is not valid or has expired.', zh: '登录凭证无效或已过期。' },
  'sign-in-failed': { status: 401, en: 'E-mail or password is not right.', zh: '邮箱或密码不正确。' },
  'challenge-failed': {
    status: 401,
    en: 'The code or answer is not right or has expired.',
    zh: '验证码不正确或已过期。',
  },
  forbidden: { status: 403, en: 'Your role does not allow this.', zh: '您的角色没有此权限。' },
  'not-a-member': {
    status: 403,
    en: 'You are not an active member of this workspace.',
    zh: '您不是该企业的有效成员。',
  },
  'not-found': {
    status: 404,
    en: 'There is no such record, or it is not yours to see.',
    zh: '记录不存在，或您无权查看。',
  },
  'no-such-route': { status: 404, en: 'There is nothing at this address.', zh: '该地址不存在。' },
  'method-not-allowed': { status: 405, en: 'This address does not take this method.', zh: '该地址不支持此请求方法。' },
  'duplicate-key': { status: 409, en: 'Another record already has this value.', zh: '该值已被其他记录使用。' },
  'possible-duplicate': {
    status: 409,
    en: 'There may be such a record already. Look at it, then create this one all the same or not.',
    zh: '系统中可能已有相同的记录，请先核对，再决定是否仍要新建。',
  },
  'idempotency-reused': {
    status: 409,
    en: 'This Idempotency-Key was used for another request.',
    zh: '该幂等键已用于另一请求。',
  },
  conflict: { status: 409, en: 'The record is in another state now.', zh: '记录状态已变化。' },
  'step-refused': { status: 409, en: 'The process does not allow this step.', zh: '标准流程不允许这一步。' },
  'document-locked': {
    status: 409,
    en: 'The document is locked in this state. Use the step that opens it again.',
    zh: '单据在当前状态下已锁定，请先执行重新打开的步骤。',
  },
  'bad-definition': {
    status: 422,
    en: 'The process definition is not sound.',
    zh: '流程定义存在问题。',
  },
  'over-credit-limit': {
    status: 409,
    en: 'The customer’s credit limit does not allow this.',
    zh: '超出客户信用额度。',
  },
  'limit-reached': {
    status: 409,
    en: 'You have as many as the rules allow. Come back later, or finish some first.',
    zh: '已达到规定的数量上限，请稍后再试或先处理手头的。',
  },
  'more-than-open': {
    status: 409,
    en: 'This is more than is still open.',
    zh: '超过未结的数量或金额。',
  },
  'stale-version': {
    status: 412,
    en: 'The record changed since you read it. Read it again.',
    zh: '记录已被他人修改，请刷新后重试。',
  },
  'link-used': { status: 410, en: 'This link was used already.', zh: '该链接已使用过。' },
  'link-expired': { status: 410, en: 'This link has expired.', zh: '该链接已过期。' },
  'body-too-large': { status: 413, en: 'The body is over the limit of 1 MB.', zh: '请求内容超过 1 MB 上限。' },
  'upload-too-large': {
    status: 413,
    en: 'The file is larger than declared or allowed.',
    zh: '文件超过声明或允许的大小。',
  },
  'unsupported-media-type': { status: 415, en: 'Send application/json.', zh: '请使用 application/json。' },
  'unreadable-file': { status: 422, en: 'The file cannot be read.', zh: '文件无法读取。' },
  'weak-password': {
    status: 422,
    en: 'At least 10 characters with upper case, lower case and a digit.',
    zh: '密码至少 10 位，须含大写字母、小写字母和数字。',
  },
  'version-required': {
    status: 428,
    en: 'Send If-Match with the version that you read.',
    zh: '请在 If-Match 中提供读取时的版本。',
  },
  'too-many-requests': { status: 429, en: 'Too many requests. Try again shortly.', zh: '请求过于频繁，请稍后再试。' },
  internal: { status: 500, en: 'Something went wrong on our side.', zh: '系统内部出错。' },
  busy: { status: 503, en: 'The service is busy. Try again.', zh: '系统繁忙，请重试。' },
} as const satisfies Record<string, { status: number; en: string; zh: string }>;

export type ProblemCode = keyof typeof problemList;
export const problemCodes = Object.keys(problemList) as ProblemCode[];

/** The closed list of what can be wrong with one value; the web client words them in the user's language. */
export const fieldFaults = {
  required: { en: 'This is required.', zh: '必填。' },
  type: { en: 'This is not the expected kind of value.', zh: '值的类型不正确。' },
  unknown: { en: 'There is no such field.', zh: '没有这个字段。' },
  'too-long': { en: 'This is too long.', zh: '内容过长。' },
  'too-small': { en: 'This is too small or too short.', zh: '数值过小或内容过短。' },
  'too-large': { en: 'This is too large.', zh: '数值过大。' },
  'control-character': { en: 'Control characters are not allowed.', zh: '不能包含控制字符。' },
  'not-a-date': { en: 'This is not a date (YYYY-MM-DD).', zh: '不是有效日期（YYYY-MM-DD）。' },
  'date-in-future': { en: 'This date lies in the future.', zh: '日期不能晚于今天。' },
  'not-allowed-value': { en: 'This is not one of the allowed values.', zh: '不在允许的取值范围内。' },
  'bad-format': { en: 'This does not have the expected form.', zh: '格式不正确。' },
  'bad-email': { en: 'This is not an e-mail address.', zh: '不是有效的邮箱地址。' },
  'bad-phone': { en: 'This is not a phone number.', zh: '不是有效的电话号码。' },
  'bad-country': { en: 'This is not a country of the standard.', zh: '不是标准中的国家/地区。' },
  'bad-tax-id': { en: 'The form or check digit of this tax id is wrong.', zh: '税号的格式或校验位有误。' },
  'bad-code': { en: 'This code does not follow the code rule.', zh: '编码不符合编码规则。' },
  'no-such-record': { en: 'The record it points to does not exist.', zh: '所引用的记录不存在。' },
  duplicate: { en: 'Another record already has this value.', zh: '该值已被其他记录使用。' },
  unsound: { en: 'This part of the process is not sound.', zh: '流程的这一处存在问题。' },
  'more-than-open': { en: 'This is more than is still open.', zh: '超过未结的数量或金额。' },
  'too-fine': { en: 'This has more decimals than are declared.', zh: '小数位数超出规定。' },
  'out-of-order': { en: 'These dates are in an impossible order.', zh: '日期先后顺序不合理。' },
} as const satisfies Record<string, { en: string; zh: string }>;

export type FieldFaultCode = keyof typeof fieldFaults;

/** One thing that is wrong with one value of the input. */
export interface FieldFault {
  /** Path of the value: `phone`, `lines.3.quantity`, `query.limit`. */
  field: string;
  code: FieldFaultCode;
  message: string;
  /** What would be right, in words or as an example. */
  expected?: string;
  /** Id of the record that is in the way (duplicate). */
  recordId?: string;
}

/** Thrown anywhere below the HTTP edge; the responder turns it into application/problem+json. */
export class Problem extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly errors: FieldFault[];
  /** Why a process refuses a step: rule, field, both languages, help. */
  readonly refusals: readonly Refused[];
  /** Seconds after which the same request can succeed; told with the answer. */
  retryAfter?: number;
  constructor(code: ProblemCode, detail?: string, errors: FieldFault[] = [], refusals: readonly Refused[] = []) {
    super(detail ?? problemList[code].en);
    this.name = 'Problem';
    this.code = code;
    this.status = problemList[code].status;
    this.errors = errors;
    this.refusals = refusals;
  }
}

/** One reason for which a step is refused. */
export interface Refused {
  rule: string;
  field?: string | undefined;
  en: string;
  zh: string;
  help: string;
}

/** Body of an RFC 9457 answer. */
export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  detail: string;
  help: string;
  errors?: FieldFault[];
  refusals?: readonly Refused[];
}

/** Faults that are told at once: whoever sends thousands need not be told of each. */
const MAX_FAULTS = 50;

/** The JSON form of a problem; `help` is the address of its entry on the API page. */
export const problemBody = (problem: Problem): ProblemBody => ({
  type: `/docs#${problem.code}`,
  title: problemList[problem.code].en,
  status: problem.status,
  code: problem.code,
  detail: problem.message,
  help: `/docs#${problem.code}`,
  ...(problem.errors.length > 0 ? { errors: problem.errors.slice(0, MAX_FAULTS) } : {}),
  ...(problem.refusals.length > 0 ? { refusals: problem.refusals.slice(0, MAX_FAULTS) } : {}),
});

/** A fault with the standard wording. */
export const fault = (field: string, code: FieldFaultCode, expected?: string): FieldFault => ({
  field,
  code,
  message: fieldFaults[code].en,
  ...(expected === undefined ? {} : { expected }),
});

/** A number that lies outside of two bounds, both of which are allowed. What is no number is another rule's business. */
export const outside = (field: string, value: unknown, [least, most]: readonly [number, number]): FieldFault[] => {
  if (typeof value !== 'number' || (value >= least && value <= most)) return [];
  return [value < least ? fault(field, 'too-small', String(least)) : fault(field, 'too-large', String(most))];
};

/**
 * Faults of what a change touches: a value that came by an import, and is wrong, does not keep anybody from mending another field.
 * A fault of a line counts where any line changed.
 */
export const ofTouched = (
  faults: readonly FieldFault[],
  next: { data: Readonly<Record<string, unknown>>; lines?: unknown },
  previous: { data: Readonly<Record<string, unknown>>; lines?: unknown } | undefined,
): FieldFault[] => {
  const stays = (field: string): boolean => {
    const name = field.split('.')[0]!;
    const [is, was] = name === 'lines' ? [next.lines, previous?.lines] : [next.data[name], previous?.data[name]];
    return JSON.stringify(is) === JSON.stringify(was);
  };
  return previous ? faults.filter((one) => !stays(one.field)) : [...faults];
};

/** First and last day (YYYY-MM-DD) on which something can have happened to a company, or can be planned. */
const [FIRST_DAY, LAST_DAY] = ['1900-01-01', '2199-12-31'];

/** A date or an instant of a time that no calendar of a company has. */
export const beyondTime = (field: string, value: unknown): FieldFault[] => {
  if (typeof value !== 'string') return [];
  if (value.slice(0, 10) < FIRST_DAY) return [fault(field, 'too-small', FIRST_DAY)];
  return value.slice(0, 10) > LAST_DAY ? [fault(field, 'too-large', LAST_DAY)] : [];
};
