import type { EndpointOutput } from '../../shared/kernel/endpoint.ts';
import { fieldMeta } from '../../shared/kernel/field.ts';
import { fault, Problem } from '../../shared/kernel/problem.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import { lead } from '../../shared/leads/lead.ts';
import { type describeForm, formFields } from '../../shared/leads/leads.contract.ts';
import { listens, marksOfPerson, said, samePerson } from '../../shared/leads/person.ts';
import type { Key } from '../../shared/table/keys.ts';
import { bucketKey, recordKey } from '../../shared/table/keys.ts';
import { bucketDigest, takeTokens } from '../runtime/buckets.ts';
import { carryOut } from '../runtime/carry-out.ts';
import { OthersMoved, replanned } from '../runtime/commit.ts';
import { checkedEdit } from '../runtime/edit.ts';
import type { Ctx, Input } from '../runtime/http.ts';
import { Answer } from '../runtime/http.ts';
import { jobCtx } from '../runtime/job-ctx.ts';
import { readRecord } from '../runtime/made.ts';
import { toRec } from '../runtime/stored.ts';
import type { Item, Write } from '../runtime/table.ts';
import { WriteRefused } from '../runtime/table.ts';
import { captured } from './assign.ts';
import { formLimits } from './buckets.ts';

type Data = Record<string, unknown>;

/** Nobody fills a form faster than this (s). */
const FASTEST = 2;
/** Who writes again within this time adds to what they wrote (ms). */
const AGAIN = 24 * 3_600_000;

/** The workspace of a public address, entered by nobody. @throws Problem not-found */
const visitorCtx = async (input: Input, ctx: Ctx): Promise<Ctx> => {
  const entered = await jobCtx(input.params.workspaceId, 'job:form', ctx.deps);
  if (!entered) throw new Problem('not-found');
  return { ...entered, table: ctx.table, now: ctx.now, via: 'api' };
};

/** A form that takes enquiries. @throws Problem not-found */
const openForm = async (input: Input, ctx: Ctx): Promise<Rec> => {
  const item = await ctx.table.get(recordKey(ctx.workspace.id, input.params.formId));
  const form = item?.['type'] === 'leadForm' ? toRec(item) : undefined;
  if (!form || form.archivedAt || form.removedAt || form.data['active'] === false) throw new Problem('not-found');
  return form;
};

const isEnglish = (form: Rec): boolean => form.data['language'] === 'en';

const thanksOf = (form: Rec): string =>
  typeof form.data['thanks'] === 'string'
    ? form.data['thanks']
    : isEnglish(form)
      ? 'Thank you. We will get in touch with you.'
      : '谢谢，我们会尽快与您联系。';

export const describe = async (input: Input, ctx: Ctx): Promise<EndpointOutput<typeof describeForm>> => {
  const form = await openForm(input, await visitorCtx(input, ctx));
  return {
    title: String(form.data['title'] ?? form.data['name']),
    thanks: thanksOf(form),
    language: isEnglish(form) ? 'en' : 'zh-CN',
    fields: formFields.map((name) => {
      const meta = fieldMeta(lead.fields[name])!;
      return { name, label: meta.label, type: meta.type, required: name === 'name' };
    }),
  };
};

/** What a machine does and a person does not: fills what nobody sees, or fills everything in no time. */
const isTrapped = (body: Data): boolean =>
  Boolean(body['website_url']) || (typeof body['elapsed'] === 'number' && body['elapsed'] < FASTEST);

/** @throws Problem invalid-input where nobody could answer */
const enquiry = (body: Data, form: Rec): Data => {
  const { website_url: _trap, elapsed: _elapsed, ...given } = body;
  const name = given['name'] ?? given['company'];
  const faults = [
    ...(name === undefined ? [fault('name', 'required')] : []),
    ...(given['email'] || given['mobile'] || given['phone'] ? [] : [fault('email', 'required')]),
  ];
  if (faults.length > 0) throw new Problem('invalid-input', undefined, faults);
  const { origin, campaign } = form.data;
  return {
    ...given,
    name: String(name).slice(0, 120).toWellFormed(),
    ...(origin ? { origin } : {}),
    ...(campaign ? { campaign } : {}),
  };
};

/** The lead of the same person, who wrote within a day: by the marks that forms leave, else by the list. */
const knownLead = async (data: Data, marks: readonly (Item | undefined)[], ctx: Ctx): Promise<Rec | undefined> => {
  const from = new Date(Date.parse(ctx.now) - AGAIN).toISOString();
  const view = await ctx.deps.lists.fresh(ctx.workspace.id, 'lead', ctx.table);
  const marked = marks.flatMap((item) => (item && String(item['at']) >= from ? [String(item['leadId'])] : []));
  const listed: string[] = [];
  for (const row of view.rows.values())
    if (String(row['enteredAt']) >= from && samePerson(row, data)) listed.push(row.id);
  for (const id of new Set([...marked, ...listed])) {
    const rec = await readRecord(id, ctx);
    if (rec && !rec.archivedAt && !rec.aliasOf && listens(rec.data['status'])) return rec;
  }
  return undefined;
};

const markWrites = (keys: readonly Key[], items: readonly (Item | undefined)[], leadId: string, ctx: Ctx): Write[] =>
  keys.map((key, index) => {
    const version = Number(items[index]?.['version'] ?? 0);
    const ttl = Math.floor((Date.parse(ctx.now) + AGAIN) / 1000);
    const item = { ...key, version: version + 1, leadId, at: ctx.now, ttl };
    return items[index] ? { op: 'replace', item, version } : { op: 'create', item };
  });

const clock = (ctx: Ctx): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: ctx.workspace.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(ctx.now));

/** Somebody wrote again: what they say now goes under what they said. */
const addTo = async (rec: Rec, data: Data, ctx: Ctx): Promise<void> => {
  const more = typeof data['message'] === 'string' ? data['message'] : '';
  if (more === '') return;
  const edit = await checkedEdit(lead, rec, { message: said(rec.data['message'], more, clock(ctx)) }, ctx);
  try {
    await carryOut(await edit.plan(), ctx);
  } catch (error) {
    throw error instanceof WriteRefused ? new OthersMoved() : error;
  }
};

/** Takes an enquiry in, once for one person: two at one moment meet at the marks and the later one adds to the other. */
const takeIn = (data: Data, form: Rec, ctx: Ctx): Promise<void> =>
  replanned(async () => {
    const keys = marksOfPerson(data).map((mark) => bucketKey(form.ws, `person#${bucketDigest(form.ws, mark)}`));
    const items = await ctx.table.batchGet(keys);
    const known = await knownLead(data, items, ctx);
    if (known) return addTo(known, data, ctx);
    const made = await captured(data, ctx, { source: `form:${form.id}`, formId: form.id });
    await carryOut({ made, writes: markWrites(keys, items, made.rec.id, ctx) }, ctx);
  });

/** A form that was sent. Whoever is taken for a machine hears the same as everybody. */
export const submit = async (input: Input, ctx: Ctx): Promise<Answer> => {
  const visitor = await visitorCtx(input, ctx);
  const form = await openForm(input, visitor);
  // A plain HTML form leads away from its page: to a page that says thanks.
  const thanksPage = `0; url=/form/${form.ws}/${form.id}?sent=1`;
  const answer = new Answer(
    { received: true, thanks: thanksOf(form) },
    input.plainForm ? { headers: { refresh: thanksPage } } : {},
  );
  if (isTrapped(input.body)) return answer;
  await takeTokens(formLimits(form, input.address), visitor);
  await takeIn(enquiry(input.body, form), form, visitor);
  return answer;
};
