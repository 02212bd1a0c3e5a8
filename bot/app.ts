import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import { z } from 'zod';
import { withWayHome } from '../cards/home-card.ts';
import { systemName } from '../cards/names.ts';
import { problemCard } from '../cards/problem-card.ts';
import type { Button, Option, View } from '../cards/view.ts';
import { wordsFor } from '../cards/words.ts';
import type { Command, Context, Reply, Stranger } from '../commands/command.ts';
import type { Account, Person } from '../crm/person.ts';
import { type Refusal, sightOf } from '../crm/policy.ts';
import { Problem, Upstream } from '../crm/problem.ts';
import type { Queue } from '../crm/queue.ts';
import type { CustomerSummary } from '../crm/customer.ts';
import type { Store } from '../crm/store.ts';
import { acted, withoutVia } from './acted.ts';
import { parse } from './parse.ts';
import type { App, Ask, Platform, Request } from './platform.ts';
import { readerFor } from './reader.ts';
import { whoIsWho } from './who.ts';

export interface Parts {
  store: Store;
  queue: Pick<Queue, 'send'>;
  commands: readonly Command[];
  platformOf: (account: Pick<Account, 'platform'>) => Platform;
  log: Logger;
  now: () => Date;
  id: () => string;
  /** The CRM that notes and tasks go to. */
  crm: { id: string; name: string } | null;
  /** The organisation's own, for people who have set none. */
  zone: string;
  locale: string;
}

const SUGGESTED = 20;
/** Until a person is known, answers are in this. */
const STRANGER = { locale: 'en-GB' };

export function createApp(parts: Parts): App {
  const { store, log, now } = parts;
  const who = whoIsWho(store, parts.platformOf);

  /** Who asks, and everything a command may use; or the answer that refuses. */
  async function admit({ ask, ...request }: Omit<Request, 'ask'> & { ask?: Ask }): Promise<Context | Reply> {
    const { account, place } = request;
    const at = now();
    const [asker, channel] = await Promise.all([
      who.person(account, at),
      place.kind === 'channel' || place.kind === 'group' ? store.channels.get({ platform: place.platform, tenant: place.tenant, channel: place.id }) : null,
    ]);
    const audit = (person: Person | null): Context['audit'] => (event) =>
      store.audit.write({ at, account, place: `${place.kind} ${place.id}`, person: person?.id ?? null, ...event });
    if (asker.kind === 'refused') {
      const own = ask && strangersAnswer(ask, asker.refusal, parts.commands);
      if (own) return own({ account, store, now: at, audit: audit(null), reader: STRANGER });
      await audit(null)({ action: 'refused', customer: null, detail: { why: asker.refusal } });
      return answer(problemCard(wordsFor(STRANGER).refused[asker.refusal]));
    }
    const { person } = asker;
    return {
      ...request, person, channel, store, now: at,
      sight: sightOf(person),
      reader: readerFor(person, parts, at),
      commands: parts.commands,
      readerOf: (colleague) => readerFor(colleague, parts, at),
      id: parts.id,
      crm: parts.crm,
      audience: (there = place) => who.audience(there, at),
      post: ({ key, view }) => parts.queue.send('post-message', { place, view, key }, { key }),
      audit: audit(person),
    };
  }

  async function handle(request: Request): Promise<Reply> {
    try {
      const admitted = await admit(request);
      return 'kind' in admitted ? admitted : homeward(await run(request.ask, admitted, parts), request);
    } catch (cause) {
      return homeward(failed(cause, request, log), request);
    }
  }

  async function suggest(request: Omit<Request, 'ask'>, query: string): Promise<Option[]> {
    try {
      const admitted = await admit(request);
      if ('kind' in admitted || admitted.place.shared) return [];
      const found = query.trim() ? (await store.customers.find(query.slice(0, 100), SUGGESTED)).map(({ customer }) => customer) : await likely(admitted);
      return found.map((customer) => ({ value: customer.id, label: label(customer) }));
    } catch (cause) {
      log.error({ err: cause }, 'suggesting customers failed');
      return [];
    }
  }

  const keep: App['keep'] = async (request, { place, origin }) => {
    const admitted = await admit(request);
    if ('kind' in admitted) return '';
    const id = parts.id();
    await store.desk.saveDraft({ id, person: admitted.person.id, place, origin, at: admitted.now });
    return id;
  };

  return { handle, suggest, keep };
}

async function run(ask: Ask, context: Context, { commands }: Parts): Promise<Reply> {
  const { reader, place } = context;
  const words = wordsFor(reader);
  const found = ask.kind === 'words' ? typed(ask.words, commands) : pressed(ask, commands);
  if (!found) throw new Problem('stale', words.problem.stale);
  if (place.shared && !found.command.anywhere) {
    await context.audit({ action: 'refused', customer: null, detail: { why: 'shared-channel', command: found.command.name } });
    throw new Problem('shared-channel', words.problem.shared(place.name ?? words.problem.thisChannel));
  }
  await bindToChannel(found.command, context);
  return found.run(context);
}

