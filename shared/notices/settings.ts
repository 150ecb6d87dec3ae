import type { NoticeKind, NoticeSettings } from './notices.contract.ts';
import { mailedKinds, noticeKinds } from './notices.contract.ts';

export interface Channels {
  app: boolean;
  mail: boolean;
}

/** How a member wants to hear of a kind: as they set it, or by its default. */
export const channelsOf = (settings: NoticeSettings | undefined, kind: NoticeKind): Channels =>
  settings?.[kind] ?? { app: true, mail: mailedKinds.includes(kind) };

/** The settings with the default of every kind that the member did not set. */
export const allChannels = (settings: NoticeSettings | undefined): Record<NoticeKind, Channels> =>
  Object.fromEntries(
    (Object.keys(noticeKinds) as NoticeKind[]).map((kind) => [kind, channelsOf(settings, kind)]),
  ) as Record<NoticeKind, Channels>;
