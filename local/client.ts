/** The only credentials the local object store accepts; the other stand-ins do not look. */
export const localCredentials = { accessKeyId: 'evergreen-local', secretAccessKey: 'evergreen-local-secret' };

/** Configuration of an AWS SDK client for a local endpoint. The region only enters signatures. */
export function localClient(endpoint: string) {
  return { endpoint, region: 'local', credentials: localCredentials };
}
