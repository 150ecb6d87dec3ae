import { account } from '../../shared/customers/account.ts';
import type { Rec } from '../../shared/kernel/record.ts';
import type { PaperKind } from '../../shared/papers/kinds.ts';
import { paperKinds, printedPart, referredIds } from '../../shared/papers/kinds.ts';
import type { Paper, PaperLanguage } from '../../shared/papers/paper.ts';
import * as contract from '../../shared/papers/papers.contract.ts';
import type { PaperSource, PrintedPart } from '../../shared/papers/source.ts';
import { statementPaper } from '../../shared/papers/statement-paper.ts';
import { recordKey } from '../../shared/table/keys.ts';
import type { Ctx, Handler, Input, Routes } from '../runtime/http.ts';
import { loadedRecord } from '../runtime/records.ts';
import { policyOf } from '../runtime/settings.ts';
import { statementFor } from '../runtime/statement.ts';
import { toRec } from '../runtime/stored.ts';
import type { DrawnReport } from './reports.ts';
import { drawCommitteeReport, drawReview } from './reports.ts';
import { paperKey, statementKey } from './store.ts';

/** How long the address of a paper is good for, seconds. */
const DOWNLOAD_SECONDS = 900;

const own = (input: Input) => [recordKey(input.params.workspaceId, input.params.id)];

/** Records by id; those that are gone are left out. */
const recordsOf = async (ids: readonly string[], ctx: Ctx): Promise<Map<string, Rec>> => {
  const items = await ctx.table.batchGet(ids.map((id) => recordKey(ctx.actor.ws, id)));
  return new Map(
    items.flatMap((item, index) =>
      item && typeof item['type'] === 'string' && item['removedAt'] === undefined ? [[ids[index]!, toRec(item)]] : [],
    ),
  );
};

/** The language asked for, else the customer's, else that of the country. */
const languageOf = (input: Input, customer: Rec | undefined, ctx: Ctx): PaperLanguage => {
  const wanted = input.query.lang ?? customer?.data['language'];
  if (wanted === 'zh-CN' || wanted === 'en') return wanted;
  return ctx.workspace.country === 'CN' ? 'zh-CN' : 'en';
};

const sourceOf = async (
  doc: PrintedPart,
  language: PaperLanguage,
  records: ReadonlyMap<string, Rec>,
  ctx: Ctx,
): Promise<PaperSource> => {
  const { seller } = await policyOf(ctx.workspace, ctx.deps);
  const { name, country } = ctx.workspace;
  return { doc, language, seller, workspace: { name, country }, records };
};

const draw = async (paper: Paper, key: string, ctx: Ctx): Promise<void> => {
  // Fonts and the library are read when something is drawn: most papers are asked for again and lie ready.
  const { renderPaper } = await import('./render.ts');
  await ctx.deps.objects.put(key, await renderPaper(paper), 'application/pdf');
};

const answer = async (key: string, paper: Pick<Paper, 'fileName' | 'language' | 'watermark'>, ctx: Ctx) => ({
  name: paper.fileName,
  url: await ctx.deps.objects.downloadUrl(key, paper.fileName, DOWNLOAD_SECONDS),
  language: paper.language,
  marked: paper.watermark !== undefined,
});

const print = (kind: PaperKind): Handler => ({
  keys: own,
  handle: async (input, ctx) => {
    const part = printedPart(kind, loadedRecord(kind.entity, input.params.id, ctx));
    const records = await recordsOf(referredIds(part), ctx);
    const language = languageOf(input, records.get(String(part.data['accountId'])), ctx);
    const paper = kind.build(await sourceOf(part, language, records, ctx));
    const key = paperKey(ctx.actor.ws, part, language);
    const ready = part.standing === 'clean' && (await ctx.deps.objects.size(key)) !== undefined;
    if (!ready) await draw(paper, key, ctx);
    return answer(key, paper, ctx);
  },
});

const printStatement: Handler = {
  keys: own,
  handle: async (input, ctx) => {
    const customer = loadedRecord(account, input.params.id, ctx);
    const { currency, from, to } = input.query;
    const statement = await statementFor(customer, { from, to, currency }, ctx);
    const language = languageOf(input, customer, ctx);
    const doc: PrintedPart = {
      id: customer.id,
      standing: 'clean',
      madeAt: `${to}T00:00:00.000Z`,
      data: { accountId: customer.id },
      lines: [],
    };
    const paper = statementPaper(statement, await sourceOf(doc, language, new Map([[customer.id, customer]]), ctx));
    const key = statementKey(ctx.actor.ws, customer.id, paper);
    if ((await ctx.deps.objects.size(key)) === undefined) await draw(paper, key, ctx);
    return answer(key, paper, ctx);
  },
};

const report = async ({ key, paper }: DrawnReport, ctx: Ctx) =>
  answer(key, { fileName: paper.fileName, language: paper.language }, ctx);

export const paperRoutes: Routes = {
  contracts: contract.paperContracts,
  handlers: {
    ...Object.fromEntries(Object.entries(paperKinds).map(([name, kind]) => [`papers.${name}`, print(kind)])),
    [contract.printStatement.id]: printStatement,
    [contract.printReview.id]: async (input, ctx) =>
      report(await drawReview(input.params.period, languageOf(input, undefined, ctx), ctx), ctx),
    [contract.printCommitteeReport.id]: async (input, ctx) =>
      report(await drawCommitteeReport(input.query, languageOf(input, undefined, ctx), ctx), ctx),
  },
};
