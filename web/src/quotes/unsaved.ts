/** Documents on this page with lines that are not saved yet, and how to save them. */
const open = new Map<string, () => Promise<boolean>>();

export const registerUnsaved = (id: string, save: () => Promise<boolean>): (() => void) => {
  open.set(id, save);
  return () => {
    if (open.get(id) === save) open.delete(id);
  };
};

/** Saves what was typed into a document before a step is taken with it. False when it was refused: the step must wait. */
export const saveOpen = (id: string): Promise<boolean> => open.get(id)?.() ?? Promise.resolve(true);
