import type { KeyObject } from 'node:crypto';
import type {
  CreateUserPoolClientCommandInput,
  CreateUserPoolCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import type { State } from '../../state.ts';
import type { Outbox } from '../outbox.ts';

/** A sign-in that waits for an answer to a challenge. */
export interface Session {
  challenge: 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA' | 'MFA_SETUP';
  client: string;
  username: string;
  until: number;
  failures: number;
  /** Set once the authenticator of an MFA_SETUP is proved. */
  verified?: true;
}

/** A pool's configuration, in the terms of `CreateUserPool`. */
export type PoolConfig = Partial<CreateUserPoolCommandInput> & {
  /** The `iss` of the pool's tokens. Not an address of this start, so that tokens outlive a change of port. */
  issuer: string;
};

/** A client's configuration, in the terms of `CreateUserPoolClient`. */
export type ClientConfig = Partial<CreateUserPoolClientCommandInput>;

/** A user pool with its key for signing. */
export interface Pool {
  id: string;
  config: PoolConfig;
  privateKey: KeyObject;
  jwk: { kty: 'RSA'; alg: 'RS256'; use: 'sig'; kid: string; n: string; e: string };
}

/** An app client of a pool. */
export interface Client {
  id: string;
  pool: Pool;
  config: ClientConfig;
}

/** What every operation works on. */
export interface Cognito {
  state: State;
  outbox: Outbox;
  now(): number;
  /** Challenges under way; they live three minutes and need not outlive a restart. */
  sessions: Map<string, Session>;
  /** Pools read from the state, with their keys parsed. */
  pools: Map<string, Pool>;
}
