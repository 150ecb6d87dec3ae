import { createHash } from 'node:crypto';
import type { State } from '../state.ts';
import { AwsError } from './http.ts';
import {
  deleteMessage,
  hideMessage,
  type Message,
  type MessageAttribute,
  type NewMessage,
  queueSignal,
  receiveMessages,
  sendMessages,
} from './queue.ts';

/** What the queue operations work on. */
export interface QueueService {
  state: State;
  endpoint: string;
  /** The queues there are; without a list any name is one. */
  names: readonly string[] | undefined;
  now(): number;
}

type Input = Record<string, unknown>;

/** The account in local queue addresses. */
const ACCOUNT = '000000000000';
/** What SQS takes in one message or batch, attributes included. */
const MAX_BYTES = 1024 * 1024;

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** The address of a queue on this start's port. */
export function queueUrl(service: Pick<QueueService, 'endpoint'>, name: string): string {
  return `${service.endpoint}/${ACCOUNT}/${name}`;
}

function known(service: QueueService, name: string): string {
  if (service.names !== undefined && !service.names.includes(name)) {
    throw new AwsError('com.amazonaws.sqs#QueueDoesNotExist', 'The specified queue does not exist.');
  }
  return name;
}

/** By the name alone: an address kept from an earlier start has another port. */
function queueOf(service: QueueService, input: Input): string {
  return known(
    service,
    String(input['QueueUrl'] ?? '')
      .split('/')
      .at(-1) ?? '',
  );
}

function sizeOf(entry: Input): number {
  const attributes = Object.entries((entry['MessageAttributes'] ?? {}) as Record<string, MessageAttribute>);
  const inAttributes = attributes.reduce((sum, [name, { DataType, StringValue = '', BinaryValue = '' }]) => {
    return sum + Buffer.byteLength(name + DataType + StringValue) + (BinaryValue.length * 3) / 4;
  }, 0);
  return Buffer.byteLength(String(entry['MessageBody'] ?? '')) + inAttributes;
}

function invalid(message: string): AwsError {
  return new AwsError('com.amazonaws.sqs#InvalidParameterValue', message);
}

function newMessage(service: QueueService, entry: Input): NewMessage {
  const body = entry['MessageBody'];
  const delay = Number(entry['DelaySeconds'] ?? 0);
  if (typeof body !== 'string' || body === '') {
    throw new AwsError('com.amazonaws.sqs#MissingParameter', 'The request must contain the parameter MessageBody.');
  }
  if (entry['MessageGroupId'] !== undefined) throw invalid('MessageGroupId: local queues are standard queues.');
  if (!Number.isInteger(delay) || delay < 0 || delay > 900) {
    throw invalid(
      `Value ${delay} for parameter DelaySeconds is invalid. Reason: DelaySeconds must be >= 0 and <= 900.`,
    );
  }
  if (sizeOf(entry) > MAX_BYTES) {
    throw invalid(`One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BYTES} bytes.`);
  }
  const attributes = (entry['MessageAttributes'] ?? {}) as NewMessage['attributes'];
  return { body, attributes, delayMs: delay * 1000, now: service.now() };
}

function sendMessage(service: QueueService, input: Input) {
  const message = newMessage(service, input);
  const [id] = sendMessages(service.state, queueOf(service, input), [message]);
  return { MessageId: id, MD5OfMessageBody: md5(message.body) };
}

function checkBatch(entries: Input[]): void {
  const fail = (type: string, message: string) => new AwsError(`com.amazonaws.sqs#${type}`, message);
  if (entries.length === 0) throw fail('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw fail('TooManyEntriesInBatchRequest', 'Maximum number of entries per request are 10.');
  }
  if (new Set(entries.map((entry) => entry['Id'])).size < entries.length) {
    throw fail('BatchEntryIdsNotDistinct', 'Two or more batch entries have the same Id.');
  }
  if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) > MAX_BYTES) {
    throw fail('BatchRequestTooLong', `Batch requests cannot be longer than ${MAX_BYTES} bytes.`);
  }
}

function sendMessageBatch(service: QueueService, input: Input) {
  const entries = (input['Entries'] ?? []) as Input[];
  const queue = queueOf(service, input);
  checkBatch(entries);
  const good: { id: unknown; message: NewMessage }[] = [];
  const failed: object[] = [];
  for (const entry of entries) {
    try {
      good.push({ id: entry['Id'], message: newMessage(service, entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Id: entry['Id'], SenderFault: true, Code: error.type.split('#')[1], Message: error.message });
    }
  }
  const messages = good.map(({ message }) => message);
  const ids = sendMessages(service.state, queue, messages);
  const sent = good.map(({ id, message }, at) => ({ Id: id, MessageId: ids[at], MD5OfMessageBody: md5(message.body) }));
  return { Successful: sent, Failed: failed };
}

function received(message: Message) {
  return {
    MessageId: message.id,
    ReceiptHandle: message.receipt,
    Body: message.body,
    MD5OfBody: md5(message.body),
    MessageAttributes: message.attributes,
    Attributes: {
      ApproximateReceiveCount: String(message.receives),
      SentTimestamp: String(message.sentAt),
      ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
    },
  };
}

function receiveMessage(service: QueueService, input: Input) {
  const messages = receiveMessages(service.state, queueOf(service, input), {
    limit: Number(input['MaxNumberOfMessages'] ?? 1),
    visibilityMs: Number(input['VisibilityTimeout'] ?? 30) * 1000,
    now: service.now(),
  });
  return { Messages: messages.map(received) };
}

function remove(service: QueueService, input: Input) {
  const queue = queueOf(service, input);
  deleteMessage(service.state, String(input['ReceiptHandle']));
  service.state.signals.emit(queueSignal(queue));
  return {};
}

function changeVisibility(service: QueueService, input: Input) {
  const queue = queueOf(service, input);
  const until = service.now() + Number(input['VisibilityTimeout'] ?? 0) * 1000;
  hideMessage(service.state, String(input['ReceiptHandle']), until);
  service.state.signals.emit(queueSignal(queue));
  return {};
}

function attributes(service: QueueService, input: Input) {
  const now = service.now();
  const row = service.state.db
    .prepare(
      `SELECT count(*) FILTER (WHERE receipt IS NOT NULL AND visible_at > :now) AS held,
       count(*) FILTER (WHERE receipt IS NULL AND visible_at > :now) AS late,
       count(*) FILTER (WHERE visible_at <= :now) AS due FROM messages WHERE queue = :queue`,
    )
    .get({ now, queue: queueOf(service, input) });
  return {
    Attributes: {
      ApproximateNumberOfMessages: String(row?.['due']),
      ApproximateNumberOfMessagesNotVisible: String(row?.['held']),
      ApproximateNumberOfMessagesDelayed: String(row?.['late']),
    },
  };
}

/** The operations of the SQS JSON protocol that are answered, by the name in `X-Amz-Target`. */
export const queueOperations: Record<string, (service: QueueService, input: Input) => object> = {
  SendMessage: sendMessage,
  SendMessageBatch: sendMessageBatch,
  ReceiveMessage: receiveMessage,
  DeleteMessage: remove,
  ChangeMessageVisibility: changeVisibility,
  GetQueueAttributes: attributes,
  GetQueueUrl: (service, input) => ({ QueueUrl: queueUrl(service, known(service, String(input['QueueName']))) }),
};
