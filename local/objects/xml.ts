import type { StoredObject } from './store.ts';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#xD;' };
const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const escapeText = (text: string): string => text.replace(/[&<>"\r]/g, (letter) => ENTITIES[letter] ?? letter);

function unescapeText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (all, hex, decimal, name) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    return decimal ? String.fromCodePoint(Number(decimal)) : (NAMED[name] ?? all);
  });
}

/** An element; a list of strings is markup, a string or number is text. */
function element(name: string, content: string | number | string[]): string {
  return `<${name}>${Array.isArray(content) ? content.join('') : escapeText(String(content))}</${name}>`;
}

function document(root: string, content: string[]): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${content.join('')}</${root}>`;
}

/** The body of an error. */
export function errorXml(error: { code: string; message: string }, resource: string): string {
  const parts = [element('Code', error.code), element('Message', error.message), element('Resource', resource)];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('Error', parts)}`;
}

/** The body of CopyObject. @param at milliseconds */
export function copiedXml(etag: string, at: number): string {
  return document('CopyObjectResult', [
    element('ETag', `"${etag}"`),
    element('LastModified', new Date(at).toISOString()),
  ]);
}

/** The body of ListObjectsV2. */
export function listXml(page: {
  settings: Record<string, string | number>;
  objects: StoredObject[];
  prefixes: string[];
}): string {
  const settings = Object.entries(page.settings).map(([name, value]) => element(name, value));
  const objects = page.objects.map((object) =>
    element('Contents', [
      element('Key', object.key),
      element('LastModified', new Date(object.modifiedAt).toISOString()),
      element('ETag', `"${object.etag}"`),
      element('Size', object.size),
      element('StorageClass', 'STANDARD'),
    ]),
  );
  const prefixes = page.prefixes.map((prefix) => element('CommonPrefixes', [element('Prefix', prefix)]));
  return document('ListBucketResult', [...settings, ...objects, ...prefixes]);
}

/** The keys of a DeleteObjects request. Only SDKs write these, so a parser would be out of proportion. */
export function deletedKeys(body: string): { keys: string[]; quiet: boolean } {
  const keys = [...body.matchAll(/<Object>.*?<Key>(.*?)<\/Key>.*?<\/Object>/gs)].map((match) =>
    unescapeText(match[1] ?? ''),
  );
  return { keys, quiet: /<Quiet>\s*true\s*<\/Quiet>/.test(body) };
}

/** The body of DeleteObjects' answer. */
export function deletedXml(keys: string[]): string {
  const deleted = keys.map((key) => element('Deleted', [element('Key', key)]));
  return document('DeleteResult', deleted);
}
