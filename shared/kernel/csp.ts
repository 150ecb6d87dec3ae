/**
 * What the client may load and talk to: itself, and the file bucket for uploads and downloads. Styles may stand in the page,
 * because the component library writes them there; scripts may not. CloudFront and the local server send the same.
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
  ].join('; ');
