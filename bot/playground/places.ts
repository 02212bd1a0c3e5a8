import type { Account, Identity, Person } from '../../crm/person/person.ts';
import type { Place } from '../../crm/person/place.ts';
import type { Readers } from '../platform.ts';

const TENANT = 'local';

export const accountOf = (user: string): Account => ({
  platform: 'playground',
  tenant: TENANT,
  user,
});

/** People who are to be refused, to see what they are told. */
export const VISITORS = [
  { user: 'guest@partner.example', label: 'A guest', standing: 'guest' },
  {
    user: 'someone@other-company.example',
    label: 'Somebody from another organisation',
    standing: 'outsider',
  },
  {
    user: 'unknown@rapport.example',
    label: 'A member whom the CRM does not know',
    standing: 'member',
  },
] as const;

/** The playground begins as this person, where the store has them. */
export const NEWCOMER = 'ana@rapport.example';

const GUEST = VISITORS[0];
const OUTSIDER = VISITORS[1];

export const PLACES = [
  { id: 'direct', label: 'Direct message', kind: 'direct', shared: false },
  { id: 'team', label: '#team', kind: 'channel', shared: false },
  { id: 'wins', label: '#wins', kind: 'channel', shared: false },
  { id: 'kestrel', label: '#kestrel · a room', kind: 'channel', shared: false },
  { id: 'with-guests', label: '#with-guests · has a guest', kind: 'channel', shared: false },
  { id: 'shared', label: '#shared · with another organisation', kind: 'channel', shared: true },
] as const;
export type PlaceId = (typeof PLACES)[number]['id'];

/** A direct message is told apart by its person. */
export function placeOf(id: PlaceId, user: string): Place {
  const [place = PLACES[0]] = PLACES.filter((one) => one.id === id);
  const { kind, shared, label } = place;
  return {
    platform: 'playground',
    tenant: TENANT,
    kind,
    shared,
    id: kind === 'direct' ? `direct:${user}` : id,
    name: kind === 'direct' ? null : (label.split(' ')[0] ?? label),
  };
}

export function identityOf({ user }: Account): Identity {
  const stranger = VISITORS.find((one) => one.user === user);
  return {
    standing: stranger?.standing ?? 'member',
    email: user,
    name: stranger?.label ?? user,
    zone: null,
    locale: null,
  };
}

/** The channels have the first dozen employees in them. */
export function readersOf(place: Place, people: readonly Person[]): Readers {
  if (place.kind === 'direct')
    return { accounts: [accountOf(place.id.replace(/^direct:/, ''))], outsiders: false };
  const team = people
    .filter(({ active }) => active)
    .slice(0, 12)
    .map(({ email }) => accountOf(email));
  return { accounts: [...team, ...visitorsOf(place)], outsiders: place.shared };
}

function visitorsOf({ id, shared }: Pick<Place, 'id' | 'shared'>): Account[] {
  if (id === 'with-guests') return [accountOf(GUEST.user)];
  return shared ? [accountOf(OUTSIDER.user)] : [];
}
