import type { SESv2Client } from '@aws-sdk/client-sesv2';
import { clientConfig, env } from './env.ts';

/** A file that goes with a mail. */
export interface MailFile {
  fileName: string;
  contentType: string;
  bytes: Uint8Array;
}

export interface Mail {
  to: readonly string[];
  subject: string;
  text: string;
  html?: string;
  /** At most a few megabytes in all: SES takes 40, many mailboxes less. */
  files?: readonly MailFile[];
}

export interface Mailer {
  /** Sends one mail. A sandbox workspace sends nothing outside: its mails are dropped here, in the one place. */
  send: (workspaceKind: 'production' | 'sandbox', mail: Mail) => Promise<'sent' | 'held'>;
}

/** A subject is one line: a name in it may hold a break, by which SES refuses the mail, or by which it would end its header. */
const oneLine = (text: string): string => text.replace(/\p{Cc}+/gu, ' ').trim();

const attached = ({ fileName, contentType, bytes }: MailFile) => ({
  FileName: fileName,
  ContentType: contentType,
  ContentDisposition: 'ATTACHMENT' as const,
  // Left out, it would be sent as text of seven bits.
  ContentTransferEncoding: 'BASE64' as const,
  RawContent: bytes,
});

/** Mail by SES; the SDK is imported when first used. */
export const openMailer = (): Mailer => {
  let client: Promise<SESv2Client> | undefined;
  return {
    send: async (workspaceKind, mail) => {
      if (workspaceKind === 'sandbox' || mail.to.length === 0) return 'held';
      const { SESv2Client, SendEmailCommand } = await import('@aws-sdk/client-sesv2');
      client ??= Promise.resolve(new SESv2Client(clientConfig(env.awsEndpoint)));
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await (await client).send(
        new SendEmailCommand({
          FromEmailAddress: env.mailFrom,
          Destination: { ToAddresses: [...mail.to] },
          Content: {
            Simple: {
              Subject: part(oneLine(mail.subject)),
              Body: { Text: part(mail.text), ...(mail.html ? { Html: part(mail.html) } : {}) },
              ...(mail.files?.length ? { Attachments: mail.files.map(attached) } : {}),
            },
          },
        }),
      );
      return 'sent';
    },
  };
};
