import type { Context, Filling } from '../../command.ts';
import { namesDeed } from '../../parse/ordinary-words.ts';
import { placesOf } from '../gaps.ts';
import { timeLength } from '../slots.ts';
import type { MarkedText } from './marked-text.ts';
import { type Deed, LIKELY_DEEDS, TELLING } from './patterns.ts';
import type { LikelyDeed } from './read.ts';

/** Fewer words tell nothing that somebody would keep. */
const FEWEST_KEPT = 4;

/** The deed that the words of a text about a customer tell; a statement is a note. Null where they tell neither. */
export function deedOfCustomer(text: MarkedText, { commands }: Context): LikelyDeed | null {
  const found = deedIn(text);
  if (!found) return noteOf(text, commands);
  const { deed, places } = found;
  const command = commands.find(({ name }) => name === deed.command);
  if (!command) return null;
  const isForSomebody = deed.typed.includes('@{who}');
  const colleague = isForSomebody ? colleagueAt(text, places) : null;
  if (isForSomebody && colleague === null) return null;
  const words = textOfDeed(deed, text, colleague);
  const form = words === '' ? deed.typed.replace(/:? \{words\}/, '') : deed.typed;
  const slots: Filling = { ...deed.slots, customer: text.customer, words };
  if (colleague !== null)
    return { command, form, slots: { ...slots, who: text.words[colleague]?.said ?? '' } };
  const time = deed.command === 'task' ? timeBefore(text) : null;
  return time
    ? { command, form: `${form} by {when}`, slots: { ...slots, ...time } }
    : { command, form, slots };
}

function deedIn({ words }: MarkedText): { deed: Deed; places: readonly number[] } | null {
  const said = words.map(({ word }) => word);
  for (const deed of LIKELY_DEEDS)
    for (const pattern of deed.patterns) {
      const places = placesOf(said, pattern);
      if (places) return { deed, places };
    }
  return null;
}

/** The place of the colleague whom the deed's own words name, else of the only one; null where that is open. */
function colleagueAt({ words }: MarkedText, places: readonly number[]): number | null {
  const isSomebody = (at: number) => words[at]?.word === '@';
  const named = places.find(isSomebody);
  if (named !== undefined) return named;
  const all = words.flatMap((_, at) => (isSomebody(at) ? [at] : []));
  return all.length === 1 ? (all[0] ?? null) : null;
}

/** `friday 9am ring globex`: the time, and the task for it. */
function timeBefore({ text, words }: MarkedText): { when: string; words: string } | null {
  const length = timeLength(words.map(({ word }) => word));
  const end = words[length - 1]?.end;
  if (end === undefined || length === words.length) return null;
  const when = text.slice(0, end).replace(/[,:;-]+$/, '');
  return { when, words: withoutAsking(begunAt(text, end)) };
}

/** News of a customer are what a follower is told. */
export function followed({ customer }: MarkedText, { commands }: Context): LikelyDeed | null {
  const command = commands.find(({ name }) => name === 'follow');
  return command ? { command, form: '{customer}', slots: { customer } } : null;
}

const ASKS_SOMEBODY = /^(?:tell|ask|let|thank|please)$/;

function noteOf(
  { text, customer, words }: MarkedText,
  commands: Context['commands'],
): LikelyDeed | null {
  const command = commands.find(({ name }) => name === 'note');
  const isTold = words.some(({ word }) => TELLING.test(word));
  const first = words[0]?.word ?? '';
  if (!command || !isTold || words.length < FEWEST_KEPT) return null;
  if (namesDeed(first) || ASKS_SOMEBODY.test(first)) return null;
  if (words.some(({ word }) => /^(?:what|who|which)$/.test(word))) return null;
  return { command, form: '{customer}: {words}', slots: { customer, words: text } };
}

const MODAL =
  /^(?:to|should|needs?|must|has|have|can|could|please|pls|know|knows|if|whether|that|about|:|,)\s+/i;
const ASKING = /\b(?:remind|poke|nudge|buzz|ping|wake)\s+me\b|^note to self\b/i;
const REASON = /[,;]|\b(?:because|since|as)\b/i;

const begunAt = (text: string, at: number): string => text.slice(at).replace(/^[\s,:;-]+/, '');

/** The text behind the first place that fits; empty where none does. */
function behindMatch(text: string, pattern: RegExp): string {
  const found = pattern.exec(text);
  return found ? begunAt(text, found.index + found[0].length) : '';
}

/** `remind me to ring them`: `ring them`. */
const withoutAsking = (text: string): string =>
  behindMatch(text, ASKING).replace(/^(?:to|about|that|of)\b\s*/i, '') || text;

/** The words of the deed, without those that only say which one it is. */
function textOfDeed(
  { words: where }: Deed,
  { text, words }: MarkedText,
  colleague: number | null,
): string {
  switch (where) {
    case 'behind-colleague': {
      let rest = begunAt(text, words[colleague ?? -1]?.end ?? 0);
      while (MODAL.test(rest)) rest = rest.replace(MODAL, '');
      return rest.split(' ').length > 1 ? rest : text;
    }
    case 'behind-customer':
      return begunAt(text, words.find(({ word }) => word === '§')?.end ?? text.length) || text;
    case 'behind-reason':
      return behindMatch(text, REASON);
    case 'behind-asking':
      return withoutAsking(text);
    default:
      return text;
  }
}
