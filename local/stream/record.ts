import type { AttributeValue, _Record as StreamRecord } from '@aws-sdk/client-dynamodb-streams';
import type { DynamoDBRecord, AttributeValue as LambdaValue } from 'aws-lambda';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** Lambda hands over the JSON form, where binary is base64 text; everything else is the same in both. */
function lambdaValue(value: AttributeValue): LambdaValue {
  if (value.B) return { B: base64(value.B) };
  if (value.BS) return { BS: value.BS.map(base64) };
  if (value.L) return { L: value.L.map(lambdaValue) };
  if (value.M) return { M: lambdaImage(value.M) };
  return value as LambdaValue;
}

function lambdaImage(image: Record<string, AttributeValue>): Record<string, LambdaValue> {
  const result: Record<string, LambdaValue> = {};
  for (const name in image) result[name] = lambdaValue(image[name]!);
  return result;
}

/** Turns a record as the streams API returns it into the shape a Lambda function receives. */
export function lambdaRecord(record: StreamRecord, streamArn: string): DynamoDBRecord {
  const { Keys, NewImage, OldImage, ApproximateCreationDateTime: created, ...rest } = record.dynamodb ?? {};
  const { userIdentity: identity } = record;
  return {
    eventID: record.eventID,
    eventName: record.eventName,
    eventVersion: record.eventVersion,
    eventSource: record.eventSource,
    awsRegion: record.awsRegion,
    eventSourceARN: streamArn,
    dynamodb: {
      ...rest,
      ...(created && { ApproximateCreationDateTime: created.getTime() / 1000 }),
      ...(Keys && { Keys: lambdaImage(Keys) }),
      ...(NewImage && { NewImage: lambdaImage(NewImage) }),
      ...(OldImage && { OldImage: lambdaImage(OldImage) }),
    },
    ...(identity && { userIdentity: { type: identity.Type, principalId: identity.PrincipalId } }),
  } as DynamoDBRecord;
}
