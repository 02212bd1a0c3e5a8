import { z } from 'zod';
import { stringsFor } from '../cards/strings.ts';
import type { Reader } from '../cards/view/format.ts';
import { returnedTextCard, returnedWordsCard } from '../cards/view/returned-text-card.ts';
import { text } from '../cards/view/view.ts';
import {
  type Command,
  type Context,
  findHandler,
  type Reply,
  type UnlinkedContext,
} from '../commands/command.ts';
import { isOverfull } from '../commands/parse/length.ts';
import { runReading } from '../commands/sentence/run.ts';
import type { PersonId } from '../crm/person/person.ts';
import type { Refusal } from '../crm/policy/policy.ts';
import { Problem } from '../crm/problem.ts';
import type { Store } from '../crm/store/store.ts';
import { LONGEST } from '../crm/text/limits.ts';
import { MOST_MENTIONS } from './adapter/incoming-text.ts';
import { namingCustomersNow } from './joined-customers.ts';
import { parseInput } from './parse-input.ts';
import type { Ask } from './platform.ts';
import { DEFAULT_READER } from './reader.ts';

/** Finds the command or action that is meant, asks what binds the place, and runs it. */
export async function run(
  ask: Ask,
  context: Context,
  commands: readonly Command[],
): Promise<Reply> {
  const { reader, place } = context;
  const strings = stringsFor(reader);
  const found = ask.kind === 'words' ? findTyped(ask.words, commands) : findPressed(ask, commands);
  if (!found) throw new Problem('stale', { ...strings.problem.stale, reopens: false });
  if (place.shared && !found.command.anywhere) {
    await context.audit({
      action: 'refused',
      customer: null,
      detail: { why: 'shared-channel', command: found.command.name },
    });
    throw new Problem(
      'shared-channel',
      strings.problem.shared(place.name ?? strings.problem.thisChannel),
    );
  }
  await bindToChannel(found, context);
  const reply = await found.run(context);
  const shown: Reply =
    reply.kind === 'form' && isOverfull(reply.form)
      ? { kind: 'answer', view: returnedTextCard(reply.form, reader) }
      : reply;
  const unread = ask.kind === 'words' ? (ask.unread ?? 0) : 0;
  return unread > 0 ? withUnread(shown, unread, reader) : shown;
}

/** Says first that not everybody who was mentioned was looked up. */
function withUnread(reply: Reply, unread: number, reader: Reader): Reply {
  const words = stringsFor(reader).unreadMentions(unread, MOST_MENTIONS);
  if (reply.kind === 'form') {
    const { form } = reply;
    return { ...reply, form: { ...form, intro: [`${words} `, ...(form.intro ?? [])] } };
  }
  return { ...reply, view: { ...reply.view, blocks: [text(words), ...reply.view.blocks] } };
}

/** Whether what is asked belongs to a command that changes something. */
export function isWriting(ask: Ask, commands: readonly Command[]): boolean {
  if (ask.kind === 'words') return findTyped(ask.words, commands)?.writes ?? false;
  const found = findHandler(ask.action, commands);
  return found ? found.command.writes || found.handler.writes : false;
}

/** The mode that an administrator set for a channel binds everybody, administrators too. */
async function bindToChannel(
  { command: { name }, writes }: NonNullable<Found>,
  { channel, audit, reader }: Context,
): Promise<void> {
  const closed =
    channel?.mode === 'silent' ? name !== 'channel' : channel?.mode === 'read-only' && writes;
  if (!channel || !closed) return;
  await audit({ action: 'refused', customer: null, detail: { why: channel.mode, command: name } });
  const strings = stringsFor(reader).admin.channel;
  throw new Problem(
    `channel-${channel.mode}`,
    channel.mode === 'silent' ? strings.silent : strings.readOnly,
  );
}

/** An unlinked account may say who it belongs to, where it was asked, and nothing else. */
export function unlinkedAnswer(
  ask: Ask,
  refusal: Refusal,
  commands: readonly Command[],
): ((context: UnlinkedContext) => Promise<Reply>) | null {
  if (ask.kind !== 'press' || refusal !== 'unmapped') return null;
  const handler = commands
    .flatMap(({ unlinkedActions }) => unlinkedActions)
    .find(({ action }) => action === ask.action);
  return handler
    ? (context) => refuseForged(handler.run({ data: splitVia(ask.data).data }, context))
    : null;
}

type Found = {
  command: Command;
  writes: boolean;
  run: (context: Context) => Promise<Reply>;
} | null;

function findTyped(input: string, commands: readonly Command[]): Found {
  const parsed = parseInput(input, commands);
  return (
    parsed && {
      command: parsed.command,
      writes: parsed.command.writesTyped?.(parsed.words) ?? parsed.command.writes,
      async run(context) {
        if (!parsed.command.keepsText && input.length > LONGEST.typed)
          return { kind: 'answer', view: returnedWordsCard(input, LONGEST.typed, context.reader) };
        const { command, words, reading } = parsed;
        return reading ? runReading(reading, context) : command.run(words, context);
      },
    }
  );
}

function findPressed(
  { action, data, values }: Extract<Ask, { kind: 'press' }>,
  commands: readonly Command[],
): Found {
  const found = findHandler(action, commands);
  if (!found) return null;
  const { command, handler } = found;
  return {
    command,
    writes: command.writes || handler.writes,
    async run(context) {
      const { data: own, via } = splitVia(data);
      // The questions whether two are one name both as they were.
      const input =
        command.name === 'duplicate'
          ? { data: own, values }
          : await namingCustomersNow({ data: own, values }, context);
      const isOwn =
        via !== null &&
        command.name !== 'messages' &&
        (await recordReaction(context.store, { via, person: context.person.id, now: context.now }));
      if (via === null || !isOwn) return refuseForged(handler.run(input, context));
      return withVia(await refuseForged(handler.run(input, { ...context, via })), via);
    },
  };
}

/** A form that was opened on a message is sent back from there. */
function withVia(reply: Reply, via: string): Reply {
  if (reply.kind !== 'form') return reply;
  const { submit } = reply.form;
  const data = { ...submit.data, via };
  return JSON.stringify(data).length > ROOM
    ? reply
    : { kind: 'form', form: { ...reply.form, submit: { ...submit, data } } };
}

/** Of what a button or a form carries, the least that every platform takes. */
const ROOM = 1900;

/** Button data does not fit its schema where the message is old or somebody forged it. */
async function refuseForged(reply: Promise<Reply>): Promise<Reply> {
  try {
    return await reply;
  } catch (cause) {
    if (cause instanceof z.ZodError)
      throw new Problem('stale', {
        ...stringsFor(DEFAULT_READER).problem.stale,
        cause,
        reopens: false,
      });
    throw cause;
  }
}

const Via = z.looseObject({ via: z.string().max(150) });

/** Separates a button's own data from the name of the message that it stood on. */
function splitVia(data: unknown): { data: unknown; via: string | null } {
  const parsed = Via.safeParse(data);
  if (!parsed.success) return { data, via: null };
  const { via, ...rest } = parsed.data;
  return { data: rest, via };
}

/** Remembers that somebody acted on what they were told: the first time. False where it was not told to them: what a client sends is not believed. */
export async function recordReaction(
  { messages }: Pick<Store, 'messages'>,
  { via, person, now }: { via: string; person: PersonId; now: Date },
): Promise<boolean> {
  const message = await messages.get(via);
  const isTheirs = message?.to.kind === 'person' && message.to.person === person;
  if (isTheirs && !message.actedAt) await messages.markActed(via, now);
  return isTheirs;
}
