import type { World } from './world.ts';

/** The text of the newest mail to an address. @throws Error when there is none */
export const newestMail = (world: World, address: string): string => {
  const [summary] = world.stack.aws.outbox.list({ to: address });
  const text = summary && world.stack.aws.outbox.get(summary.id)?.text;
  if (!text) throw new Error(`no mail to ${address}`);
  return text;
};

export const mailsTo = (world: World, address: string): number => world.stack.aws.outbox.list({ to: address }).length;

const wordIn = (text: string, pattern: RegExp): string => {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the mail says something else: ${text}`);
  return found;
};

/** The temporary password of the newest invitation to an address. */
export const temporaryPassword = (world: World, address: string): string =>
  wordIn(newestMail(world, address), /temporary password is (\S+)\.$/m);

/** The code of the newest mail about a forgotten password. */
export const resetCode = (world: World, address: string): string =>
  wordIn(newestMail(world, address), /confirmation code is (\d+)/);
