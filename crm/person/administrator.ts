import type { SourceRecord } from '../customer/records.ts';
import { isAdministrator } from '../policy/policy.ts';
import type { Store } from '../store/store.ts';
import type { Person, PersonId } from './person.ts';

/** The source of people whom no import brought. */
export const OWN_SOURCE = 'rapport';

/** The terminal's asker where none is named: they can run programs on the machine of an embedded store. */
export const LOCAL_ADMINISTRATOR_EMAIL = 'administrator@localhost';

export const localAdministrator: readonly SourceRecord[] = [
  { kind: 'department', id: 'operations', name: 'Operations' },
  {
    kind: 'person',
    source: OWN_SOURCE,
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

/** The person behind a configured address whom no source has brought yet. Their role is the configuration's, and ends with it. */
export const configuredAdministrator = (email: string): readonly SourceRecord[] => [
  { kind: 'department', id: 'operations', name: 'Operations' },
  {
    kind: 'person',
    source: OWN_SOURCE,
    externalId: `administrator ${email}`,
    name: nameFrom(email),
    email,
    title: null,
    department: 'operations',
    role: 'member',
    zone: null,
    locale: null,
    active: true,
  },
];

const nameFrom = (email: string): string =>
  email
    .slice(0, email.lastIndexOf('@'))
    .split(/[._-]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

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
