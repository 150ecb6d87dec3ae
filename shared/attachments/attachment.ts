import * as z from 'zod';
import { entities } from '../entities.ts';

/** Largest file, bytes. */
export const MAX_FILE_BYTES = 20 * 1024 * 1024;
/** Most files that a record has. */
export const MAX_FILES = 20;
/** Longest file name, characters. */
export const MAX_NAME = 200;
/** How long an upload address is good for, seconds. */
export const UPLOAD_SECONDS = 900;
/** How long a download address is good for, seconds. */
export const DOWNLOAD_SECONDS = 300;
/** Days for which the bytes of a removed file are kept, so that it can be brought back. */
export const REMOVED_DAYS = 30;

const office = 'application/vnd.openxmlformats-officedocument';

/** What may be attached, with the endings of its names. Nothing that a browser carries out, and no archive that hides what is in it. */
export const fileTypes = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/webp': ['webp'],
  'image/gif': ['gif'],
  'image/heic': ['heic', 'heif'],
  'application/pdf': ['pdf'],
  'text/plain': ['txt'],
  'text/csv': ['csv'],
  [`${office}.spreadsheetml.sheet`]: ['xlsx'],
  [`${office}.wordprocessingml.document`]: ['docx'],
  [`${office}.presentationml.presentation`]: ['pptx'],
  'video/mp4': ['mp4'],
} as const satisfies Record<string, readonly string[]>;
export type FileType = keyof typeof fileTypes;
export const fileTypeNames = Object.keys(fileTypes) as [FileType, ...FileType[]];

/** Kinds of record that take files. */
export const attachedEntities = entities.filter((entity) => entity.attachments);

/** The last part of a name after its last dot, in small letters; '' where there is none. */
const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';

/** The kind of file that a name's ending says; undefined for one that may not be attached. */
export const typeOfName = (name: string): FileType | undefined => {
  const ending = endingOf(name);
  return fileTypeNames.find((type) => (fileTypes[type] as readonly string[]).includes(ending));
};

/** Whether a browser can be asked to show it. */
export const isImage = (type: string): boolean => type.startsWith('image/');

/** Names that a file cannot have on Windows, whatever follows their dot. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/**
 * A file's name as it is kept: the last part of a path, without control characters, signs that turn the direction of writing, and
 * signs that no file system takes; at most `MAX_NAME` characters, the ending kept.
 */
export const cleanName = (given: string): string => {
  const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/\s+/gu, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const ending = endingOf(plain);
  const stem = ending === '' ? plain : plain.slice(0, -ending.length - 1).replace(/[. ]+$/g, '');
  const safe = stem === '' || reserved.test(stem.split('.')[0]!) ? `_${stem}` : stem;
  if (ending === '') return [...safe].slice(0, MAX_NAME).join('');
  const room = Math.max(1, MAX_NAME - [...ending].length - 1);
  return `${[...safe].slice(0, room).join('')}.${ending}`;
};

/** A file as the API gives it. */
export const attachment = z.object({
  id: z.string(),
  fileName: z.string(),
  /** Bytes. */
  size: z.int(),
  contentType: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
});
export type Attachment = z.infer<typeof attachment>;
