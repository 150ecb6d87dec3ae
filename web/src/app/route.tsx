import type { ComponentType, LazyExoticComponent } from 'react';
import { lazy } from 'react';
import type { Permission } from '../../../shared/access/permissions.ts';
import type { I18n } from '../i18n/index.tsx';
import type { IconName } from '../kit/icon.tsx';

/** Values of the `:name` parts of the address. */
export interface PageProps {
  params: Readonly<Record<string, string>>;
}

export const navGroups = ['work', 'customers', 'sales', 'catalog', 'quality', 'settings'] as const;
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
  Page: LazyExoticComponent<ComponentType<PageProps>>;
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

/** A page of the client's own parts alone. */
export const lightPage = (path: string, load: Load, rest: Rest = {}): AppRoute => ({
  path,
  Page: lazy(load),
  preload: load,
  ...rest,
});

const loadFrame = () => import('./antd-frame.tsx');

/** What Ant Design needs around a page; it comes with the first page that wants it. */
export const AntdFrame = lazy(async () => ({ default: (await loadFrame()).AntdFrame }));

/** A page that uses Ant Design: its provider, theme and language pack come with the page, not with the frame. */
export const page = (path: string, load: Load, rest: Rest = {}): AppRoute => {
  const both = () => Promise.all([load(), loadFrame()]);
  return { path, Page: lazy(async () => (await both())[0]), preload: both, framed: 'antd', ...rest };
};
