import * as z from 'zod';

/**
 * What differs between deployments: the `evergreen` object of the context in cdk.json, each entry of which `-c <name>=<value>`
 * replaces for one run.
 */
export const settingsSchema = z
  .strictObject({
    /** Part of every stack's name; `production` and a rehearsal live side by side in one account. */
    stage: z
      .string()
      .regex(/^[a-z][a-z0-9-]{1,15}$/)
      .default('production'),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
      .default('eu-central-1'),
    /** Sender of the product's mails. Its domain (or the address itself) must be a verified SES identity. */
    mailFrom: z.email(),
    /** Domain whose mail SES receives for members' copies (BCC) of e-mails; empty: none is taken. */
    mailDomain: z.union([z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/), z.literal('')]).default(''),
    /** Who sends invitations and reset codes: Cognito itself (50 mails a day, works at once) or SES with `mailFrom`. */
    identityMail: z.enum(['cognito', 'ses']).default('cognito'),
    /** Subscribed to the alarm topic; empty: nobody. */
    alarmMail: z.union([z.email(), z.literal('')]).default(''),
    /** Own name of the site, with a certificate in us-east-1. Without it the distribution's own name is used. */
    domainName: z.string().max(200).optional(),
    certificateArn: z.string().startsWith('arn:').optional(),
    /** `discard`: for rehearsals; no deletion protection, and what is stored goes with the stacks. */
    data: z.enum(['keep', 'discard']).default('keep'),
    logDays: z.coerce.number().int().min(1).max(3653).default(30),
    /** How long a digest of the change history cannot be removed by anybody, the account's owner included. */
    vaultDays: z.coerce.number().int().min(1).max(3650).default(400),
    /** A table brought back from a backup, in place of the one that the data stack makes. */
    restoredTable: z.string().max(255).optional(),
    restoredStream: z.string().startsWith('arn:').optional(),
    /** Raise by one to replace the secrets of the origin header and of the cursors. */
    secretsVersion: z.coerce.number().int().min(1).default(1),
  })
  .refine(
    (s) => (s.domainName === undefined) === (s.certificateArn === undefined),
    'domainName and certificateArn go together',
  )
  .refine(
    (s) => (s.restoredTable === undefined) === (s.restoredStream === undefined),
    'restoredTable and restoredStream go together',
  );

export type Settings = z.infer<typeof settingsSchema>;

/** Names of the settings, for the command line. */
export const settingNames = Object.keys(settingsSchema.shape) as (keyof Settings)[];

/**
 * The settings of this run.
 * @param context reads one context value (`app.node.tryGetContext`)
 * @throws Error that names each setting that is wrong
 */
export const readSettings = (context: (name: string) => unknown): Settings => {
  const base = (context('evergreen') ?? {}) as Record<string, unknown>;
  const given = settingNames.flatMap((name) => {
    const value = context(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const parsed = settingsSchema.safeParse({ ...base, ...Object.fromEntries(given) });
  if (!parsed.success) throw new Error(`deployment settings: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};
