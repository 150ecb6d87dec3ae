import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, it, onTestFinished } from 'vitest';
import { listDeadLetters, type QueueWorkerOptions, redriveDeadLetters, startAws, startQueueWorker } from './aws.ts';
import { localClient } from './client.ts';
import { quiet, tempFolder, tempState } from './testing.ts';

async function setUp(folder = tempFolder()) {
  const state = tempState(folder);
  const names = { poolId: 'local_pool', clientId: 'client', issuer: 'http://localhost/pool', queues: ['work'] };
  const aws = await startAws({ state, log: quiet, ...names });
  onTestFinished(() => aws.stop());
  const sqs = new SQSClient({ ...localClient(aws.endpoint), maxAttempts: 1 });
  const send = (MessageBody: string, DelaySeconds = 0) =>
    sqs.send(new SendMessageCommand({ QueueUrl: aws.queueUrl('work'), MessageBody, DelaySeconds }));
  const work = (handler: QueueWorkerOptions['handler'], options: Partial<QueueWorkerOptions> = {}) => {
    const worker = startQueueWorker({ state, queue: 'work', handler, retryMs: 1, log: quiet, ...options });
    onTestFinished(() => worker.stop());
    return worker;
  };
  return { aws, state, sqs, send, work };
}

const bodies = (event: SQSEvent) => event.Records.map((record) => record.body);

describe('queues', () => {
  it('deliver what the SDK sends, in the shape of Lambda, and forget it once handled', async () => {
    const { aws, sqs, work } = await setUp();
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: 'work' }));
    expect(QueueUrl).toBe(aws.queueUrl('work'));
    const MessageAttributes = { kind: { DataType: 'String', StringValue: 'audit' } };
    const Entries = [
      { Id: '1', MessageBody: 'a', MessageAttributes },
      { Id: '2', MessageBody: 'b' },
    ];
    const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    expect(Successful?.map(({ Id }) => Id)).toEqual(['1', '2']);
    const events: SQSEvent[] = [];
    const worker = work(async (event) => void events.push(event));
    await worker.idle();
    expect(events.flatMap(bodies)).toEqual(['a', 'b']);
    expect(events[0]?.Records[0]).toMatchObject({
      eventSource: 'aws:sqs',
      attributes: { ApproximateReceiveCount: '1' },
      messageAttributes: { kind: { dataType: 'String', stringValue: 'audit' } },
      md5OfBody: '0cc175b9c0f1b6a831c399e269772661',
    });
    const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }));
    expect(Attributes?.['ApproximateNumberOfMessages']).toBe('0');
  });

  it('retry what failed, alone, and bury it after its last receive until it is sent back', async () => {
    const { state, send, work } = await setUp();
    const seen: string[] = [];
    let broken = true;
    const worker = work(
      async (event) => {
        seen.push(...bodies(event));
        const failed = event.Records.filter(({ body }) => broken && body === 'x');
        return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
      },
      { maxReceive: 3 },
    );
    await Promise.all(['a', 'x', 'b'].map((body) => send(body)));
    await worker.idle();
    expect(seen.sort()).toEqual(['a', 'b', 'x', 'x', 'x']);
    expect(listDeadLetters(state, 'work')).toMatchObject([{ body: 'x', receives: 3 }]);
    broken = false;
    expect(redriveDeadLetters(state, 'work', Date.now())).toBe(1);
    await worker.idle();
    expect(seen.filter((body) => body === 'x')).toHaveLength(4);
    expect(listDeadLetters(state, 'work')).toEqual([]);
  });

  it('take a throw and an unknown identifier for the failure of the batch', async () => {
    const { send, work } = await setUp();
    let calls = 0;
    await send('a');
    const worker = work(async () => {
      calls++;
      if (calls === 1) throw new Error('cannot');
      return { batchItemFailures: calls === 2 ? [{ itemIdentifier: 'none' }] : [] };
    });
    await worker.idle();
    expect(calls).toBe(3);
  });

  it('keep messages over a restart, and delayed ones until they are due', async () => {
    const folder = tempFolder();
    const first = await setUp(folder);
    await first.send('now');
    await first.send('later', 60);
    await first.aws.stop();
    first.state.close();
    let ahead = 0;
    const { work } = await setUp(folder);
    const seen: string[] = [];
    const handler = async (event: SQSEvent) => void seen.push(...bodies(event));
    const worker = work(handler, { now: () => Date.now() + ahead });
    await worker.idle();
    expect(seen).toEqual(['now']);
    ahead = 60_000;
    await worker.idle();
    expect(seen).toEqual(['now', 'later']);
  });

  it('run no more calls at once than allowed, with no more messages each', async () => {
    const { send, work } = await setUp();
    for (let at = 0; at < 12; at++) await send(String(at));
    let running = 0;
    const most = { calls: 0, messages: 0 };
    const worker = work(
      async (event) => {
        most.calls = Math.max(most.calls, ++running);
        most.messages = Math.max(most.messages, event.Records.length);
        await new Promise((done) => setImmediate(done));
        running--;
      },
      { concurrency: 3, batchSize: 2 },
    );
    await worker.idle();
    expect(most).toEqual({ calls: 3, messages: 2 });
  });

  it('are also read by the SDK, and refuse what SQS refuses', async () => {
    const { aws, sqs, send } = await setUp();
    const QueueUrl = aws.queueUrl('work');
    await send('a');
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages[0]?.Body).toBe('a');
    expect((await sqs.send(new ReceiveMessageCommand({ QueueUrl }))).Messages ?? []).toEqual([]);
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: Messages[0]?.ReceiptHandle }));
    const other = new SendMessageCommand({ QueueUrl: aws.queueUrl('other'), MessageBody: 'a' });
    await expect(sqs.send(other)).rejects.toMatchObject({ name: 'QueueDoesNotExist' });
    await expect(send('x'.repeat(1024 * 1024 + 1))).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    await expect(send('a', 901)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    const Entries = Array.from({ length: 11 }, (_, at) => ({ Id: String(at), MessageBody: 'a' }));
    const batch = sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    await expect(batch).rejects.toMatchObject({ name: 'TooManyEntriesInBatchRequest' });
  });
});

