import { createReadStream, existsSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { contentSecurityPolicy } from '../shared/kernel/csp.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
};

/** The headers that CloudFront adds on AWS. Uploads go to the object store's own address. */
const security = (connect: string): Record<string, string> => ({
  'content-security-policy': contentSecurityPolicy(connect),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
});

/** Serves built files as S3 and CloudFront do: compressed forms made at build time, hashed names for ever, pages by the client's router. */
export const serveFiles =
  (folder: string, connect: () => string) =>
  async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    let name = path;
    try {
      name = decodeURIComponent(path);
    } catch {
      name = '/';
    }
    const clean = normalize(name).replace(/^(\.\.[/\\])+/, '');
    let file = join(folder, clean);
    if (!file.startsWith(folder) || clean.includes('\0')) file = join(folder, 'index.html');
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
    const known = existsSync(file);
    // An address without a file ending is a page of the client; a missing file is a 404 and not a page.
    if (!known && extname(clean) !== '') {
      response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', ...security(connect()) }).end('not found');
      return;
    }
    if (!known) file = join(folder, 'index.html');
    if (!existsSync(file)) {
      response
        .writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2' })
        .end(
          '<meta charset="utf-8"><meta http-equiv="refresh" content="2"><p>The web client is being built… / 正在构建网页客户端…',
        );
      return;
    }
    const accepted = String(request.headers['accept-encoding'] ?? '');
    const variant = (['br', 'gzip'] as const).find(
      (one) => accepted.includes(one) && existsSync(`${file}.${one === 'br' ? 'br' : 'gz'}`),
    );
    const served = variant ? `${file}.${variant === 'br' ? 'br' : 'gz'}` : file;
    response.writeHead(200, {
      'content-type': types[extname(file)] ?? 'application/octet-stream',
      'content-length': String(statSync(served).size),
      vary: 'accept-encoding',
      'cache-control': /\/assets\//.test(file) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(variant ? { 'content-encoding': variant } : {}),
      ...security(connect()),
    });
    if (request.method === 'HEAD') response.end();
    else createReadStream(served).pipe(response);
  };
