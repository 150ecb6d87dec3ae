import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { S3Client } from '@aws-sdk/client-s3';
import { clientConfig, env } from './env.ts';

/** Objects of the file bucket. The SDK is imported when first used: most requests never need it (cold start). */
export interface Objects {
  put: (key: string, body: Uint8Array | string, contentType?: string) => Promise<void>;
  /** The same with a file of this machine, which is read as it is sent. */
  putFile: (key: string, path: string, contentType: string) => Promise<void>;
  get: (key: string) => Promise<Uint8Array | undefined>;
  /** A stretch of an object's bytes, as an HTTP range names it (`0-4095`, or `-4096` for the last ones). */
  part: (key: string, range: string) => Promise<Uint8Array | undefined>;
  /** Copies an object within the bucket; false where there is none. */
  copy: (from: string, to: string) => Promise<boolean>;
  size: (key: string) => Promise<number | undefined>;
  remove: (key: string) => Promise<void>;
  list: (prefix: string) => Promise<string[]>;
  /** Address for one upload of exactly `bytes` bytes, valid for `seconds`. */
  uploadUrl: (key: string, bytes: number, seconds: number) => Promise<string>;
  /** Address at which a file is saved under a name; with `shown` (a content type) the browser shows it in place of saving it. */
  downloadUrl: (key: string, fileName: string, seconds: number, shown?: string) => Promise<string>;
}

/** Opens a bucket; nothing is imported or connected until the first call. @param checksum a bucket with object lock takes no upload without one */
export const openObjects = (bucket: () => string, checksum?: 'SHA256'): Objects => {
  let client: Promise<S3Client> | undefined;
  const sdk = () => import('@aws-sdk/client-s3');
  const s3 = () =>
    (client ??= sdk().then(
      ({ S3Client }) =>
        new S3Client({
          ...clientConfig(env.s3Endpoint),
          forcePathStyle: env.s3Endpoint !== undefined,
          requestChecksumCalculation: 'WHEN_REQUIRED',
          responseChecksumValidation: 'WHEN_REQUIRED',
        }),
    ));
  const missing = (error: unknown) =>
    error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound');
  return {
    put: async (Key, Body, ContentType = 'application/octet-stream') => {
      const { PutObjectCommand } = await sdk();
      await (await s3()).send(
        new PutObjectCommand({
          Bucket: bucket(),
          Key,
          Body,
          ContentType,
          ...(checksum ? { ChecksumAlgorithm: checksum } : {}),
        }),
      );
    },
    putFile: async (Key, path, ContentType) => {
      const { PutObjectCommand } = await sdk();
      const { size: ContentLength } = await stat(path);
      const Body = createReadStream(path);
      await (await s3()).send(new PutObjectCommand({ Bucket: bucket(), Key, Body, ContentLength, ContentType }));
    },
    get: async (Key) => {
      const { GetObjectCommand } = await sdk();
      try {
        const answer = await (await s3()).send(new GetObjectCommand({ Bucket: bucket(), Key }));
        return await answer.Body?.transformToByteArray();
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    part: async (Key, range) => {
      const { GetObjectCommand } = await sdk();
      try {
        const answer = await (await s3()).send(
          new GetObjectCommand({ Bucket: bucket(), Key, Range: `bytes=${range}` }),
        );
        return await answer.Body?.transformToByteArray();
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    copy: async (from, Key) => {
      const { CopyObjectCommand } = await sdk();
      const CopySource = `${bucket()}/${encodeURI(from)}`;
      try {
        await (await s3()).send(new CopyObjectCommand({ Bucket: bucket(), Key, CopySource }));
        return true;
      } catch (error) {
        if (missing(error)) return false;
        throw error;
      }
    },
    size: async (Key) => {
      const { HeadObjectCommand } = await sdk();
      try {
        return (await (await s3()).send(new HeadObjectCommand({ Bucket: bucket(), Key }))).ContentLength ?? 0;
      } catch (error) {
        if (missing(error)) return undefined;
        throw error;
      }
    },
    remove: async (Key) => {
      const { DeleteObjectCommand } = await sdk();
      await (await s3()).send(new DeleteObjectCommand({ Bucket: bucket(), Key }));
    },
    list: async (Prefix) => {
      const { ListObjectsV2Command } = await sdk();
      const keys: string[] = [];
      let token: string | undefined;
      do {
        const page = await (await s3()).send(
          new ListObjectsV2Command({ Bucket: bucket(), Prefix, ContinuationToken: token }),
        );
        for (const object of page.Contents ?? []) if (object.Key) keys.push(object.Key);
        token = page.NextContinuationToken;
      } while (token);
      return keys;
    },
    uploadUrl: async (Key, bytes, expiresIn) => {
      const [{ PutObjectCommand }, { getSignedUrl }] = await Promise.all([
        sdk(),
        import('@aws-sdk/s3-request-presigner'),
      ]);
      return getSignedUrl(await s3(), new PutObjectCommand({ Bucket: bucket(), Key, ContentLength: bytes }), {
        expiresIn,
        signableHeaders: new Set(['content-length', 'host']),
      });
    },
    downloadUrl: async (Key, fileName, expiresIn, shown) => {
      const [{ GetObjectCommand }, { getSignedUrl }] = await Promise.all([
        sdk(),
        import('@aws-sdk/s3-request-presigner'),
      ]);
      const name = encodeURIComponent(fileName).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
      const ResponseContentDisposition = `${shown ? 'inline' : 'attachment'}; filename*=UTF-8''${name}`;
      const how = { ResponseContentDisposition, ...(shown ? { ResponseContentType: shown } : {}) };
      return getSignedUrl(await s3(), new GetObjectCommand({ Bucket: bucket(), Key, ...how }), { expiresIn });
    },
  };
};
