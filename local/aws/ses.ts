import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { AwsError } from './http.ts';
import type { Mail, Outbox } from './outbox.ts';

type Content = Pick<Mail, 'subject' | 'text' | 'html' | 'headers' | 'attachments' | 'raw'>;

/** The wire has base64 text where the SDK's types have bytes. */
const wireText = (bytes: Uint8Array | undefined): string => String(bytes ?? '');

function rawContent(data: Uint8Array | undefined): Content {
  const raw = Buffer.from(wireText(data), 'base64').toString('utf8');
  const head = (raw.split(/\r?\n\r?\n/, 1)[0] ?? '').replace(/\r?\n[ \t]+/g, ' ');
  const subject = /^subject:[ \t]*(.*)$/im.exec(head)?.[1] ?? '';
  return { subject, raw, headers: [], attachments: [] };
}

function simpleContent(content: SendEmailCommandInput['Content']): Content {
  const { Subject, Body, Headers = [], Attachments = [] } = content?.Simple ?? {};
  if (!Subject?.Data || !(Body?.Text?.Data || Body?.Html?.Data)) {
    throw new AwsError('BadRequestException', 'Content needs a subject and a body; templates are not kept locally.');
  }
  return {
    subject: Subject.Data,
    ...(Body?.Text?.Data !== undefined && { text: Body.Text.Data }),
    ...(Body?.Html?.Data !== undefined && { html: Body.Html.Data }),
    headers: Headers.map((header) => ({ name: header.Name ?? '', value: header.Value ?? '' })),
    attachments: Attachments.map((attachment) => ({
      fileName: attachment.FileName ?? '',
      contentType: attachment.ContentType ?? 'application/octet-stream',
      base64: wireText(attachment.RawContent),
    })),
  };
}

/** SESv2 `SendEmail`: puts the mail into the outbox instead of sending it. */
export function sendEmail(outbox: Outbox, input: SendEmailCommandInput): { MessageId: string } {
  const { ToAddresses = [], CcAddresses = [], BccAddresses = [] } = input.Destination ?? {};
  const recipients = [...ToAddresses, ...CcAddresses, ...BccAddresses];
  const content = input.Content?.Raw ? rawContent(input.Content.Raw.Data) : simpleContent(input.Content);
  if (recipients.length > 50) throw new AwsError('BadRequestException', 'Recipient count exceeds 50.');
  if (recipients.length === 0 && content.raw === undefined) {
    throw new AwsError('BadRequestException', 'Must have at least one destination.');
  }
  for (const address of recipients) {
    // As SES: the part before the @ must be ASCII, and there must be one.
    if (!/^(.*<)?[\x21-\x7e]+@[^\s@<>]+>?$/.test(address)) {
      throw new AwsError('BadRequestException', `Illegal address: ${address}`);
    }
  }
  if (!input.FromEmailAddress && content.raw === undefined) {
    throw new AwsError('BadRequestException', 'Missing required parameter FromEmailAddress.');
  }
  const mail = outbox.send({
    from: input.FromEmailAddress ?? '',
    to: ToAddresses,
    cc: CcAddresses,
    bcc: BccAddresses,
    replyTo: input.ReplyToAddresses ?? [],
    ...content,
  });
  return { MessageId: mail.id };
}
