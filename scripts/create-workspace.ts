/**
 * Makes a company in a deployment on AWS, with its first administrator, who is invited by mail. Further members are invited in
 * the application.
 *
 *   node scripts/create-workspace.ts --name "常青贸易有限公司" --admin-email li.na@example.com --admin-name "李娜"
 *     [--time-zone Asia/Shanghai] [--currency CNY] [--country CN] [--kind production|sandbox] [--language zh-CN|en] [--id ws_…]
 *
 * `--id` goes on with a workspace that an interrupted call has made; without it each call makes another one.
 *
 * Environment (names and ids are outputs of the deployment's stacks):
 *   AWS_REGION               region of the deployment
 *   EVERGREEN_TABLE          name of the table
 *   EVERGREEN_USER_POOL_ID   id of the Cognito user pool
 * and credentials that may write the table and administer the pool's users, found as the AWS SDK finds them.
 */
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { processDeps } from '../functions/runtime/deps.ts';
import { env } from '../functions/runtime/env.ts';
import type { NewWorkspace } from '../functions/runtime/provision.ts';
import { createMember, createWorkspace } from '../functions/runtime/provision.ts';
import { toWorkspace } from '../functions/runtime/settings.ts';
import { WriteRefused } from '../functions/runtime/table.ts';
import { ensureUser } from '../functions/runtime/users.ts';
import { idPattern } from '../shared/kernel/id.ts';
import { countryCodes } from '../shared/standards/countries.ts';
import { workspaceKey } from '../shared/table/keys.ts';
import { inviteMember, workspace } from '../shared/workspaces/workspaces.contract.ts';

const invited = inviteMember.body!.shape;

/** The options, by the schemas of the endpoints that take the same values. */
const optionsSchema = z.strictObject({
  name: workspace.shape.name,
  'admin-email': invited.email,
  'admin-name': invited.name,
  'time-zone': workspace.shape.timeZone.default('Asia/Shanghai'),
  currency: z.enum(Intl.supportedValuesOf('currency')).default('CNY'),
  country: z.enum(countryCodes).default('CN'),
  kind: workspace.shape.kind.default('production'),
  language: invited.language,
  id: z.string().regex(idPattern('workspace')).optional(),
});
type Options = z.infer<typeof optionsSchema>;

/** What each option must be, for the message that refuses it. */
const wanted: Record<keyof Options, string> = {
  name: 'the name of the company, at most 120 characters',
  'admin-email': 'the address of the first administrator',
  'admin-name': 'the name of the first administrator, at most 80 characters',
  'time-zone': 'an IANA time zone such as Asia/Shanghai',
  currency: 'an ISO 4217 code such as CNY',
  country: 'an ISO 3166 code of two letters such as CN',
  kind: 'production or sandbox',
  language: 'zh-CN or en',
  id: 'the id of a workspace that an earlier call has made, ws_…',
};

/** A refusal whose message is all that the caller needs. */
class Refused extends Error {}

const readOptions = (args: string[]): Options => {
  const names = Object.keys(wanted) as (keyof Options)[];
  let values: Record<string, unknown>;
  try {
    values = parseArgs({
      args,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    }).values;
  } catch (error) {
    throw new Refused(error instanceof Error ? error.message : String(error));
  }
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0] as keyof Options));
  throw new Refused(
    [...wrong]
      .map(
        (name) =>
          `--${name}: ${values[name] === undefined ? 'is missing' : `not ${JSON.stringify(values[name])}`}; it is ${wanted[name]}.`,
      )
      .join('\n'),
  );
};

/** The defaults of the environment are those of the local stack: a company must not land there, or in a table of that name. */
const demandEnvironment = (): void => {
  const missing = ['AWS_REGION', 'EVERGREEN_TABLE', 'EVERGREEN_USER_POOL_ID'].filter((name) => !process.env[name]);
  if (missing.length > 0)
    throw new Refused(`Set ${missing.join(', ')} in the environment; the values are outputs of the deployment.`);
};

/** The workspace of that id where there is one of that name; otherwise a new one. @throws Refused */
const findOrCreate = async (wish: NewWorkspace): Promise<'found' | 'made'> => {
  const deps = processDeps();
  const item = await deps.table.get(workspaceKey(wish.id));
  if (!item) {
    await createWorkspace(wish, deps);
    return 'made';
  }
  const { name } = toWorkspace(item);
  // A mistyped id must not let somebody into another company.
  if (name !== wish.name) throw new Refused(`${wish.id} is ${name}, not ${wish.name}. Nothing was changed.`);
  return 'found';
};

const main = async (): Promise<void> => {
  const options = readOptions(process.argv.slice(2));
  demandEnvironment();
  const deps = processDeps();
  const { name, currency, country, kind, language } = options;
  const wish = {
    id: options.id ?? deps.newId('workspace'),
    name,
    kind,
    timeZone: options['time-zone'],
    currency,
    country,
  };
  const outcome = await findOrCreate(wish);
  console.log(`Workspace      ${wish.id}  ${name} (${kind}, ${wish.timeZone}, ${currency}, ${country}), ${outcome}`);
  const email = options['admin-email'].toLowerCase();
  try {
    // Mailed for a sandbox too: the invitation is the operator's, and nobody could sign in without it.
    const sub = await ensureUser(email, 'mail');
    const person = {
      sub,
      name: options['admin-name'],
      email,
      role: 'administrator',
      scope: 'all',
      language,
      reviewGroup: true,
    } as const;
    const member = await createMember(wish.id, person, deps);
    console.log(
      `Administrator  ${member.id}  ${person.name} <${email}>\nTable          ${env.table}\nUser pool      ${env.userPoolId}`,
    );
    console.log('A user new to the pool gets a mail with a password for the first sign-in.');
  } catch (error) {
    if (error instanceof WriteRefused)
      throw new Refused(`${email} is a member of ${wish.id} already. Nothing more was changed.`);
    throw new Error(
      `The workspace stands, but without this administrator: ${error instanceof Error ? error.message : error}\nCall again with --id ${wish.id}.`,
    );
  }
};

main().catch((error: Error) => {
  console.error(
    error instanceof Refused ? error.message : `${error.name === 'Error' ? '' : `${error.name}: `}${error.message}`,
  );
  process.exitCode = error instanceof Refused ? 2 : 1;
});
