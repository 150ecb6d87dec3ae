import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';
import type { PasswordPolicyType } from '@aws-sdk/client-cognito-identity-provider';
import { AwsError } from '../http.ts';
import { invalidParameter } from './errors.ts';

/** Cheap on purpose, about 6 ms: these are passwords of one machine's trial data, and a seed sets dozens. */
const COST = { N: 4096, r: 8, p: 1 };
const KEY_LENGTH = 32;

function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, KEY_LENGTH, cost, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Hashes a password; the cost is kept with it so that it can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await derive(password, salt, COST);
  return [COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether a password fits a hash. Without a hash the same work is done for nothing, so that time tells nothing. */
export async function checkPassword(password: string, hash: string | undefined): Promise<boolean> {
  if (hash === undefined) {
    await derive(password, Buffer.alloc(16), COST);
    return false;
  }
  const [N, r, p, salt = '', key = ''] = hash.split('$');
  const found = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(found, Buffer.from(key, 'base64'));
}

/** What a pool without a policy of its own asks for. */
export const DEFAULT_POLICY: PasswordPolicyType = {
  MinimumLength: 10,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: false,
  TemporaryPasswordValidityDays: 7,
};

/**
 * @throws InvalidPasswordException naming the first thing the policy misses, InvalidParameterException for a password
 * that no policy allows (blanks at an end, more than 256 characters).
 */
export function requirePolicy(password: string, policy: PasswordPolicyType = DEFAULT_POLICY): void {
  if (password.length > 256 || /^\s|\s$/.test(password)) {
    throw invalidParameter(
      '1 validation error detected: the password does not satisfy the regular expression pattern.',
    );
  }
  const rules: [boolean, string][] = [
    [password.length >= (policy.MinimumLength ?? 8), 'Password not long enough'],
    [!policy.RequireUppercase || /[A-Z]/.test(password), 'Password must have uppercase characters'],
    [!policy.RequireLowercase || /[a-z]/.test(password), 'Password must have lowercase characters'],
    [!policy.RequireNumbers || /[0-9]/.test(password), 'Password must have numeric characters'],
    [!policy.RequireSymbols || /[^A-Za-z0-9\s]/.test(password), 'Password must have symbol characters'],
  ];
  const missed = rules.find(([holds]) => !holds);
  if (missed) {
    throw new AwsError('InvalidPasswordException', `Password did not conform with policy: ${missed[1]}`);
  }
}

/** A password that fits every policy, for invitations without one. */
export function temporaryPassword(): string {
  const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '!#%+:=?'];
  const letters = Array.from({ length: 16 }, (_, at) => {
    const kind = kinds[at % kinds.length] ?? '';
    return kind[randomInt(kind.length)];
  });
  return letters.join('');
}

/** A code of six digits, as sent by mail. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
