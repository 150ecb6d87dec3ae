import type { ComponentType, ReactNode } from 'react';
import type { Permission } from '../../../shared/access/permissions.ts';
import type { I18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';
import { useSlow } from '../lib/hooks.ts';
import { part } from '../lib/part.tsx';

/** Values of the `:name` parts of the address. */
export interface PageProps {
  params: Readonly<Record<string, string>>;
}

export const navGroups = [
  'work',
  'customers',
  'sales',
  'service',
  'money',
  'catalog',
  'processes',
  'audit',
  'quality',
  'settings',
] as const;
export type NavGroup = (typeof navGroups)[number];

/** How a page stands in the rail, the palette and the phone's bar. */
export interface NavEntry {
  group: NavGroup;
  icon: IconName;
  label: (i18n: I18n) => string;
  /** `G` and this letter go there. */
  letter?: string;
  /** Stands in the bar at the foot of a phone; at most four. */
  bar?: true;
}

/** Where somebody is about to go: workspace, values of the path, text after `?`. */
export interface Place {
  workspaceId: string;
  params: Readonly<Record<string, string>>;
  search: string;
}

export interface AppRoute {
  path: string;
  Page: ComponentType<PageProps>;
  /** Fetches the page's code. */
  preload: () => Promise<unknown>;
  /** Fetches its first data; called as soon as somebody is likely to go there. */
  warm?: (place: Place) => void;
  permission?: Permission;
  nav?: NavEntry;
  /** Drawn inside `AntdFrame`. */
  framed?: 'antd';
}

type Load = () => Promise<{ default: ComponentType<PageProps> }>;
type Rest = Omit<AppRoute, 'path' | 'Page' | 'preload'>;

/** Grey lines where a page will be; only when it takes longer than a glance. */
function PageWait() {
  const slow = useSlow(true);
  return slow ? (
    <div className="page-wait" role="status" aria-busy="true">
      <span className="bar" />
      <span className="bar" />
      <span className="bar" />
    </div>
  ) : null;
}

/** A page of the client's own parts alone. */
export const lightPage = (path: string, load: Load, rest: Rest = {}): AppRoute => {
  const Page = part(load, PageWait);
  return { path, Page, preload: Page.preload, ...rest };
};

/** What Ant Design needs around a page; it comes with the first page that wants it. */
export const AntdFrame = part<{ children: ReactNode }>(
  async () => ({ default: (await import('./antd-frame.tsx')).AntdFrame }),
  PageWait,
);

/** A page that uses Ant Design: its provider, theme and language pack come with the page, not with the frame. */
export const page = (path: string, load: Load, rest: Rest = {}): AppRoute => {
  const Page = part(load, PageWait);
  // Side by side, not one after the other.
  const preload = () => Promise.all([Page.preload(), AntdFrame.preload()]);
  return { path, Page, preload, framed: 'antd', ...rest };
};
