import type { _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord } from 'aws-lambda';

/** A record as the streams API writes it in JSON: times in seconds, binary as base64 text, as Lambda hands them over. */
export type WireRecord = Omit<StreamRecord, 'dynamodb'> & { dynamodb?: DynamoDBRecord['dynamodb'] };

/** Turns a record as the streams API writes it into the shape a Lambda function receives. */
export function lambdaRecord({ userIdentity: identity, ...record }: WireRecord, streamArn: string): DynamoDBRecord {
  return {
    ...record,
    eventSourceARN: streamArn,
    dynamodb: record.dynamodb ?? {},
    ...(identity && { userIdentity: { type: identity.Type, principalId: identity.PrincipalId } }),
  } as DynamoDBRecord;
}
