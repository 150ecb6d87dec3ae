import { useRef, useState } from 'react';
import { newKey } from '../client.ts';
import { ApiError } from '../lib/api-error.ts';

/**
 * One submit at a time, with what went wrong. The idempotency key stays the same while the same content is sent again, so that a lost
 * answer does not make two payments of one.
 */
export const useSubmit = () => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const key = useRef({ of: '', id: '' });
  const running = useRef(false);
  const submit = async <T>(content: unknown, work: (idempotencyKey: string) => Promise<T>): Promise<T | undefined> => {
    if (running.current) return undefined;
    running.current = true;
    const of = JSON.stringify(content);
    if (key.current.of !== of) key.current = { of, id: newKey() };
    setBusy(true);
    setProblem(undefined);
    try {
      const answer = await work(key.current.id);
      key.current = { of: '', id: '' };
      return answer;
    } catch (error) {
      setProblem(error instanceof ApiError ? error : new ApiError(0, 'internal'));
      return undefined;
    } finally {
      running.current = false;
      setBusy(false);
    }
  };
  return { busy, problem, submit, forget: () => setProblem(undefined) };
};
