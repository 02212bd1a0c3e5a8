import type { Logger } from 'pino';
import { stringsFor } from '../cards/strings.ts';
import { problemCard } from '../cards/view/problem-card.ts';
import type { Option, View } from '../cards/view/view.ts';
import { withWayHome } from '../cards/work/home-card.ts';
import type { Command, Context, Reply } from '../commands/command.ts';
import { auditedPlace } from '../crm/audit/audit-line.ts';
import type { Consents } from '../crm/connection/consents.ts';
import type { Connectors } from '../crm/connector.ts';
import type { ItemMappings } from '../crm/connectors/items/mappings.ts';
import type { ListFileLink } from '../crm/customer/list-file.ts';
import { postMessageJob } from '../crm/notification/jobs.ts';
import type { Account, Person, PlatformId } from '../crm/person/person.ts';
import { accessOf } from '../crm/policy/policy.ts';
import type { Queue } from '../crm/queue.ts';
import type { Store } from '../crm/store/store.ts';
import { deliveryIds, deliveryStore } from './delivery.ts';
import { faultView } from './fault-view.ts';
import { identityResolver } from './identity.ts';
import { fillPickers, withPickedPeople } from './native-fields.ts';
import { parseInput } from './parse-input.ts';
import type { App, Ask, Platform, Request } from './platform.ts';
import { DEFAULT_READER, readerFor } from './reader.ts';
import { isWriting, run, unlinkedAnswer } from './run.ts';
import { suggestedCustomers } from './suggested-customers.ts';
import { writeWatch } from './write-watch.ts';

export interface Parts {
  store: Store;
  queue: Pick<Queue, 'send'>;
  commands: readonly Command[];
  platformOf: (account: Pick<Account, 'platform'>) => Platform;
  log: Logger;
  now: () => Date;
  id: () => string;
  connectors: Connectors;
  consents: Consents;
  mappings: ItemMappings;
  /** The chats that are connected. */
  chats?: () => readonly PlatformId[];
  /** The organisation's own, for people who have set none. */
  zone: string;
  locale: string;
  /** Absent where nobody can reach this server. */
  listFileLink?: ListFileLink;
  /** Adds the addresses of charts' pictures. */
  withPictures?: (view: View) => Promise<View>;
}

export function createApp(parts: Parts): App {
  const { store, log, now } = parts;
  const who = identityResolver(store, parts.platformOf, now);

  /** Identifies the asker. Gives everything that a command may use, or the answer that refuses. */
  async function admit(
    { ask, delivery, ...request }: Omit<Request, 'ask'> & { ask?: Ask },
    watched = store,
  ): Promise<Context | Reply> {
    const { account, place } = request;
    const at = now();
    const [asker, channel] = await Promise.all([
      who.identify(account),
      place.kind === 'channel' || place.kind === 'group'
        ? store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id })
        : null,
    ]);
    const from = { at, account, place: auditedPlace(place) };
    const audit =
      (person: Person | null): Context['audit'] =>
      (event) =>
        store.audit.write({ ...from, person: person?.id ?? null, ...event });
    if (asker.kind === 'refused') {
      const own = ask && unlinkedAnswer(ask, asker.refusal, parts.commands);
      if (own)
        return own({
          account,
          store,
          now: at,
          audit: audit(null),
          reader: DEFAULT_READER,
          readerOf: (colleague) => readerFor(colleague, parts, at),
        });
      await audit(null)({ action: 'refused', customer: null, detail: { why: asker.refusal } });
      return answer(problemCard(stringsFor(DEFAULT_READER).refused[asker.refusal]));
    }
    const { person } = asker;
    const access = accessOf(person);
    return {
      ...request,
      person,
      channel,
      now: at,
      store: delivery === undefined ? watched : deliveryStore(delivery, watched),
      access,
      reader: readerFor(person, parts, at),
      zone: parts.zone,
      commands: parts.commands,
      readerOf: (colleague) => readerFor(colleague, parts, at),
      id: delivery === undefined ? parts.id : deliveryIds(delivery),
      connectors: parts.connectors,
      consents: parts.consents,
      mappings: parts.mappings,
      chats: parts.chats?.() ?? [],
      listFileLink: parts.listFileLink ?? (async () => null),
      audience: (there = place) => who.audience(there),
      post: ({ key, ...post }) =>
        parts.queue.send(postMessageJob, { place, key, by: person.id, ...post }, { key }),
      audit: audit(person),
      look: (customer) => store.customers.look(customer, { person: person.id, access, from }),
    };
  }

  async function handle(request: Request): Promise<Reply> {
    const writes = writeWatch(store);
    try {
      const admitted = await admit(request, writes.store);
      return 'kind' in admitted
        ? admitted
        : drawn(
            homeward(await run(await readPicks(request), admitted, parts.commands), request),
            admitted,
          );
    } catch (cause) {
      return homeward(
        answer(
          faultView(cause, request, {
            log,
            outcome: writes.outcome(isWriting(request.ask, parts.commands)),
          }),
        ),
        request,
      );
    }
  }

  async function drawn(reply: Reply, context: Context): Promise<Reply> {
    const { withPictures } = parts;
    if (reply.kind === 'form') {
      const platform = parts.platformOf(context.account);
      return { ...reply, form: await fillPickers(reply.form, { ...context, platform }) };
    }
    return withPictures ? { ...reply, view: await withPictures(reply.view) } : reply;
  }

  async function readPicks({ ask, account }: Request): Promise<Ask> {
    if (ask.kind === 'words') return ask;
    const { unknown } = stringsFor(DEFAULT_READER).picker;
    return { ...ask, values: await withPickedPeople(ask.values, account, { who, unknown }) };
  }

  async function suggest(request: Omit<Request, 'ask'>, query: string): Promise<Option[]> {
    try {
      const admitted = await admit(request);
      if ('kind' in admitted || admitted.place.shared || admitted.channel?.mode === 'silent')
        return [];
      return await suggestedCustomers(query, admitted);
    } catch (cause) {
      log.error({ err: cause }, 'suggesting customers failed');
      return [];
    }
  }

  const keep: App['keep'] = async (request, { place, origin }) => {
    const admitted = await admit(request);
    if ('kind' in admitted) return '';
    const id = admitted.id();
    await store.drafts.save({ id, person: admitted.person.id, place, origin, at: admitted.now });
    return id;
  };

  const readsOnly: App['readsOnly'] = (ask) => {
    const typed = ask.kind === 'words' ? parseInput(ask.words, parts.commands) : null;
    if (!typed?.command.readsOnly) return false;
    return typed.command.readsOnlyTyped?.(typed.words) ?? true;
  };

  return { handle, suggest, readsOnly, keep };
}

/** The App Home is one page and has no other way back. */
function homeward(reply: Reply, { place, ask }: Request): Reply {
  const isHome = ask.kind === 'words' ? ask.words === 'home' : ask.action === 'home.show';
  return place.kind === 'home' && reply.kind === 'answer' && !isHome
    ? { ...reply, view: withWayHome(reply.view, DEFAULT_READER) }
    : reply;
}

const answer = (view: View): Reply => ({ kind: 'answer', view });
