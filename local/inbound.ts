import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SESEvent } from 'aws-lambda';
import { processDeps } from '../functions/runtime/deps.ts';
import { INBOUND } from '../shared/activities/inbound.ts';

/** Whose mail the local stack takes. */
export const MAIL_DOMAIN = 'in.evergreen.example';
/** As SES: larger messages are not received, bytes. */
const MAX_BYTES = 40 * 1024 * 1024;

const verdict = { status: 'PASS' } as const;

/** What SES tells the function of the receipt rule about a message, as far as anybody looks. */
const eventOf = (messageId: string, recipients: string[]): SESEvent => ({
  Records: [
    {
      eventSource: 'aws:ses',
      eventVersion: '1.0',
      ses: {
        mail: { messageId, destination: recipients },
        receipt: { recipients, spamVerdict: verdict, virusVerdict: verdict },
      },
    } as unknown as SESEvent['Records'][number],
  ],
});

const bytesOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= MAX_BYTES) chunks.push(chunk);
  }
  return size <= MAX_BYTES ? Buffer.concat(chunks) : undefined;
};

/**
 * Takes a message as SES does on AWS: `curl --data-binary @message.eml 'http://localhost:3000/inbound?to=<address>'`. It is put into
 * the file bucket, then the very function of the receipt rule is told of it.
 */
export const receiveMail = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const recipients = new URL(request.url ?? '/', 'http://localhost').searchParams.getAll('to');
  const bytes = request.method === 'POST' && recipients.length > 0 ? await bytesOf(request) : undefined;
  if (!bytes) {
    response.writeHead(400, { 'content-type': 'text/plain' });
    response.end('POST a message of at most 40 MB with ?to=<address>\n');
    return;
  }
  const messageId = randomUUID();
  await processDeps().objects.put(`${INBOUND}${messageId}`, bytes, 'message/rfc822');
  const { handler } = await import('../functions/handlers/mail.ts');
  await handler(eventOf(messageId, recipients));
  // The sender of a mail is told nothing of what became of it.
  response.writeHead(202, { 'content-type': 'text/plain' });
  response.end('received\n');
};
