import { SaxesParser } from 'saxes';
import { FileFault } from '../../shared/imports/source.ts';

/** What a reader of one XML part wants to know. Names come without their namespace prefix. */
export interface XmlHandlers {
  open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  close?: (name: string) => void;
  text?: (text: string) => void;
}

/** Spreadsheet XML is about ten levels deep; a million levels would be an attack on memory. */
const maxDepth = 64;
const maxAttributes = 200;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Parses XML as its bytes come and calls the handlers; yields after each piece, so that a caller can pass on what it has
 * found. No document type is accepted, hence no entities beyond the five of XML and nothing that expands.
 * @throws FileFault `xlsx-broken` for anything but well-formed UTF-8 XML of sensible depth
 */
export function* parseXml(pieces: Iterable<Uint8Array>, handlers: XmlHandlers): Generator<void> {
  const refuse = (detail: string): never => {
    throw new FileFault('xlsx-broken', { detail });
  };
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false });
  let depth = 0;
  let attributes = 0;
  parser.on('error', () => refuse('Its XML is not well-formed.'));
  parser.on('doctype', () => refuse('Its XML declares a document type.'));
  parser.on('opentagstart', () => {
    attributes = 0;
    if (++depth > maxDepth) refuse('Its XML is nested too deeply.');
  });
  parser.on('attribute', () => {
    if (++attributes > maxAttributes) refuse('Its XML has too many attributes.');
  });
  parser.on('opentag', (tag) => handlers.open?.(localName(tag.name), tag.attributes));
  parser.on('closetag', (tag) => {
    depth--;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) {
    parser.on('text', handlers.text);
    parser.on('cdata', handlers.text);
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const decode = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      return refuse('Its XML is not UTF-8.');
    }
  };
  for (const piece of pieces) {
    parser.write(decode(piece));
    yield;
  }
  parser.write(decode());
  parser.close();
  yield;
}

/** `parseXml` to the end, for small parts. */
export const parseWholeXml = (pieces: Iterable<Uint8Array>, handlers: XmlHandlers): void => {
  for (const _ of parseXml(pieces, handlers));
};
