import { quietLogger } from '../functions/runtime/env.ts';

/** Letters and digits alone: DynamoDB Local takes no other key id. The only credentials the local object store accepts; the other stand-ins do not look. */
export const localCredentials = { accessKeyId: 'evergreenlocal', secretAccessKey: 'evergreenlocalsecret' };

/** Configuration of an AWS SDK client for a local endpoint. The region only enters signatures. */
export function localClient(endpoint: string) {
  return {
    logger: quietLogger,
    endpoint,
    region: 'local',
    credentials: localCredentials,
  };
}
