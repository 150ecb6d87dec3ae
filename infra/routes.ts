import type { FunctionSpec } from '../shared/functions.ts';
import type { Endpoint, FunctionGroup, Method } from '../shared/kernel/endpoint.ts';

/** What routing needs to know of an endpoint. */
export type Routed = Pick<Endpoint, 'id' | 'method' | 'path' | 'group'>;

/** A route of the HTTP API: `ANY /v1/auth/{proxy+}` and the group that answers it. */
export interface GatewayRoute {
  method: Method | 'ANY';
  path: string;
  group: FunctionGroup;
}

interface Node {
  path: string;
  ends: Routed[];
  below: Map<string, Node>;
}

const node = (path: string): Node => ({ path, ends: [], below: new Map() });
const segmentsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

/** The tree of all paths. Parameters of any name are one branch: the gateway does not tell them apart. */
const treeOf = (endpoints: readonly Routed[]): Node => {
  const root = node('');
  for (const endpoint of endpoints) {
    let at = root;
    for (const segment of segmentsOf(endpoint.path)) {
      const name = segment.startsWith('{') ? '{}' : segment;
      const next = at.below.get(name) ?? node(`${at.path}/${segment}`);
      at.below.set(name, next);
      at = next;
    }
    at.ends.push(endpoint);
  }
  return root;
};

const endsBelow = (at: Node): Routed[] => [...at.ends, ...[...at.below.values()].flatMap(endsBelow)];

const routesBelow = (at: Node, rest: FunctionGroup): GatewayRoute[] => {
  const groups = new Set(endsBelow(at).map((endpoint) => endpoint.group));
  const [only] = groups;
  if (groups.size === 1 && only === rest) return [];
  if (groups.size === 1 && only && at.path !== '') {
    // Other methods of these addresses go to the same function, which knows how to refuse them.
    return [
      ...(at.ends.length > 0 ? [{ method: 'ANY', path: at.path, group: only } as const] : []),
      ...(at.below.size > 0 ? [{ method: 'ANY', path: `${at.path}/{proxy+}`, group: only } as const] : []),
    ];
  }
  return [
    ...at.ends
      .filter((endpoint) => endpoint.group !== rest)
      .map(({ method, group }) => ({ method, path: at.path, group })),
    ...[...at.below.values()].flatMap((one) => routesBelow(one, rest)),
  ];
};

const isParameter = (segment: string) => segment.startsWith('{');

/** How well a route fits a request, by segment: literal 3, parameter 2, greedy 1; undefined when it does not fit. */
const fitOf = (route: GatewayRoute, request: { method: string; path: string }): number[] | undefined => {
  if (route.method !== 'ANY' && route.method !== request.method) return undefined;
  const wanted = segmentsOf(route.path);
  const given = segmentsOf(request.path);
  const fit: number[] = [];
  for (const [i, segment] of wanted.entries()) {
    if (given[i] === undefined) return undefined;
    if (segment.endsWith('+}')) return [...fit, 1];
    if (!isParameter(segment) && segment !== given[i]) return undefined;
    fit.push(isParameter(segment) ? 2 : 3);
  }
  return given.length === wanted.length ? [...fit, route.method === 'ANY' ? 0 : 1] : undefined;
};

const better = (a: readonly number[], b: readonly number[]): number => {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const difference = (b[i] ?? 0) - (a[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
};

/** The route that the gateway takes: the most specific one that fits the path, then its own method before ANY. */
export const routeFor = (
  routes: readonly GatewayRoute[],
  request: { method: string; path: string },
): GatewayRoute | undefined =>
  routes
    .flatMap((route) => {
      const fit = fitOf(route, request);
      return fit ? [{ route, fit }] : [];
    })
    .sort((a, b) => better(a.fit, b.fit))[0]?.route;

/** A request to an endpoint, with a value for each parameter that is no literal of any path. */
export const sampleRequest = (endpoint: Routed) => ({
  method: endpoint.method,
  path: endpoint.path.replace(/\{\w+\}/g, 'x_0'),
});

/**
 * The few routes of the HTTP API, worked out of the endpoints: addresses that belong to one function alone get a greedy route,
 * mixed ones a route by method, and the function of `rest` everything else under `/v1`. One route an endpoint would meet the
 * quota of 300 and grow the template with every field of work.
 * @throws Error when an endpoint would arrive at another function than its group's
 */
export const gatewayRoutes = (
  endpoints: readonly Routed[],
  functions: readonly FunctionSpec[],
  rest: FunctionGroup = 'core',
): GatewayRoute[] => {
  const served = new Set(functions.flatMap((one) => (one.group ? [one.group] : [])));
  const routes: GatewayRoute[] = [
    ...routesBelow(treeOf(endpoints), rest),
    { method: 'ANY', path: '/v1/{proxy+}', group: rest },
  ];
  for (const endpoint of endpoints) {
    if (!served.has(endpoint.group)) throw new Error(`${endpoint.id}: no function answers the group ${endpoint.group}`);
    const found = routeFor(routes, sampleRequest(endpoint))?.group;
    if (found !== endpoint.group) {
      throw new Error(
        `${endpoint.id} (${endpoint.method} ${endpoint.path}) belongs to ${endpoint.group} but would reach ${found ?? 'nothing'}: its address cannot be told from theirs by prefix and method`,
      );
    }
  }
  return routes;
};
