/** Reads a choice remembered on this device; anything unreadable counts as none. */
export const recall = <T>(key: string, accept: (value: unknown) => value is T): T | undefined => {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return accept(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Remembers a choice on this device. A full or forbidden store is no reason to stop working. */
export const remember = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // The choice lasts for this page only.
  }
};

/** Reads what was remembered for this window; it goes with the window. */
export const recallHere = <T>(key: string, accept: (value: unknown) => value is T): T | undefined => {
  try {
    const value: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return accept(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** Remembers something for this window; `undefined` forgets it. */
export const rememberHere = (key: string, value: unknown): void => {
  try {
    if (value === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A full or forbidden store is no reason to stop working.
  }
};

export const isStrings = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === 'string');
export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
export const isText = (value: unknown): value is string => typeof value === 'string';
