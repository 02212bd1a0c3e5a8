import type { SourceRecord } from './records.ts';

/** Who asks in the terminal without saying so: whoever can run programs on the machine of an embedded store. */
export const LOCAL_ADMINISTRATOR_EMAIL = 'administrator@localhost';

export const localAdministrator: readonly SourceRecord[] = [
  { kind: 'department', id: 'operations', name: 'Operations' },
  {
    kind: 'person', source: 'rapport', externalId: 'local-administrator', name: 'Local Administrator', email: LOCAL_ADMINISTRATOR_EMAIL,
    title: null, department: 'operations', role: 'administrator', zone: null, locale: null, active: true,
  },
];
