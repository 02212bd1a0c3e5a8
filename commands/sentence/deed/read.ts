import type { Command, Context, Filling } from '../../command.ts';
import { namesDeed } from '../../parse/ordinary-words.ts';
import { colleaguesNamed } from '../../parse/which-colleague.ts';
import { fitsGaps } from '../gaps.ts';
import { fillForm, withoutLeads } from '../read.ts';
import { timeLength } from '../slots.ts';
import { tokensOf } from '../tokens.ts';
import { isConditional } from '../topic/asks.ts';
import { type MarkedText, markNames } from './marked-text.ts';
import { DEEDS, DEEDS_OF_NOBODY, type Deed, TELLING } from './patterns.ts';

/** A deed that a text likely asks for; it is shown before it is done. */
export interface LikelyDeed {
  command: Command;
  form: string;
  slots: Filling;
}

/** Fewer words tell nothing that somebody would keep. */
const FEWEST_KEPT = 4;

/**
 * `can kim take marlow off my hands, i have no time`: the deed that its words tell, with the customer and the colleague
 * who are named in it; where they tell none, a note. Null where no customer is named.
 */
export async function likelyDeed(typed: string, context: Context): Promise<LikelyDeed | null> {
  const text = await markNames(withoutLeads(typed), context);
  if (!text) return deedOfNobody(withoutLeads(typed), context);
  if (isConditional(typed)) return followed(text, context);
  const deed = DEEDS.find(({ patterns }) =>
    patterns.some((pattern) =>
      fitsGaps(
        text.words.map(({ word }) => word),
        pattern,
      ),
    ),
  );
  if (!deed) return noteOf(text, context);
  const command = context.commands.find(({ name }) => name === deed.command);
  if (!command) return null;
  const words = wordsOf(deed, text);
  const form = words === '' ? deed.typed.replace(/:? \{words\}/, '') : deed.typed;
  if (form.includes('@{who}') && text.who === null) return null;
  const names = { ...deed.slots, customer: text.customer };
  if (form.includes('@')) return { command, form, slots: { ...names, words, who: text.who ?? '' } };
  const time = deed.command === 'task' ? timeBefore(text) : null;
  return time
    ? { command, form: `${form} by {when}`, slots: { ...names, ...time } }
    : { command, form, slots: { ...names, words } };
}

/** `friday 9am ring globex`: the time, and what is to be done then. */
function timeBefore({ text, words }: MarkedText): { when: string; words: string } | null {
  const length = timeLength(words.map(({ word }) => word));
  const end = words[length - 1]?.end;
  if (end === undefined || length === words.length) return null;
  const when = text.slice(0, end).replace(/[,:;-]+$/, '');
  const rest = text.slice(end).replace(/^[\s,:;-]+/, '');
  return { when, words: withoutAsking(rest) };
}

/** `out till wednesday, kim covers`: what the asker does or wants for themselves. */
async function deedOfNobody(text: string, context: Context): Promise<LikelyDeed | null> {
  const words = tokensOf(text)
    .filter(({ isMark }) => !isMark)
    .map(({ word }) => word);
  if (words.length > MOST_OF_NOBODY) return null;
  const deed = DEEDS_OF_NOBODY.find(({ patterns }) =>
    patterns.some((pattern) => fitsGaps(words, pattern)),
  );
  const command = context.commands.find(({ name }) => name === deed?.command);
  if (!deed || !command) return null;
  if (deed.typed === '' || deed.typed === 'over') return { command, form: deed.typed, slots: {} };
  const until = UNTIL.exec(text)?.[1] ?? (/\brest of the day\b/i.test(text) ? 'tonight' : '');
  const day = DAY_IN.exec(text)?.[1] ?? '';
  const slots = { until, day };
  if (fillForm(deed.typed, slots).includes('{') || (deed.words === 'until' && until === ''))
    return deed.command === 'mute' ? { command, form: '', slots: {} } : null;
  const cover = deed.command === 'away' ? await coverIn(words, context) : null;
  return cover
    ? { command, form: `${deed.typed} cover @{who}`, slots: { ...slots, who: cover } }
    : { command, form: deed.typed, slots };
}

/** A longer text tells something else. */
const MOST_OF_NOBODY = 14;
const UNTIL = /\b(?:un)?till?\s+([^,;.!?]{1,30})/i;
const DAY_IN = /\b(today|tomorrow|(?:mon|tues|wednes|thurs|fri)day)\b/i;

/** The colleague who stands in. */
async function coverIn(words: readonly string[], context: Context): Promise<string | null> {
  const at = words.findIndex((word) => /^(?:covers?|covering|stands?|takes)$/.test(word));
  const name = words[at - 1] ?? '';
  if (at < 1) return null;
  return (await colleaguesNamed(name, context)).length === 1 ? name : null;
}

const ASKS_SOMEBODY = /^(?:tell|ask|let|thank|please)$/;

/** News of a customer are what a follower is told. */
function followed({ customer }: MarkedText, { commands }: Context): LikelyDeed | null {
  const command = commands.find(({ name }) => name === 'follow');
  return command ? { command, form: '{customer}', slots: { customer } } : null;
}

function noteOf({ text, customer, words }: MarkedText, { commands }: Context): LikelyDeed | null {
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

/** The text behind the first place that fits; empty where none does. */
function behindMatch(text: string, pattern: RegExp): string {
  const found = pattern.exec(text);
  return found ? text.slice(found.index + found[0].length).replace(/^[\s,;:-]+/, '') : '';
}

/** `remind me to ring them`: `ring them`. */
const withoutAsking = (text: string): string =>
  behindMatch(text, ASKING).replace(/^(?:to|about|that|of)\b\s*/i, '') || text;

/** The words of the deed, without those that only say which one it is. */
function wordsOf({ words: where }: Deed, { text, words }: MarkedText): string {
  const behind = (sign: string): string => {
    const found = words.find(({ word }) => word === sign);
    return found ? text.slice(found.end).replace(/^[\s,:;-]+/, '') : '';
  };
  switch (where) {
    case 'behind-colleague': {
      let rest = behind('@');
      while (MODAL.test(rest)) rest = rest.replace(MODAL, '');
      return rest.split(' ').length > 1 ? rest : text;
    }
    case 'behind-customer':
      return behind('§') || text;
    case 'behind-comma':
      return behindMatch(text, REASON);
    case 'behind-asking':
      return withoutAsking(text);
    case 'until':
    case 'day':
      return '';
    default:
      return text;
  }
}
