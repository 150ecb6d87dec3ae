const lastKey = 'workspace';

/** The workspace that an address stands in: /ws_demo/accounts -> ws_demo. */
export const workspaceOfPath = (path: string): string | undefined => /^\/(ws_[0-9A-Za-z]+)(?=\/|$)/.exec(path)?.[1];

/** The address inside the workspace: /ws_demo/accounts -> /accounts. */
export const innerPath = (path: string): string => path.replace(/^\/ws_[0-9A-Za-z]+/, '') || '/';

export const lastWorkspace = (): string | null => localStorage.getItem(lastKey);
export const rememberWorkspace = (id: string): void => localStorage.setItem(lastKey, id);
