import type { Place } from '../../crm/person/place.ts';

/** Channels of the demo organisation, in the playground. */
const channel = (id: string): Place => ({
  platform: 'playground',
  tenant: 'local',
  kind: 'channel',
  id,
  name: `#${id}`,
  shared: false,
});

export const TEAM = channel('team');
export const WINS = channel('wins');
/** Kestrel Energy's. */
export const ROOM = channel('kestrel');
