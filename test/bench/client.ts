import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

export interface Answer {
  status: number;
  body: string;
  etag: string;
  units: string;
}

/** One request over a kept connection, with as little of a client around it as can be. */
export const call = (
  url: string,
  options: { method?: string; token: string; body?: unknown; version?: number },
): Promise<Answer> =>
  new Promise((done, failed) => {
    const payload = options.body === undefined ? undefined : Buffer.from(JSON.stringify(options.body));
    const sent = request(
      url,
      {
        agent,
        method: options.method ?? 'GET',
        headers: {
          authorization: `Bearer ${options.token}`,
          ...(payload ? { 'content-type': 'application/json', 'content-length': payload.length } : {}),
          ...(options.version === undefined ? {} : { 'if-match': `"${options.version}"` }),
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          done({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
            etag: String(response.headers['etag'] ?? ''),
            units: String(response.headers['x-capacity-units'] ?? ''),
          }),
        );
      },
    );
    sent.on('error', failed);
    sent.end(payload);
  });

export interface Figures {
  p50: number;
  p99: number;
  rate: number;
  units: string;
  errors: number;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** Runs `once` `count` times, `concurrency` at a time. Milliseconds. */
export const measure = async (
  once: (index: number) => Promise<Answer>,
  { count, concurrency }: { count: number; concurrency: number },
): Promise<Figures> => {
  const times: number[] = [];
  let next = 0;
  let errors = 0;
  let units = '';
  const started = performance.now();
  const worker = async () => {
    while (next < count) {
      const index = next++;
      const begun = performance.now();
      const answer = await once(index);
      times.push(performance.now() - begun);
      units = answer.units;
      if (answer.status >= 400) errors++;
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - started) / 1000;
  times.sort((a, b) => a - b);
  return { p50: at(times, 0.5), p99: at(times, 0.99), rate: count / seconds, units, errors };
};
