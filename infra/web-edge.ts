/**
 * What the client may load and talk to: itself, and the file bucket for uploads and downloads. Styles may stand in the page,
 * because the component library writes them there; scripts may not.
 * @param files origin of the file bucket
 */
export const contentSecurityPolicy = (files: string): string =>
  [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${files}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    'upgrade-insecure-requests',
  ].join('; ');

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
