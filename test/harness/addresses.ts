import type * as z from 'zod';
import type { Endpoint } from '../../shared/kernel/endpoint.ts';
import { idPrefixes } from '../../shared/kernel/id.ts';

/** Values that fit a path parameter and name nothing. */
const nothings = [
  ...Object.values(idPrefixes).map((prefix) => `${prefix}_none`),
  '1999-01',
  'no-such-thing',
  '999',
  'order',
] as const;

const parametersOf = (endpoint: Endpoint): string[] =>
  [...endpoint.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** Parameters of an endpoint's path besides the workspace. */
export const ownParameters = (endpoint: Endpoint): string[] =>
  parametersOf(endpoint).filter((name) => name !== 'workspaceId');

/** Whether an endpoint lies inside a workspace. */
export const inWorkspace = (endpoint: Endpoint): boolean => parametersOf(endpoint).includes('workspaceId');

/** Whether an endpoint's path schema takes these parameters. */
const takes = (endpoint: Endpoint, name: string, value: string): boolean =>
  (endpoint.params as z.ZodObject<Record<string, z.ZodType>>).shape[name]?.safeParse(value).success === true;

/** A kind of record: what fits where a path asks for one of a few words. */
const KIND = 'order';

const fitting = (endpoint: Endpoint, name: string): string | undefined =>
  nothings.find((one) => takes(endpoint, name, one));

/** Whether an endpoint's address names something that has to be there, beside the workspace and kinds of records. */
export const namesSomething = (endpoint: Endpoint): boolean =>
  ownParameters(endpoint).some((name) => fitting(endpoint, name) !== KIND);

/** The address of an endpoint; what is not given is filled with something that fits and does not exist. */
export const addressOf = (endpoint: Endpoint, given: Record<string, string> = {}): string =>
  endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name] ?? (name === 'workspaceId' ? 'ws_main' : fitting(endpoint, name));
    if (value === undefined) throw new Error(`${endpoint.id}: nothing fits {${name}}`);
    return value;
  });

/** An endpoint's address with the query of its example. */
export const exampleAddress = (endpoint: Endpoint, given: Record<string, string> = {}): string => {
  const query = new URLSearchParams(endpoint.example.query ?? {}).toString();
  return `${addressOf(endpoint, given)}${query === '' ? '' : `?${query}`}`;
};
