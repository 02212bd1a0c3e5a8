/** An account in the Slack that the tests talk to. */
export interface FakePerson {
  email: string;
  name: string;
  id?: string;
  zone?: string;
  locale?: string;
  standing?: 'member' | 'guest' | 'outsider' | 'deleted' | 'bot';
  /** False: Slack has not seen that the address is theirs. */
  confirmed?: boolean;
}

export interface FakeChannel {
  name: `#${string}`;
  /** E-mails; everybody where absent. */
  members?: readonly string[];
  shared?: boolean;
  pending?: boolean;
  /** Only some may post there, and the bot is none of them. */
  restricted?: boolean;
  /** Slack does not show it to the bot. */
  hidden?: boolean;
}

export const TEAM = 'T0RAPPORT';
export const BOT_USER = 'U0BOT';
export const BOT_TOKEN = 'xoxb-test-token';
const OTHER_TEAM = 'T0OTHERS';

export interface Directory {
  people: readonly (FakePerson & { id: string })[];
  byEmail(email: string): FakePerson & { id: string };
  /** The user id of whoever is offered for these first letters of a name, or for an address. */
  named(typed: string): string;
  channel(id: string): (Required<Pick<FakeChannel, 'name'>> & FakeChannel) | undefined;
  channelId(name: string): string;
  directId(user: string): string;
  /** In the channel from now on, or no more. */
  seat(channel: string, email: string, there: boolean): void;
  /** User ids. */
  members(channel: string): string[] | null;
  userJson(id: string): object | null;
  channelJson(id: string): object | null;
}

const firstName = (name: string): string => name.toLowerCase().split(' ', 1)[0] ?? '';

export function fakeDirectory(
  given: readonly FakePerson[],
  channels: readonly FakeChannel[],
): Directory {
  const people = given.map((person, i) => ({
    ...person,
    id: person.id ?? `U${String(i + 1).padStart(3, '0')}`,
  }));
  const rooms = new Map(
    [{ name: '#general' as const }, ...channels].map((channel) => [idOf(channel.name), channel]),
  );
  const directory: Directory = {
    people,
    byEmail(email) {
      const found = people.find((person) => person.email === email);
      if (!found) throw new Error(`Nobody with ${email} in this Slack`);
      return found;
    },
    named(typed) {
      const found = people.find(
        ({ email, name }) => email === typed || firstName(name) === firstName(typed),
      );
      if (!found) throw new Error(`Slack offers nobody for "${typed}"`);
      return found.id;
    },
    channel: (id) => rooms.get(id),
    channelId(name) {
      if (!rooms.has(idOf(name))) rooms.set(idOf(name), { name: `#${name.replace(/^#/, '')}` });
      return idOf(name);
    },
    seat(name, email, there) {
      const room = rooms.get(idOf(name));
      if (!room) throw new Error(`No ${name} in this Slack`);
      const others = (room.members ?? people.map((person) => person.email)).filter(
        (one) => one !== email,
      );
      rooms.set(idOf(name), { ...room, members: there ? [...others, email] : others });
    },
    directId: (user) => `D${user.slice(1)}`,
    members(id) {
      if (id.startsWith('D')) return [`U${id.slice(1)}`, BOT_USER];
      const room = rooms.get(id);
      if (!room || room.hidden) return null;
      const inside = people.filter(({ email }) => !room.members || room.members.includes(email));
      return [...inside.map((person) => person.id), BOT_USER];
    },
    userJson: (id) =>
      id === BOT_USER
        ? { id, team_id: TEAM, name: 'rapport', is_bot: true }
        : personJson(people.find((person) => person.id === id)),
    channelJson: (id) => channelJson(id, id.startsWith('D') ? { name: '#direct' } : rooms.get(id)),
  };
  return directory;
}

const idOf = (name: string): string =>
  `C${name
    .replace(/^#/, '')
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '0')}`;

function personJson(person: (FakePerson & { id: string }) | undefined): object | null {
  if (!person) return null;
  const {
    id,
    name,
    email,
    zone = 'Europe/Berlin',
    locale = 'en-GB',
    standing = 'member',
    confirmed = true,
  } = person;
  return {
    id,
    team_id: standing === 'outsider' ? OTHER_TEAM : TEAM,
    name,
    real_name: name,
    deleted: standing === 'deleted',
    is_bot: standing === 'bot',
    is_restricted: standing === 'guest',
    is_ultra_restricted: false,
    ...(standing === 'outsider' && { is_stranger: true }),
    is_email_confirmed: confirmed,
    tz: zone,
    locale,
    profile: { email, real_name: name },
  };
}

function channelJson(id: string, channel: FakeChannel | undefined): object | null {
  if (!channel || channel.hidden) return null;
  return {
    id,
    name: channel.name.slice(1),
    is_channel: id.startsWith('C'),
    is_im: id.startsWith('D'),
    is_shared: channel.shared ?? false,
    is_ext_shared: channel.shared ?? false,
    is_org_shared: false,
    is_pending_ext_shared: channel.pending ?? false,
  };
}
