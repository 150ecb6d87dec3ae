import { ApiError } from '../lib/api-error.ts';
import type { Upload } from './api.ts';

/** Largest file that an import takes, and how many of them. */
export const MAX_BYTES = 50_000_000;
export const MAX_FILES = 6;

/** What is wrong with a chosen file before it is sent; the words are in `t.imports.faults`. */
export type ChosenFault = 'empty' | 'large' | 'name' | 'kind';

export const faultOfFile = ({ name, size }: { name: string; size: number }): ChosenFault | undefined => {
  if (!/\.(csv|tsv|txt|xlsx)$/i.test(name)) return 'kind';
  if (name.length > 200 || /[/\\\p{Cc}]/u.test(name)) return 'name';
  if (size === 0) return 'empty';
  return size > MAX_BYTES ? 'large' : undefined;
};

/** A number of bytes with a unit that fits: `1.2 MB`. */
export const bytesText = (bytes: number): { n: number; unit: 'B' | 'kB' | 'MB' } => {
  if (bytes < 1000) return { n: bytes, unit: 'B' };
  if (bytes < 1_000_000) return { n: Math.round(bytes / 100) / 10, unit: 'kB' };
  return { n: Math.round(bytes / 100_000) / 10, unit: 'MB' };
};

/**
 * Sends a file to the address that the API gave for it: the object store, not the API, hence without token or cookie.
 * XMLHttpRequest tells how much has gone, which fetch does not.
 * @throws ApiError offline
 */
export const putFile = (upload: Upload, file: Blob, onSent: (bytes: number) => void): Promise<void> =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open(upload.method, upload.url);
    for (const [name, value] of Object.entries(upload.headers)) request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onload = () =>
      request.status >= 200 && request.status < 300 ? done() : failed(new ApiError(request.status, 'offline'));
    request.onerror = () => failed(new ApiError(0, 'offline'));
    request.onabort = request.onerror;
    request.send(file);
  });
