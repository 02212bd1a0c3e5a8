import { z } from 'zod';
import type { Action, ActionName } from '../cards/view/action.ts';
import type { Reader } from '../cards/view/format.ts';
import type { Form, Values, View } from '../cards/view/view.ts';
import type { Consents } from '../crm/connection/consents.ts';
import type { Connectors } from '../crm/connector.ts';
import type { ItemMappings } from '../crm/connectors/items/mappings.ts';
import type { CustomerId } from '../crm/customer/customer.ts';
import type { ListFileLink } from '../crm/customer/list-file.ts';
import type { Followed } from '../crm/live-answer/live-answer.ts';
import type { Account, Person, PlatformId } from '../crm/person/person.ts';
import type { Place } from '../crm/person/place.ts';
import type { Access, Audience } from '../crm/policy/policy.ts';
import type { AuditEvent } from '../crm/store/audit.ts';
import type { ChannelSettings } from '../crm/store/channels.ts';
import type { Overview } from '../crm/store/customers.ts';
import type { Store } from '../crm/store/store.ts';

export type { Place };

/** Everything a command may use. Built once per request by bot/; tests build their own. */
export interface Context {
  person: Person;
  account: Account;
  access: Access;
  reader: Reader;
  /** The organisation's (IANA): days of the shared figures are days there. */
  zone: string;
  place: Place;
  channel: ChannelSettings | null;
  /** The key of the message on which this was pressed, or its form opened: the answer takes its place. */
  via?: string;
  store: Store;
  now: Date;
  /** The readers of a post in this place, or in another one; it asks the platform, so call it only before sharing. */
  audience(there?: Place): Promise<Audience>;
  /** Queues a post to this place, durably and once per key; where it cannot stand there by then, the asker hears of it. */
  post(post: { key: string; view: View; customer: CustomerId }): Promise<void>;
  /** Writes to the audit log; an answer is not given where this fails. `looks` also remembers that this person has looked, now. */
  audit(
    event: Pick<AuditEvent, 'action' | 'customer' | 'detail'> & { looks?: boolean },
  ): Promise<void>;
  /** A customer's card for this person, on record by the same step; null where the words are not exactly one customer's. */
  look(customer: CustomerId | { named: string }): Promise<Overview | null>;
  /** Every command that exists, for help. */
  commands: readonly Command[];
  /** For writing what a colleague will read: in their region, zone and language. */
  readerOf(colleague: Person): Reader;
  /** A fresh id, for what is made here. */
  id(): string;
  /** The systems that know customers; a job writes notes and tasks to one of them. */
  connectors: Connectors;
  /** Colleagues' own accounts in these systems. */
  consents: Consents;
  /** How the items are read that tools send. */
  mappings: ItemMappings;
  /** The chats that are connected: those in which people are told things. */
  chats: readonly PlatformId[];
  /** Where a list is fetched as a file. */
  listFileLink: ListFileLink;
}

export type Reply =
  /** Seen by the asker alone. Pressed on a message: replaces it in place. */
  | {
      kind: 'answer';
      view: View;
      /** It shows something under way, and is edited where it stands once that is through. */
      follows?: Followed;
    }
  /** Opens a dialog. */
  | { kind: 'form'; form: Form };

/** The words typed after the command's name. */
export const CommandInput = z.object({
  /** As typed, trimmed, without what `quoted` and `people` took out. */
  words: z.string(),
  /** Parts in double quotes, without them. */
  quoted: z.array(z.string()),
  /** Person references (`@ana`, or a platform's mention resolved to an e-mail), without the @. */
  people: z.array(z.string()),
  /** All of it in one piece and in order, for a command where it matters what stands before a colleague and what after. */
  typed: z.string().default(''),
  /** The same with its line breaks, for what is kept as it was written. */
  lines: z.string().default(''),
});
export type CommandInput = z.infer<typeof CommandInput>;

/** For a command that takes nothing but a name: quotes and an @ in it mean nothing. */
export const inputText = ({
  words,
  quoted,
  people,
}: Omit<CommandInput, 'typed' | 'lines'>): string =>
  [words, ...quoted, ...people].filter(Boolean).join(' ');

/** A command's own data after parsing, and what the person filled in where it came from a form. */
export type Handler<Input> = (input: Input, context: Context) => Promise<Reply>;
type Erased = (input: unknown, context: Context) => Promise<Reply>;
/** A member of the organisation, by their platform's word, of whom it is not known who they are. */
export type UnlinkedContext = Pick<Context, 'account' | 'store' | 'now' | 'audit' | 'readerOf'> & {
  reader: { locale: string };
};
/** Answers a button, under the name of the action that the button sends. */
export interface ActionHandler {
  action: ActionName;
  /** A form's submit comes with what was filled in. */
  submits: boolean;
  /** Changes something though its command only shows something. */
  writes: boolean;
  run(input: { data: unknown; values: Values }, context: Context): Promise<Reply>;
}
export interface UnlinkedHandler {
  action: ActionName;
  run(input: { data: unknown }, context: UnlinkedContext): Promise<Reply>;
}

/** A way in which people ask for a command in a sentence. */
export interface Phrase {
  /**
   * `who owns|has [the] (key account|card) of {customer}`: words of which one is written, words that may be left out,
   * one of several pieces, and slots for what is
   * not known before: `customer`, `name`, `who`, `when`, `words`; `{span=today|last week}` is one of these.
   */
  words: string | readonly string[];
  /**
   * The words that are typed for it after the command's name: `{customer} since {day}[ by {when}]`; without it the slots
   * in their order. A `{customer}` that the phrase has no slot for is found in `{words}`.
   */
  typed?: string;
  /** It would write for others, so it is shown before it is done. */
  confirm?: boolean;
  /** The words stay whole where they name the customer. */
  keepsName?: boolean;
}

