import { useMemo } from 'react';
import type { PageProps } from '../app/route.tsx';
import { entityOfCollection } from '../lib/records.ts';
import { RecordList } from './record-list.tsx';

/** The list of the entity in the address. */
export default function ListPage({ params }: PageProps) {
  const entity = useMemo(() => entityOfCollection((params['path'] ?? '').split('/')[1] ?? ''), [params]);
  return entity ? <RecordList key={entity.name} entity={entity} /> : null;
}
