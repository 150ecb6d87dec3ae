import { kindOfId } from '../../../shared/kernel/id.ts';

const isId = (part: string): boolean => /^[a-z]{2,4}_[0-9A-Za-z]+$/.test(part);

/** The page of an address, whichever record stands on it: `/complaints/cpl_1` is `/complaints/:id`. */
export const pageOf = (path: string): string => {
  const parts = path.split('/').filter(Boolean);
  return `/${parts.map((part) => (isId(part) ? ':id' : part)).join('/')}`;
};

/** The record that an address is about; the last one where it names several. */
export const recordOf = (path: string): { recordType: string; recordId: string } | undefined => {
  const id = path.split('/').filter(isId).at(-1);
  const type = id ? kindOfId(id) : undefined;
  return id && type ? { recordType: type, recordId: id } : undefined;
};