/** What an administrator set for a channel binds everybody, administrators too. */
async function bindToChannel({ name, writes }: Command, { channel, audit, reader }: Context): Promise<void> {
  const closed = channel?.mode === 'silent' ? name !== 'channel' : channel?.mode === 'read-only' && writes;
  if (!channel || !closed) return;
  await audit({ action: 'refused', customer: null, detail: { why: channel.mode, command: name } });
  const words = wordsFor(reader).admin.channel;
  throw new Problem(`channel-${channel.mode}`, channel.mode === 'silent' ? words.silent : words.readOnly);
}

/** Who is nobody yet may say who they are, where they were asked, and nothing else. */
function strangersAnswer(ask: Ask, refusal: Refusal, commands: readonly Command[]): ((context: Stranger) => Promise<Reply>) | null {
  if (ask.kind !== 'press' || (refusal !== 'unmapped' && refusal !== 'no-email')) return null;
  const [name, step = ''] = ask.action.split('.');
  const command = commands.find((candidate) => candidate.name === name);
  const handler = command && Object.hasOwn(command.strangers, step) ? command.strangers[step] : undefined;
  return handler ? (context) => unforged(handler({ data: withoutVia(ask.data).data }, context)) : null;
}

type Found = { command: Command; run: (context: Context) => Promise<Reply> } | null;

function typed(input: string, commands: readonly Command[]): Found {
  const parsed = parse(input, commands);
  return parsed && { command: parsed.command, run: (context) => parsed.command.run(parsed.words, context) };
}

function pressed({ action, data, values }: Extract<Ask, { kind: 'press' }>, commands: readonly Command[]): Found {
  const [name, step = ''] = action.split('.');
  const command = commands.find((candidate) => candidate.name === name);
  const handler = command && Object.hasOwn(command.actions, step) ? command.actions[step] : undefined;
  if (!command || !handler) return null;
  return {
    command,
    async run(context) {
      const own = withoutVia(data);
      if (own.via !== null && command.name !== 'messages') await acted(context.store, { via: own.via, person: context.person.id, now: context.now });
      return unforged(handler({ data: own.data, values }, context));
    },
  };
}

/** What a client sent does not fit: an old message, or somebody tries things out. */
async function unforged(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (cause) {
    if (cause instanceof z.ZodError) throw new Problem('stale', { ...wordsFor(STRANGER).problem.stale, cause });
    throw cause;
  }
}

function failed(cause: unknown, { account, place, ask }: Request, log: Logger): Reply {
  const words = wordsFor(STRANGER);
  const what = ask.kind === 'press' ? ask.action : 'words';
  if (cause instanceof Problem) {
    log.info({ code: cause.code, platform: place.platform, what }, 'refused or not understood');
    return answer(problemCard(cause, back(ask, cause)));
  }
  if (cause instanceof Upstream) {
    log.warn({ err: cause, system: cause.system, fault: cause.fault }, 'a system we rely on failed');
    return answer(problemCard(cause.system === account.platform ? words.problem.directory : words.problem.upstream(systemName(cause.system, words)), again(ask)));
  }
  const reference = randomBytes(3).toString('hex').toUpperCase();
  log.error({ err: cause, reference, platform: place.platform, what }, 'an answer failed');
  return answer(problemCard(words.problem.unknown(reference), again(ask)));
}

/** What is pressed is replaced by its answer: a problem leads back to the customer, where there is one to go back to. */
function back(ask: Ask, { code }: Problem): Button[] {
  const pressed = ask.kind === 'press' ? z.object({ customer: z.string() }).safeParse(ask.data).data : undefined;
  return pressed && !NO_WAY_BACK.has(code) ? [{ kind: 'press', label: wordsFor(STRANGER).buttons.card, action: 'customer.show', data: pressed }] : [];
}
const NO_WAY_BACK: ReadonlySet<string> = new Set(['unknown-customer', 'shared-channel', 'stale']);

/** The App Home is one page and has no other way back. */
function homeward(reply: Reply, { place, ask }: Request): Reply {
  const isHome = ask.kind === 'words' ? ask.words === 'home' : ask.action === 'home.show';
  return place.kind === 'home' && reply.kind === 'answer' && !isHome ? answer(withWayHome(reply.view, STRANGER)) : reply;
}

/** A button that asks the same once more; typed words are typed again, since they may be long. */
function again(ask: Ask): Button[] {
  const data = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.string())]));
  const parsed = ask.kind === 'press' ? data.safeParse(ask.data) : null;
  return ask.kind === 'press' && parsed?.success ? [{ kind: 'press', label: wordsFor(STRANGER).buttons.retry, action: ask.action, data: parsed.data }] : [];
}

/** The customers this person is likely to mean before typing. */
async function likely({ store, person }: Context): Promise<CustomerSummary[]> {
  const [followed, recent] = await Promise.all([store.customers.followed(person.id, SUGGESTED), store.customers.recent(person.id, SUGGESTED)]);
  return [...new Map([...recent.slice(0, 10), ...followed].map((customer) => [customer.id, customer])).values()].slice(0, SUGGESTED);
}

const label = ({ name, city, domain }: CustomerSummary): string => [name, city ?? domain].filter(Boolean).join(' · ');

const answer = (view: View): Reply => ({ kind: 'answer', view });