describe('mail', () => {
  it('goes to the outbox, newest first, and is refused without a recipient', async () => {
    const { aws } = await setUp();
    const ses = new SESv2Client({ ...localClient(aws.endpoint), maxAttempts: 1 });
    const mail = (to: string[], subject: string) =>
      ses.send(
        new SendEmailCommand({
          FromEmailAddress: 'Evergreen <crm@example.com>',
          Destination: { ToAddresses: to },
          Content: {
            Simple: {
              Subject: { Data: subject },
              Body: { Text: { Data: '您好' }, Html: { Data: '<p>您好</p>' } },
              Attachments: [{ FileName: 'a.txt', RawContent: new Uint8Array([104, 105]), ContentType: 'text/plain' }],
            },
          },
        }),
      );
    const { MessageId } = await mail(['Ann <ann@example.com>'], '报价');
    await mail(['bob@example.com'], 'second');
    expect(aws.outbox.list().map(({ subject }) => subject)).toEqual(['second', '报价']);
    expect(aws.outbox.list({ to: 'ANN@example.com' })).toHaveLength(1);
    expect(aws.outbox.list({ before: aws.outbox.list()[0]?.id ?? '' })).toHaveLength(1);
    expect(aws.outbox.get(MessageId ?? '')).toMatchObject({
      text: '您好',
      attachments: [{ fileName: 'a.txt', base64: 'aGk=' }],
    });
    await expect(mail([], 'none')).rejects.toMatchObject({ name: 'BadRequestException' });
    await expect(mail(['no address'], 'none')).rejects.toMatchObject({ name: 'BadRequestException' });
  });
});

describe('the server', () => {
  it('answers no foreign host name, no form of a web page, and no unknown operation', async () => {
    const { aws } = await setUp();
    const post = (headers: Record<string, string>) =>
      fetch(`${aws.endpoint}/v2/email/outbound-emails`, { method: 'POST', headers, body: '{}' });
    expect((await post({ 'content-type': 'text/plain' })).status).toBe(404);
    const target = 'AWSCognitoIdentityProviderService.constructor';
    const unknown = await post({ 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target });
    expect(await unknown.json()).toMatchObject({ __type: 'UnknownOperationException' });
    const { get } = await import('node:http');
    const status = await new Promise((done) => {
      const options = { headers: { host: 'evil.example' } };
      get(`${aws.endpoint}/local_pool/.well-known/jwks.json`, options, (response) =>
        done(response.resume().statusCode),
      );
    });
    expect(status).toBe(403);
  });
});
