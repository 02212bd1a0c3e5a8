import { LOCAL_ADMINISTRATOR_EMAIL } from '../../crm/person/administrator.ts';
import type { Account } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { Adapter, Platform } from '../platform.ts';

export const terminalAccount = (email = LOCAL_ADMINISTRATOR_EMAIL): Account => ({
  platform: 'terminal',
  tenant: 'local',
  user: email.toLowerCase(),
});
export const terminalPlace: Place = {
  platform: 'terminal',
  tenant: 'local',
  kind: 'direct',
  id: 'terminal',
  name: null,
  shared: false,
};

/** A person who may run programs here may ask as anybody: the store's files are theirs already. */
export function terminalPlatform(): Platform {
  return {
    identify: async ({ user }) => ({
      standing: 'member',
      email: user,
      name: user,
      zone: null,
      locale: null,
    }),
    readers: async () => ({ accounts: [], outsiders: false }),
    post: async () => {
      throw new Error('A terminal has no channel to post in');
    },
    findPost: async () => null,
    update: async () => 'gone',
    direct: async () => null,
    threads: false,
    standsIn: true,
    start: async () => {},
    stop: async () => {},
  };
}

export const terminal: Adapter = {
  id: 'terminal',
  name: 'Terminal',
  load: async () => terminalPlatform,
};
