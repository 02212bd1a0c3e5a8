import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { pino } from 'pino';
import type { App, Platform, Wiring } from '../../bot/platform.ts';
import type { TeamsConfig } from '../../bot/teams/config.ts';
import { teamsPlatform } from '../../bot/teams/teams.ts';
import type { Store } from '../../crm/store/store.ts';
import { MINUTE } from '../../crm/time/durations.ts';
import { cardText } from '../bot/teams/card-reader.ts';
import {
  type Colleague,
  configFor,
  memberOf,
  personalConversation,
  type TeamsConversation,
} from '../bot/teams/client.ts';
import { type Microsoft, microsoft } from '../bot/teams/microsoft.ts';
import { speaker } from '../bot/teams/speaker.ts';
import type { Chat } from './chat.ts';

export interface TeamsChat extends Chat {
  platform: Platform;
  microsoft: Microsoft;
  /** Where the bot listens. */
  url: string;
  http: Express;
  /** Members of a channel (`#name`) or group chat; everybody, where it was never said. */
  channel(
    name: string,
    options?: { members?: readonly string[]; type?: string; kind?: TeamsConversation['kind'] },
  ): TeamsConversation;
}

export interface TeamsChatOptions {
  /** The front door, or what builds it once the platform stands. */
  app: App | ((platform: Platform, wiring: Wiring) => App);
  store: Store;
  people: readonly Colleague[];
  now: () => Date;
  config?: Partial<TeamsConfig>;
  log?: Wiring['log'];
}

/** A busy machine must not turn a quick answer into a slow one. */
const PATIENT = { press: MINUTE, message: MINUTE };

/** Rapport in Teams over real HTTP, with real tokens, and Microsoft on loopback. */
export async function teamsChat({
  app,
  store,
  people,
  now,
  config = {},
  log = pino({ level: 'silent' }),
}: TeamsChatOptions): Promise<TeamsChat> {
  const fake = await microsoft({ now });
  const http = express();
  const door: { app?: App } = {};
  const opened = (): App => door.app ?? failClosed();
  const wiring: Wiring = {
    http,
    store,
    log,
    now,
    app: {
      handle: (request) => opened().handle(request),
      suggest: (request, query) => opened().suggest(request, query),
      readsOnly: (ask) => opened().readsOnly(ask),
      keep: (request, message) => opened().keep(request, message),
    },
  };
  const platform = teamsPlatform(
    { ...configFor(fake), ...config, patience: { ...PATIENT, ...config.patience } },
    wiring,
  );
  door.app = typeof app === 'function' ? app(platform, wiring) : app;
  const server = http.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  for (const person of people)
    fake.rosters.set(personalConversation(person.email).id, [memberOf(person)]);
  await platform.start();

  const spots = new Map<string, TeamsConversation>();
  function channel(
    name: string,
    {
      members,
      type = 'standard',
      kind = 'channel',
    }: { members?: readonly string[]; type?: string; kind?: TeamsConversation['kind'] } = {},
  ): TeamsConversation {
    const known = spots.get(name);
    if (known) return known;
    const spot: TeamsConversation = {
      kind,
      id: `19:${name.slice(1)}@thread.tacv2`,
      name: name.slice(1),
      channelType: type,
    };
    const roster = people.filter(({ email }) => !members || members.includes(email)).map(memberOf);
    // A standard channel has the members of its team.
    fake.rosters.set(
      kind === 'channel' && type === 'standard' ? '19:team@thread.tacv2' : spot.id,
      roster,
    );
    spots.set(name, spot);
    return spot;
  }

  function seat(name: string, email: string, there: boolean): void {
    const roster = fake.rosters.get(channel(name).id);
    const person = people.find((one) => one.email === email);
    if (!roster || !person)
      throw new Error(`No ${name} with members of its own, or nobody called ${email}`);
    const member = memberOf(person);
    fake.rosters.set(channel(name).id, [
      ...roster.filter(({ id }) => id !== member.id),
      ...(there ? [member] : []),
    ]);
  }

  const speakers = new Map(
    people.map((person) => [person.email, speaker({ person, people, fake, url, channel })]),
  );
  return {
    platform,
    microsoft: fake,
    url,
    http,
    channel,
    as(email) {
      const found = speakers.get(email);
      if (!found) throw new Error(`Nobody here is ${email}`);
      return found;
    },
    posts: () =>
      [...spots].flatMap(([name, { id }]) =>
        fake.sent
          .filter(({ conversation, type }) => type === 'message' && conversation.startsWith(id))
          .map(({ card, summary }) => ({
            channel: name,
            text: card ? cardText(card) : summary,
            raw: card,
          })),
      ),
    told: (email) =>
      fake.sent
        .filter(
          ({ conversation, type }) =>
            type === 'message' && conversation === personalConversation(email).id,
        )
        .map(({ card, summary }) => ({ text: card ? cardText(card) : summary, thread: false })),
    joins: (email, name) => seat(name, email, true),
    leaves: (email, name) => seat(name, email, false),
    deletes(name, says) {
      const found = fake.sent.findLast(
        ({ conversation, type, card }) =>
          type === 'message' &&
          conversation.startsWith(channel(name).id) &&
          cardText(card).includes(says),
      );
      if (!found) throw new Error(`Nothing in ${name} says "${says}"`);
      // No activity of that name is there any more.
      Object.assign(found, { id: '', type: 'deleted' });
    },
    refuses: (messages) =>
      fake.fail(/activities/, {
        // An edit of the pressed card is no message.
        method: 'POST',
        status: 429,
        headers: { 'retry-after': '1' },
        times: messages,
      }),
    async close() {
      await platform.stop();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      await fake.close();
    },
  };
}

function failClosed(): never {
  throw new Error('The front door is not built yet');
}
