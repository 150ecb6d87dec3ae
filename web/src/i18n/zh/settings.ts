import type { Words } from '../index.tsx';

export const settings: Words['settings'] = {
  invite: '邀请成员',
};