/** The words of a sentence by its slots: `words`, `who`, `when`. */
export type Filling = Readonly<Record<string, string>>;

/** The registry's view of a command: input is unknown until the command's own schema has parsed it. */
export interface Command {
  name: string;
  /** `customer <name, domain, e-mail…>`: what help and a usage error show. */
  usage: string;
  /** One line: what it does for the person. */
  summary: string;
  examples: readonly string[];
  /** How people ask for it in sentences. */
  phrases: readonly Phrase[];
  /** Opens its form with the words of a sentence that names no customer; null where it has none. */
  fillIn: ((slots: Filling, context: Context) => Promise<Reply>) | null;
  /** Gets a Slack slash command of its own, besides `/rapport <name>`. */
  daily: boolean;
  /** Where lists of commands name it, behind the daily ones: before the others, or behind them, since it sets something up; `never`: people meet it without its name. */
  listed: 'early' | 'late' | 'never' | null;
  /** Shows nothing of any customer, so it may be answered where other organisations read. */
  anywhere: boolean;
  /** Changes or posts something, so it is refused where a channel is read-only. */
  writes: boolean;
  /** Of one that shows something otherwise: whether these words change something. Null: as `writes` says. */
  writesTyped: ((input: CommandInput) => boolean) | null;
  /** Typed once or again and again, it changes nothing: a card may ask it anew by itself. */
  readsOnly: boolean;
  /** Of one that only reads otherwise: whether these words do so too. Null: as `readsOnly` says. */
  readsOnlyTyped: ((input: CommandInput) => boolean) | null;
  /** Keeps a text of any length as it was written, so a long one is not given back. */
  keepsText: boolean;
  /** Other words people type for it. */
  aliases: readonly string[];
  /** A word in its input by which another command is meant: `kpi nps target 45` is `target nps target 45`. */
  yields: { word: string; to: string } | null;
  run: Erased;
  actions: readonly ActionHandler[];
  /** Buttons for somebody whose account is nobody's yet: all that they may press. */
  unlinkedActions: readonly UnlinkedHandler[];
  /**
   * Its entry in a chat message's own menu, where it can begin from one: "Note on a customer". The platform then
   * presses `<name>.from-message` with `{ draft }`, the id under which the message is kept as a draft.
   */
  shortcut: string | null;
}

export function defineCommand<Args extends z.ZodType>(spec: {
  name: string;
  usage: string;
  summary: string;
  examples: readonly string[];
  phrases?: readonly (string | Phrase)[];
  fillIn?: (slots: Filling, context: Context) => Promise<Reply>;
  daily?: boolean;
  listed?: 'early' | 'late' | 'never';
  anywhere?: boolean;
  writes?: boolean;
  writesTyped?: (input: CommandInput) => boolean;
  readsOnly?: boolean;
  readsOnlyTyped?: (input: CommandInput) => boolean;
  keepsText?: boolean;
  shortcut?: string;
  aliases?: readonly string[];
  yields?: { word: string; to: string };
  /** Parses `Words` into what `run` needs. */
  args: Args;
  run: Handler<z.output<Args>>;
  actions?: readonly ActionHandler[];
  unlinkedActions?: readonly UnlinkedHandler[];
}): Command {
  const {
    args,
    run,
    phrases = [],
    fillIn = null,
    daily = false,
    listed = null,
    anywhere = false,
    writes = false,
    writesTyped = null,
    readsOnly = false,
    readsOnlyTyped = null,
    keepsText = false,
    shortcut = null,
    aliases = [],
    yields = null,
    actions = [],
    unlinkedActions = [],
    ...rest
  } = spec;
  return {
    ...rest,
    phrases: phrases.map((phrase) => (typeof phrase === 'string' ? { words: phrase } : phrase)),
    fillIn,
    daily,
    listed,
    anywhere,
    writes,
    writesTyped,
    readsOnly,
    readsOnlyTyped,
    keepsText,
    shortcut,
    aliases,
    yields,
    actions,
    unlinkedActions,
    run: async (input, context) => run(args.parse(input), context),
  };
}

/** Answers a button: its data is parsed as the action says before `run` sees it. */
export const on = <Data extends z.ZodType>(
  { name, data: schema }: Action<Data>,
  run: Handler<z.output<Data>>,
  { writes = false }: { writes?: boolean } = {},
): ActionHandler => ({
  action: name,
  submits: false,
  writes,
  run: async ({ data }, context) => run(schema.parse(data), context),
});

/** Answers a form's submit: its action's data and the filled-in values, both parsed. */
export const onSubmit = <Data extends z.ZodType, Filled extends z.ZodType>(
  { name, data: schema }: Action<Data>,
  filled: Filled,
  run: Handler<{ data: z.output<Data>; values: z.output<Filled> }>,
): ActionHandler => ({
  action: name,
  submits: true,
  writes: false,
  run: async ({ data, values }, context) =>
    run({ data: schema.parse(data), values: filled.parse(values) }, context),
});

/** Answers a button that is pressed by somebody whose account is nobody's yet. */
export const onUnlinked = <Data extends z.ZodType>(
  { name, data: schema }: Action<Data>,
  run: (data: z.output<Data>, context: UnlinkedContext) => Promise<Reply>,
): UnlinkedHandler => ({
  action: name,
  run: async ({ data }, context) => run(schema.parse(data), context),
});

/** Finds an action's handler and its command; null where there is none, as for an old or a forged button. */
export function findHandler(
  action: string,
  commands: readonly Command[],
): { command: Command; handler: ActionHandler } | null {
  for (const command of commands) {
    const handler = command.actions.find((one) => one.action === action);
    if (handler) return { command, handler };
  }
  return null;
}
