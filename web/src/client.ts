import type { Endpoint, EndpointOutput } from '../../shared/kernel/endpoint.ts';
import { ApiError } from './lib/api-error.ts';
import { noteFailure } from './lib/last-failure.ts';
import type { CallInput, RawInput } from './lib/send.ts';
import { sendRaw } from './lib/send.ts';
import { renew, token } from './session.ts';

export { ApiError } from './lib/api-error.ts';

const expired = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'unauthenticated' || error.code === 'invalid-token');

/** Sends with the session's token; one that has run out is renewed once. */
const sendInSession = async (endpoint: Endpoint, input: RawInput): Promise<unknown> => {
  const used = token();
  try {
    return await sendRaw(endpoint, input, used);
  } catch (error) {
    if (!expired(error)) throw error;
    // Another request may have renewed it meanwhile.
    if (token() === used && !(await renew())) throw error;
    return sendRaw(endpoint, input, token());
  }
};

/** As `call`, for endpoints whose types are only known as a record's metadata. @throws ApiError */
export const callRaw = async (endpoint: Endpoint, input: RawInput): Promise<unknown> => {
  try {
    return await sendInSession(endpoint, input);
  } catch (error) {
    // Whoever asks for help next most likely means this.
    if (error instanceof ApiError) noteFailure(error);
    throw error;
  }
};

/**
 * Calls an endpoint of the registry: `call(searchAll, { params: { workspaceId }, query: { q } })`. An access token that has
 * run out is renewed once and the request sent again.
 * @throws ApiError
 */
export const call = async <E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<EndpointOutput<E>> =>
  (await callRaw(endpoint, input)) as EndpointOutput<E>;

/** A key for `idempotencyKey`; make one per submit, not per attempt. */
export const newKey = (): string => {
  // A page over plain http on the local network has no randomUUID.
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const hex = [...crypto.getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20)}`;
};
