import { noteBegin } from '../../cards/note/actions.ts';
import { sentenceDo, sentenceFill, sentenceShow } from '../../cards/sentence/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { button, press } from '../../cards/view/action.ts';
import type { Button } from '../../cards/view/view.ts';
import type { Command, Context } from '../command.ts';
import { isCarried } from '../parse/length.ts';
import { namesDeed } from '../parse/ordinary-words.ts';
import { customerInside, type Inside } from './inside.ts';
import { withoutLeads } from './read.ts';
import { fitsSlot } from './slots.ts';
import { tokensOf } from './tokens.ts';

const MOST = 3;
const QUESTION = /^(?:which|who|whom|whose|what|when|where|why|how)(?:['’]s)?\b/i;
/** Words of so many phrases that they tell nothing. */
const FREQUENT = 4;

/** Nobody keeps a question as a note. */
export const isQuestion = (typed: string): boolean => {
  const words = withoutLeads(typed).trim();
  return /\?\s*$/.test(words) || QUESTION.test(words);
};

const ACROSS =
  /^(?:(?:which|what) (?:of (?:my|our) )?(?:customers?|accounts?)|who(?:m|se)?)\b.*\b(?:ask(?:s|ed)?|complain(?:s|ed)?|mention(?:s|ed)?|want(?:s|ed)?|need(?:s|ed)?|request(?:s|ed)?|report(?:s|ed)?|wrote|said|talked|spoke)/i;

/** `which customers asked for SSO`: the words of every timeline would have to be searched. */
export const searchesAcross = (typed: string): boolean => ACROSS.test(withoutLeads(typed).trim());

/** Two or three things that a sentence may mean, as buttons; each carries all of it. */
export async function likelyReadings(typed: string, context: Context): Promise<Button[]> {
  const inside = await customerInside(withoutLeads(typed), context);
  const shown = nearestCommands(typed, context.commands).flatMap((command) =>
    showButton(command, inside?.name ?? null, context),
  );
  if (inside && fitsSlot('when', inside.rest.toLowerCase().split(' ')))
    return withDay(inside, context);
  const rest = inside ? withCustomer(inside.name, typed, context) : withoutCustomer(typed, context);
  return [
    ...new Map([...shown.slice(0, 2), ...rest].map((one) => [one.label, one])).values(),
  ].slice(0, MOST);
}

/** Commands whose phrases share the rarest words with the sentence, the nearest first. */
export function nearestCommands(typed: string, commands: readonly Command[]): Command[] {
  const words = new Set(tokensOf(typed).map(({ word }) => word));
  const ownWords = commands.map((command) => ({ command, own: wordsOf(command) }));
  const owners = (word: string): number => ownWords.filter(({ own }) => own.has(word)).length;
  const telling = [...words].filter((word) => {
    const count = owners(word);
    return count > 0 && count <= FREQUENT;
  });
  return ownWords
    .map(({ command, own }) => ({ command, hits: telling.filter((word) => own.has(word)).length }))
    .filter(({ hits, command: { listed } }) => hits > 0 && listed !== 'never')
    .toSorted((one, other) => other.hits - one.hits)
    .map(({ command }) => command);
}

const wordsOf = ({ name, phrases }: Command): Set<string> =>
  new Set([
    name,
    ...phrases.flatMap(({ words }) =>
      [words]
        .flat()
        .flatMap((one) => one.replace(/\{\w+\}/g, ' ').match(/[\p{L}\p{N}]{3,}/gu) ?? []),
    ),
  ]);

/** Only of commands that show something: of this customer, or of nobody in particular. */
function showButton(command: Command, customer: string | null, { reader }: Context): Button[] {
  const { unclear } = stringsFor(reader).sentence;
  const { name, usage, writes } = command;
  if (writes) return [];
  const takes = usage.startsWith(`${name} <customer>`);
  if (takes && customer === null) return [];
  if (!takes && usage !== name && !usage.startsWith(`${name} [`)) return [];
  const typed = takes ? (customer ?? '') : '';
  const label = unclear.show(typed ? `${name} ${typed}` : name);
  return [button(label, press(sentenceShow, { command: name, typed }))];
}

/** A sentence about a customer may mean these besides this command. */
export function otherReadings(
  name: string,
  { typed, not }: { typed: string; not: string },
  { reader }: Context,
): Button[] {
  const { unclear } = stringsFor(reader).sentence;
  const words = `${name}: ${typed}`;
  const keeps = (label: string, command: string): Button[] =>
    command === not || !isCarried({ words })
      ? []
      : [button(label, press(sentenceDo, { command, typed: words }))];
  return [
    ...keeps(unclear.note(name), 'note'),
    ...keeps(unclear.task(name), 'task'),
    button(unclear.customer(name), press(sentenceShow, { command: 'customer', typed: name })),
  ];
}

function withCustomer(name: string, typed: string, context: Context): Button[] {
  const all = otherReadings(name, { typed, not: '' }, context);
  const [card, ...writes] = [...all.slice(-1), ...all.slice(0, -1)];
  if (!card || isQuestion(typed)) return card ? [card] : [];
  const isDeed = tokensOf(typed).some(({ word }) => namesDeed(word));
  return [card, ...(isDeed ? writes.toReversed() : writes)];
}

/** `acme friday`: something to do then, or what happened then. */
function withDay({ name, rest: day }: Inside, { reader }: Context): Button[] {
  const { unclear } = stringsFor(reader).sentence;
  const task = { command: 'task', typed: `${name}: ${unclear.followUp} by ${day}` };
  const timeline = { command: 'timeline', typed: `${name} since ${day} until ${day}` };
  return [
    button(unclear.taskOn(name, day), press(sentenceDo, task)),
    button(unclear.timelineOn(name, day), press(sentenceShow, timeline)),
    button(unclear.customer(name), press(sentenceShow, { command: 'customer', typed: name })),
  ];
}

function withoutCustomer(typed: string, { reader }: Context): Button[] {
  const { unclear } = stringsFor(reader).sentence;
  if (isQuestion(typed)) return [];
  if (!isCarried({ typed }))
    return [button(unclear.noteSomewhere, press(noteBegin, {}), { opens: 'form' })];
  const fill = (label: string, command: string): Button =>
    button(label, press(sentenceFill, { command, words: typed }), { opens: 'form' });
  return [fill(unclear.noteSomewhere, 'note'), fill(unclear.taskSomewhere, 'task')];
}
