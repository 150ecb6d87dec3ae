import { createHash, type Hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { crc32 } from 'node:zlib';
import { S3Error } from './error.ts';

/** A body that was read, with what identifies it. */
export interface ReceivedBody {
  size: number;
  /** MD5 in hexadecimal, as S3's ETag of a single upload. */
  md5: string;
}

const incomplete = () => new S3Error('IncompleteBody', 'The body is not as long as announced.', 400);

/** Cuts `aws-chunked` framing away; trailing headers go into `trailers`. Chunk signatures are not looked at. */
async function* unframe(source: AsyncIterable<Buffer>, trailers: Map<string, string>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of the chunk still to come; -1: a size line is next; -2: only trailers are left. */
  let left = -1;
  for await (const part of source) {
    rest = rest.length > 0 ? Buffer.concat([rest, part]) : part;
    for (;;) {
      if (left > 0) {
        if (rest.length === 0) break;
        const piece = rest.subarray(0, left);
        rest = rest.subarray(piece.length);
        left -= piece.length;
        yield piece;
      } else {
        const end = rest.indexOf('\r\n');
        if (end < 0) break;
        const line = rest.toString('latin1', 0, end);
        rest = rest.subarray(end + 2);
        if (left === -2) {
          const [name = '', value = ''] = line.split(/:(.*)/s);
          if (name !== '') trailers.set(name.toLowerCase(), value.trim());
        } else if (left === 0) {
          left = -1;
        } else {
          const size = Number.parseInt(line, 16);
          if (Number.isNaN(size)) throw incomplete();
          left = size === 0 ? -2 : size;
        }
      }
    }
  }
  if (left !== -2) throw incomplete();
}

/** What the sender claims of the body: in headers, in a presigned query or in trailers. */
type Claim = (name: string) => string | undefined;

class Digests {
  readonly #md5 = createHash('md5');
  readonly #sha256: Hash | undefined;
  #crc = 0;
  size = 0;

  constructor(claim: Claim) {
    // Only where something is to be compared: it costs as much as everything else together.
    const wanted = /^[0-9a-f]{64}$/.test(claim('x-amz-content-sha256') ?? '') || claim('x-amz-checksum-sha256');
    if (wanted) this.#sha256 = createHash('sha256');
  }

  update(chunk: Buffer): void {
    this.size += chunk.length;
    this.#md5.update(chunk);
    this.#sha256?.update(chunk);
    this.#crc = crc32(chunk, this.#crc);
  }

  /** @throws S3Error when the body is not what was claimed */
  finish(claim: Claim): ReceivedBody {
    const md5 = this.#md5.digest();
    const sha256 = this.#sha256?.digest();
    const crc = Buffer.alloc(4);
    crc.writeUInt32BE(this.#crc);
    const found = { 'content-md5': md5, 'x-amz-checksum-crc32': crc, 'x-amz-checksum-sha256': sha256 };
    for (const [name, digest] of Object.entries(found)) {
      const claimed = claim(name);
      if (claimed !== undefined && digest && claimed !== digest.toString('base64')) {
        const hint = claimed === 'AAAAAA==' ? ' It was presigned over an empty body (requestChecksumCalculation).' : '';
        throw new S3Error('BadDigest', `The ${name} you specified did not match what we received.${hint}`, 400);
      }
    }
    const payload = claim('x-amz-content-sha256') ?? '';
    if (/^[0-9a-f]{64}$/.test(payload) && payload !== sha256?.toString('hex')) {
      throw new S3Error('XAmzContentSHA256Mismatch', 'The provided x-amz-content-sha256 does not match.', 400);
    }
    return { size: this.size, md5: md5.toString('hex') };
  }
}

/**
 * Reads a request's body into a sink and checks it against every length and digest the sender gave.
 * @param query of a presigned request, where the SDK puts digests too
 * @throws S3Error
 */
export async function receiveBody(
  request: IncomingMessage,
  query: ReadonlyMap<string, string>,
  sink: (chunk: Buffer) => unknown,
): Promise<ReceivedBody> {
  const trailers = new Map<string, string>();
  const claim: Claim = (name) => request.headers[name]?.toString() ?? query.get(name) ?? trailers.get(name);
  const framed = claim('x-amz-content-sha256')?.startsWith('STREAMING-') ?? false;
  const length = framed ? claim('x-amz-decoded-content-length') : claim('content-length');
  if (length === undefined) throw new S3Error('MissingContentLength', 'You must provide the Content-Length.', 411);
  const digests = new Digests(claim);
  for await (const chunk of framed ? unframe(request, trailers) : (request as AsyncIterable<Buffer>)) {
    digests.update(chunk);
    await sink(chunk);
  }
  if (digests.size !== Number(length)) throw incomplete();
  return digests.finish(claim);
}

/** A sink that appends to a file. */
export const fileSink = (file: FileHandle) => async (chunk: Buffer) => {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten;
};
