import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_MS = 30_000;

/** A new shared secret of 160 bits in base32, the form authenticator apps take. */
export function newSecret(): string {
  return Array.from(randomBytes(32), (byte) => ALPHABET[byte % 32]).join('');
}

function decodeBase32(text: string): Buffer {
  let bits = '';
  for (const letter of text.replace(/[\s=]/g, '').toUpperCase())
    bits += ALPHABET.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}

/** The six-digit code for a moment in milliseconds (RFC 6238 with SHA-1 and steps of thirty seconds). */
export function totp(secret: string, at: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)));
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const number = digest.readUInt32BE(digest[19]! & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}

/** The time step a code belongs to, one step of clock difference allowed either way; nothing if the code is wrong. */
export function matchTotp(secret: string, code: string, at: number): number | undefined {
  const given = Buffer.from(code.padEnd(6).slice(0, 12));
  for (const shift of [0, -1, 1]) {
    const moment = at + shift * STEP_MS;
    const expected = Buffer.from(totp(secret, moment));
    if (given.length === expected.length && timingSafeEqual(given, expected)) return Math.floor(moment / STEP_MS);
  }
  return undefined;
}
