import { readAsView, unclearCard } from '../../cards/sentence/card.ts';
import type { Context, Reply } from '../command.ts';
import { inputOf } from '../parse/input.ts';
import { namesDeed } from '../parse/ordinary-words.ts';
import { confirmation } from './confirm.ts';
import { likelyDeed } from './deed/read.ts';
import { isQuestion, likelyReadings, otherReadings, searchesAcross } from './likely.ts';
import { fillForm, readSentence, withoutLeads } from './read.ts';
import { colleagueRef, isDoubtful, runReading } from './run.ts';
import { colleagueNamed } from './somebody.ts';
import { tokensOf } from './tokens.ts';
import { asksLast, CLAUSE } from './topic/asks.ts';
import { readTopic } from './topic/read.ts';

/** A text that no phrase fits: a question is answered by what its words are about, and said how it was read; of others nothing is done. */
export async function unreadReply(typed: string, context: Context): Promise<Reply> {
  return (await clauseReply(typed, context)) ?? replyByWords(typed, context);
}

async function replyByWords(typed: string, context: Context): Promise<Reply> {
  const isAddressed = await beginsWithColleague(typed, context);
  return (
    (isAddressed ? null : await topicReply(typed, context)) ??
    (await deedReply(typed, context)) ??
    unclearReply(typed, context)
  );
}

/** `kim any idea why …`, `@kim can you …` */
async function beginsWithColleague(typed: string, context: Context): Promise<boolean> {
  const first = tokensOf(typed)[0]?.word ?? '';
  return first.startsWith('@') || (await colleagueNamed(first, context)) !== null;
}

/** `brief me on Solvang, I ring them in five`: the first part asks for something to look at; a part that asks for more is said to be left. */
async function clauseReply(typed: string, context: Context): Promise<Reply | null> {
  const [first = '', ...others] = clausesOf(typed);
  const reading = others.length > 0 ? readSentence(first, context.commands) : null;
  if (!reading?.command.readsOnly || reading.confirm) return null;
  if (reading.command.name === 'hello') return restReply(typed.slice(first.length), context);
  if (await isDoubtful(reading, context)) return null;
  const reply = await runReading(reading, context);
  const read = `${reading.command.name} ${reading.typed}`.trim();
  return said(reply, { read, left: others.filter((other) => asksMore(other, context)) }, context);
}

const GUESSED = { refused: [], isGuessed: true };

/** Behind a greeting. */
async function restReply(rest: string, context: Context): Promise<Reply> {
  const text = rest.replace(/^[\s,;:.!?-]+/, '');
  const reading = readSentence(text, context.commands);
  return reading ? runReading(reading, context, GUESSED) : replyByWords(text, context);
}

/** The parts of a text: `who owns it, and tell kim` has two. */
const clausesOf = (text: string): string[] =>
  text
    .split(CLAUSE)
    .flatMap((part) => part.split(AND))
    .filter((part) => part.trim() !== '');

const AND =
  /\s+and\s+(?=(?:also|then|when|who|what|how|remind|tell|note|ask|call|hand|give|send|follow|cancel|mark|ping|let|put|make|thank)\b)/i;

/** Words of a deed that may stand anywhere. */
const DEED =
  /\b(?:promised?|told|should|must|needs?|remind|note|log|todo|task|hand|pass|give|assign|thanks?|kudos|take it|take over|away|follow|unfollow|cancel|mark|ping|undo)\b/i;

/** Whether a part of a text asks for something of its own. */
function asksMore(part: string, { commands }: Context): boolean {
  const reading = readSentence(bare(part), commands);
  return namesOwnDeed(part) || (reading !== null && reading.command.name !== 'hello');
}

const bare = (part: string): string =>
  withoutLeads(part.replace(/^(?:and|also|then|but|so)\s+/i, ''));

/** `call in 5` says when, and asks for nothing. */
const WHEN = /^(?:call|meeting)\s+(?:in|at)\s/i;

const namesOwnDeed = (part: string): boolean =>
  !WHEN.test(bare(part)) && (DEED.test(part) || namesDeed(tokensOf(bare(part))[0]?.word ?? ''));

/** Null where the text asks for nothing that I can show. */
async function topicReply(typed: string, context: Context): Promise<Reply | null> {
  const about = await readTopic(typed, context);
  const command = about && context.commands.find(({ name }) => name === about.command);
  if (!about || !command) return null;
  const reply = await command.run(inputOf(about.typed), context);
  const read = `${about.command} ${about.typed}`.trim();
  return said(reply, { read, left: asksLast(typed) ? [] : laterDeeds(typed) }, context);
}

/** Behind a question; in front of one they only say why it is asked. */
const laterDeeds = (typed: string): string[] => clausesOf(typed).slice(1).filter(namesOwnDeed);

/** A deed is shown as it was understood, and its other likely meanings; null where the words tell none. */
async function deedReply(typed: string, context: Context): Promise<Reply | null> {
  const likely =
    isQuestion(typed) && !(await beginsWithColleague(typed, context))
      ? null
      : await likelyDeed(typed, context);
  if (!likely) return null;
  const { command, form, slots } = likely;
  await context.audit({ action: 'search', customer: null, detail: { unclear: true } });
  const who = slots['who'] ? await colleagueRef(slots['who'], context) : '';
  const filled = { ...slots, who };
  const lines = fillForm(form, filled).trim();
  // These two show first by themselves, and a form is no deed.
  const showsItself = command.name === 'win' || command.name === 'undo';
  if (showsItself || (command.fillIn && !form.includes('{words}')))
    return command.run(inputOf(lines.replace(/\s+/g, ' '), lines), context);
  const { customer } = slots;
  const others = customer ? otherReadings(customer, { typed, not: command.name }, context) : [];
  return confirmation({ command, slots: filled, written: slots, typed: lines }, others, context);
}

/** The answer, how the text was read, and which parts of it nothing was done of. */
function said(
  reply: Reply,
  { read, left }: { read: string; left: readonly string[] },
  { reader }: Context,
): Reply {
  if (reply.kind !== 'answer') return reply;
  const shown = read.includes('{') ? null : read;
  return { kind: 'answer', view: readAsView(reply.view, { read: shown, left }, reader) };
}

/** Nothing is done, and what the words may mean is offered. */
async function unclearReply(typed: string, context: Context): Promise<Reply> {
  await context.audit({ action: 'search', customer: null, detail: { unclear: true } });
  const likely = await likelyReadings(typed, context);
  const view = unclearCard({ typed, likely, isSearch: searchesAcross(typed) }, context.reader);
  return { kind: 'answer', view };
}
