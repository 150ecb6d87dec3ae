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
  size: (key: string) => Promise<number | undefined>;
  remove: (key: string) => Promise<void>;
  list: (prefix: string) => Promise<string[]>;
  /** Address for one upload of exactly `bytes` bytes, valid for `seconds`. */
  uploadUrl: (key: string, bytes: number, seconds: number) => Promise<string>;
  downloadUrl: (key: string, fileName: string, seconds: number) => Promise<string>;
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
    downloadUrl: async (Key, fileName, expiresIn) => {
      const [{ GetObjectCommand }, { getSignedUrl }] = await Promise.all([
        sdk(),
        import('@aws-sdk/s3-request-presigner'),
      ]);
      const ResponseContentDisposition = `attachment; filename*=UTF-8''${encodeURIComponent(fileName)}`;
      return getSignedUrl(await s3(), new GetObjectCommand({ Bucket: bucket(), Key, ResponseContentDisposition }), {
        expiresIn,
      });
    },
  };
};
