import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { createContext, useContext, useMemo } from 'react';
import type * as z from 'zod';
import type { membership } from '../../../shared/access/access.contract.ts';
import { me } from '../../../shared/access/access.contract.ts';
import type { Domain, Permission } from '../../../shared/access/permissions.ts';
import type { FieldMeta } from '../../../shared/kernel/field.ts';
import { call } from '../client.ts';

export type Membership = z.infer<typeof membership>;

export const meQuery = { queryKey: ['me'], queryFn: () => call(me, { params: {} }), staleTime: 5 * 60_000 } as const;

/** Who is signed in, with all memberships. */
export const useMe = () => useQuery(meQuery);

/** The workspace that the page stands in, and what its member may do there. */
export interface Workspace extends Membership {
  all: readonly Membership[];
  /** Whether the API would allow it: what it would refuse is not shown. */
  can: (permission: Permission) => boolean;
  canWrite: (domain: Domain) => boolean;
  /** Whether fields of this kind reach this member. */
  shows: (field: Pick<FieldMeta, 'sensitive'>) => boolean;
}

const Context = createContext<Workspace | undefined>(undefined);

export function WorkspaceProvider({
  membership,
  all,
  children,
}: {
  membership: Membership;
  all: readonly Membership[];
  children: ReactNode;
}) {
  const value = useMemo<Workspace>(() => {
    const permissions = new Set(membership.permissions);
    return {
      ...membership,
      all,
      can: (permission) => permissions.has(permission),
      canWrite: (domain) => permissions.has(`${domain}:write`),
      shows: (field) => field.sensitive === undefined || membership.sees.includes(field.sensitive),
    };
  }, [membership, all]);
  return <Context value={value}>{children}</Context>;
}

export const useWorkspace = (): Workspace => {
  const value = useContext(Context);
  if (!value) throw new Error('useWorkspace outside WorkspaceProvider');
  return value;
};
