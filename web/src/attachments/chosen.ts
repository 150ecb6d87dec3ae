import type { FileType } from '../../../shared/attachments/attachment.ts';
import { MAX_FILE_BYTES, MAX_FILES, typeOfName } from '../../../shared/attachments/attachment.ts';
import type { en } from '../i18n/en.ts';

/** What is wrong with a chosen file; the words are in `t.attachments.faults`. */
export type ChosenFault = keyof typeof en.attachments.faults;

/** What is wrong with a file before it is sent. @param present how many files the record has, those on their way included */
export const faultOf = (file: { name: string; size: number }, present: number): ChosenFault | undefined => {
  if (typeOfName(file.name) === undefined) return 'kind';
  if (file.size === 0) return 'empty';
  if (file.size > MAX_FILE_BYTES) return 'large';
  return present >= MAX_FILES ? 'many' : undefined;
};

/** Endings for the file dialogue. */
export const accepted = '.png,.jpg,.jpeg,.webp,.gif,.heic,.heif,.pdf,.txt,.csv,.xlsx,.docx,.pptx,.mp4';

/** The kind by the name alone: what the system of the sender calls a file differs (a CSV is Excel's on many machines). */
export const typeOf = (file: { name: string }): FileType => typeOfName(file.name)!;

/** Pictures that browsers show; larger ones, and those of other kinds, have a sign in place of a small picture. */
const MAX_THUMB = 8_000_000;
export const canShow = (type: string): boolean => ['image/png', 'image/jpeg', 'image/webp', 'image/gif'].includes(type);
export const hasThumb = ({ contentType, size }: { contentType: string; size: number }): boolean =>
  canShow(contentType) && size <= MAX_THUMB;

/** A pasted picture has the name `image.png`, whichever it is: told apart by the moment. */
export const namedByTime = (file: File, name: string): File =>
  /^image\.(png|jpe?g)$/i.test(file.name)
    ? new File([file], `${name}.${file.name.split('.').at(-1)}`, { type: file.type })
    : file;
