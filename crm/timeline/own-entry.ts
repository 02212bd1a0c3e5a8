import type { DepartmentId, PersonId } from '../person/person.ts';
import type { Entry } from './entry.ts';

export type NewEntry = Omit<Entry, 'person' | 'contact'>;

/** An entry that Rapport writes itself, about what a colleague did here; `by` is that colleague, or nobody of a department. */
export function ownEntry({
  by,
  kind,
  ...given
}: Pick<NewEntry, 'externalId' | 'customerId' | 'at' | 'kind' | 'title' | 'body'> &
  Partial<Pick<NewEntry, 'money' | 'link' | 'visibility'>> & {
    by: { id: PersonId | null; department: DepartmentId };
  }): NewEntry {
  return {
    source: 'rapport',
    department: by.department,
    channel: kind === 'note' || kind === 'message' ? kind : 'system',
    direction: 'internal',
    kind,
    personId: by.id,
    contactId: null,
    money: null,
    link: null,
    visibility: 'everyone',
    record: null,
    ...given,
  };
}
