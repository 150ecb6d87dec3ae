import { contentSecurityPolicy as policy } from '../shared/kernel/csp.ts';

/** The client's policy, and on AWS nothing without TLS. @param files origin of the file bucket */
export const contentSecurityPolicy = (files: string): string => `${policy(files)}; upgrade-insecure-requests`;

/**
 * Runs at the edge (CloudFront Functions, JavaScript 2.0). An address without a file's ending is an address of the client and is
 * answered with its page; the API's page has an address of its own.
 */
export const spaFallback = `
function handler(event) {
  var request = event.request;
  var last = request.uri.split('/').pop();
  if (request.uri === '/docs' || request.uri === '/docs/') request.uri = '/docs/index.html';
  else if (last.indexOf('.') === -1) request.uri = '/index.html';
  return request;
}
`.trim();
