import type { SourceRecord } from '../customer/records.ts';
import { isAdministrator } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { Person, PersonId } from './person.ts';

/** The terminal's asker where none is named: they can run programs on the machine of an embedded store. */
export const LOCAL_ADMINISTRATOR_EMAIL = 'administrator@localhost';

export const localAdministrator: readonly SourceRecord[] = [
  { kind: 'department', id: 'operations', name: 'Operations' },
  {
    kind: 'person',
    source: 'rapport',
    externalId: 'local-administrator',
    name: 'Local Administrator',
    email: LOCAL_ADMINISTRATOR_EMAIL,
    title: null,
    department: 'operations',
    role: 'administrator',
    zone: null,
    locale: null,
    active: true,
  },
];

/** Picks an administrator to ask for help: one who is reached before one who never wrote. Null where there is none. */
export async function administratorFor(
  { people }: Pick<Store, 'people'>,
  asking: PersonId,
): Promise<Person | null> {
  const administrators = (await people.all()).filter(
    (person) =>
      person.active &&
      isAdministrator(person) &&
      person.id !== asking &&
      person.email !== LOCAL_ADMINISTRATOR_EMAIL,
  );
  for (const person of administrators)
    if ((await people.accounts(person.id)).length > 0) return person;
  return administrators[0] ?? null;
}
