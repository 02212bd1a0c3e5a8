import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Option, Values, View } from '../cards/view/view.ts';
import type { Place, Reply } from '../commands/command.ts';
import type { FileContent, FileReference, FileRefusal } from '../crm/note/file-copy.ts';
import type { Origin } from '../crm/note/origin.ts';
import type { Account, Identity, PlatformId } from '../crm/person/person.ts';
import type { Store } from '../crm/store/store.ts';
import type { Config } from './config.ts';
import type { Finding } from './finding.ts';

/** One thing that one account asks, in one place. Adapters build it from what a platform sent and authenticated. */
export interface Request {
  account: Account;
  place: Place;
  ask: Ask;
  /** Opens the chat of this person with the bot, where the platform has an address for it. */
  chat?: string | null;
  /** The platform's name for this delivery: answered twice, by any copies of the bot, it changes things once. */
  delivery?: string;
}

export type Ask =
  /** Typed: `/rapport …`, a direct message, an @mention (the mention itself removed). `unread` counts the mentions beyond those that were looked up. */
  | { kind: 'words'; words: string; unread?: number }
  /** A button, a select or a submitted form: `<command>.<action>`. */
  | { kind: 'press'; action: string; data: unknown; values: Values };

/** The front door. Never throws: whatever goes wrong becomes a card with a next step, and a reference id in the log. */
export interface App {
  handle(request: Request): Promise<Reply>;
  /** Search-as-you-type; an empty query gives recent and followed customers. At most 20. A refused person gets none. */
  suggest(request: Omit<Request, 'ask'>, query: string): Promise<Option[]>;
  /** Words that change nothing, however often they are asked. False for a press, and for what is not known to only read. */
  readsOnly(ask: Ask): boolean;
  /**
   * Keeps the chat message from which somebody begins something, for them alone; its id is what `<command>.from-message`
   * is pressed with. Empty for a person who is refused. `place` is where it stands.
   */
  keep(request: Omit<Request, 'ask'>, message: { place: Place; origin: Origin }): Promise<string>;
}

/** One chat platform: how people on it are known, how it is posted to, and its coming and going. */
export interface Platform {
  /** Asks the platform's directory who this is. Throws `Upstream` where it does not answer. */
  identify(account: Account): Promise<Identity>;
  /** Everybody who reads this place, bots left out. Throws `Upstream` where it cannot be known. */
  readers(place: Place): Promise<Readers>;
  /** Posts where everybody in the place reads it, or in the thread under one of its messages. Throws `Upstream`; a repeated key posts nothing new. */
  post(place: Place, view: View, key: string, under?: string): Promise<Posted>;
  /** The post that an earlier `post` with this key left there, though it was not answered; null where there is none, or nobody can know. Throws `Upstream`. */
  findPost(place: Place, key: string): Promise<Posted | null>;
  /** Puts another view in the place of what was posted. Throws `Upstream`. */
  update(place: Place, reference: string, view: View): Promise<'done' | 'gone'>;
  /** Where this person is told something in private, without having asked; null where the platform gives no way. Throws `Upstream`. */
  direct(account: Account): Promise<Place | null>;
  /** Accounts of the colleague with this e-mail, who may never have written; absent where the platform gives no way to look. Throws `Upstream`. */
  findByEmail?(email: string): Promise<Account[]>;
  /**
   * Reads a file of a message, of at most so many bytes; absent where the platform hands none out. Throws `Upstream` where it fails for a while.
   */
  readFile?(
    file: Pick<FileReference, 'tenant' | 'id'>,
    most: number,
  ): Promise<FileContent | FileRefusal>;
  /** Whether a post can have a thread under it. */
  threads: boolean;
  /** True where it only stands in for a chat, as the playground does: where a chat is connected nobody is told anything here. */
  standsIn?: boolean;
  start(): Promise<void>;
  /** Finishes what is in flight. */
  stop(): Promise<void>;
}

export interface Posted {
  /** The platform's name for the message, in its place. */
  reference: string;
  /** It stands there since an earlier call with this key, and may say what was so then. */
  earlier?: true;
}

export interface Readers {
  accounts: readonly Account[];
  /** Shared with another organisation, or somebody from one reads it. */
  outsiders: boolean;
}

/** Every platform is built from these parts. */
export interface Wiring {
  app: App;
  /** The one server; a platform mounts its routes on it before it listens. */
  http: Express;
  store: Store;
  log: Logger;
  now: () => Date;
}

/**
 * A new platform supplies a folder in bot/ with an adapter, whose `load` gives a `Platform`; a dialect in
 * cards/view/ that makes its messages of views; one line in bot/adapters.ts. Adapters share the parts in
 * bot/adapter/: answering in time, recognising repeated deliveries, posting once, replacing a message.
 */
export interface Adapter {
  /** `platform` of its accounts and places. */
  id: PlatformId;
  /** As people call it. */
  name: string;
  /** Whether the configuration has what it needs; absent for what is always there and no chat of its own. */
  isSetUp?(config: Config): boolean;
  /**
   * Loads its library, then connects it; null where it does not join. `isOnly`: no chat is set up, so everybody is told
   * in the playground what they would be told there.
   */
  load(config: Config, chats: { isOnly: boolean }): Promise<((wiring: Wiring) => Platform) | null>;
  /** The findings that `npm run doctor` prints about it; the store is null where it cannot be opened now. */
  examine?(config: Config, store: Store | null): Promise<Finding[]>;
}
