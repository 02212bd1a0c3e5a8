import type { Command, Phrase } from '../command.ts';
import { indexPatterns, type Pattern, type Patterns } from './pattern.ts';
import { fitsSlot, isBareName, tidySlot, timeLength } from './slots.ts';
import { type Token, tokensOf } from './tokens.ts';

/** Longer texts are no sentence that somebody asks with; a command's own words may be longer. */
const LONGEST_READ = 4000;
const MOST_LEADS = 8;

/** Words before a request that ask for nothing. */
const LEADS = [
  'please|pls|plz|kindly|quickly|hey|hi|hello|rapport|@rapport|ok|okay|so|and|also|just|sorry|thanks|right|well|actually|maybe|perhaps|now|then|oops|oh|btw|-|,|:',
  'good morning|good afternoon|good evening|quick question|thank you|any idea|i think|excuse me|one more thing|by the way',
  'there|quick q|heads up|need',
  'could you|can you|would you|will you|can i|could i|may i|can we|could we|should we|can somebody|can someone|could somebody|could someone',
  'i was wondering|i wonder|if you|if we|do you know|do you happen to know|you know|do we know|do not forget to|could you tell me|can you tell me',
  'i would like to|i would like you to|i want to|i want you to|i need to|i need you to|i need|i want|i would like|i have to|we need to|we have to|we should|i should|help me',
  'let us|let me|show me|send me|give me|get me|tell me|read me|say me|catch me up on|fill me in on|update me on|brief me on|sum up|search|find|gimme|show|see|know|check|look at|have a look at|take a look at|pull up|bring up|would you mind',
]
  .flatMap((line) => line.split('|'))
  .map((words) => words.split(' '));
const TRAILS: ReadonlySet<string> = new Set(
  'please pls plz thanks thx ty cheers mate rapport ok okay , rn atm btw lol quick quickly'.split(
    ' ',
  ),
);
const TRAIL_PAIRS: ReadonlySet<string> = new Set([
  'for me',
  'thank you',
  'right now',
  'then please',
  'real quick',
  'so far',
  'these days',
  'on average',
  'at all',
]);

const LEADS_BY_WORD = Map.groupBy(LEADS, ([first = '']) => first);

/** How a sentence was understood: a command, and the words that would be typed after it. */
export interface Reading {
  command: Command;
  phrase: Phrase;
  /** With `{customer}` where a customer has still to be found in `slots.words`. */
  typed: string;
  /** The words in each slot of the phrase, as they were written. */
  slots: Readonly<Record<string, string>>;
  /** The phrase's own form of what is typed. */
  form: string;
  /** Shown before it is done, since others would read it. */
  confirm: boolean;
  /** The words stay whole where they name the customer. */
  keepsName: boolean;
  weight: number;
  /** The sentence as it was typed. */
  text: string;
  /** One word without a sign is taken for a colleague, which has to be true. */
  bareWho: boolean;
  /** Its first words are those of the phrase, whatever command they name. */
  starts: boolean;
}

const NONE: ReadonlySet<Phrase> = new Set();

const made = new WeakMap<readonly Command[], Patterns>();

function patternsFor(commands: readonly Command[]): Patterns {
  const patterns = made.get(commands) ?? indexPatterns(commands);
  made.set(commands, patterns);
  return patterns;
}

/**
 * Understands a sentence by the phrases that commands declare, in one pass; null where none fits. Of several the one with
 * most known words. `refused`: phrases that were tried, and whose words turned out to be something else.
 */
export function readSentence(
  text: string,
  commands: readonly Command[],
  refused: ReadonlySet<Phrase> = NONE,
): Reading | null {
  if (text.length > LONGEST_READ) return null;
  const tokens = tokensOf(text);
  const patterns = patternsFor(commands);
  const ends = { all: tokens.length, short: trailOf(tokens) };
  let best: Reading | null = null;
  for (const from of leadsOf(tokens)) {
    for (const pattern of candidates(tokens, from, patterns)) {
      if ((best && pattern.weight <= best.weight) || refused.has(pattern.phrase)) continue;
      const slots = matchEither(pattern, { text, tokens, from, ends });
      if (slots) best = readingOf(pattern, slots, { isAsked: from > 0, text });
    }
  }
  return best;
}

/** Where the request may begin: with everything before it, and behind each polite word. */
function leadsOf(tokens: readonly Token[]): number[] {
  const places = [0];
  let at = 0;
  for (let round = 0; round < MOST_LEADS; round += 1) {
    const lead = (LEADS_BY_WORD.get(tokens[at]?.word ?? '') ?? [])
      .filter((words) => words.every((word, i) => tokens[at + i]?.word === word))
      .sort((one, other) => other.length - one.length)[0];
    if (!lead || at + lead.length >= tokens.length) break;
    at += lead.length;
    places.push(at);
  }
  return places;
}

/** The request without the polite words before it. */
export function withoutLeads(text: string): string {
  const tokens = tokensOf(text);
  const from = tokens[leadsOf(tokens).at(-1) ?? 0]?.from ?? 0;
  return text.slice(from);
}

/** Where the request ends, without thanks behind it. */
function trailOf(tokens: readonly Token[]): number {
  let end = tokens.length;
  while (end > 1) {
    const pair = `${tokens[end - 2]?.word} ${tokens[end - 1]?.word}`;
    if (end > 2 && TRAIL_PAIRS.has(pair)) end -= 2;
    else if (TRAILS.has(tokens[end - 1]?.word ?? '')) end -= 1;
    else break;
  }
  return end;
}

/** A slot in front of the first known word holds a name, so that word is near. */
const REACH = 10;

function candidates(tokens: readonly Token[], from: number, patterns: Patterns): Set<Pattern> {
  const found = new Set(patterns.first.get(tokens[from]?.word ?? '') ?? []);
  for (const { word } of tokens.slice(from + 1, from + REACH))
    for (const pattern of patterns.inner.get(word) ?? []) found.add(pattern);
  return found;
}

interface Sentence {
  text: string;
  tokens: readonly Token[];
  from: number;
  end: number;
}

/** Without the thanks at the end, else with them. A text that a command keeps has them too. */
function matchEither(
  pattern: Pattern,
  { ends, ...sentence }: Omit<Sentence, 'end'> & { ends: { all: number; short: number } },
): Record<string, string> | null {
  const isKept = pattern.command.keepsText && pattern.places.at(-1)?.kind === 'slot';
  const short = isKept ? null : match(pattern, { ...sentence, end: ends.short });
  if (short || (!isKept && ends.all === ends.short)) return short;
  return match(pattern, { ...sentence, end: ends.all });
}

/** The words in each slot; null where the pattern does not fit. Each word is looked at once. */
function match(
  { places, chosen }: Pattern,
  { text, tokens, from, end }: Sentence,
): Record<string, string> | null {
  const slots: Record<string, string> = { ...chosen };
  let at = from;
  for (const [i, place] of places.entries()) {
    if (place.kind === 'word') {
      if (!isMarkWord(place.word)) at = skipMarks(tokens, at, end);
      if (at >= end || tokens[at]?.word !== place.word) return null;
      at += 1;
      continue;
    }
    at = skipMarks(tokens, at, end);
    const next = places[i + 1];
    const until = untilOf(place.name, next, { tokens, at, end });
    const inside = tokens.slice(at, until).filter(({ isMark }) => !isMark);
    const words = inside.map(({ word }) => word);
    const [first, last] = [tokens[at], inside.at(-1)];
    if (until < 0 || !first || !last || !fitsSlot(place.name, words)) return null;
    const isWords = place.name === 'words';
    const written = text.slice(
      first.from,
      isWords ? (tokens[until - 1]?.end ?? last.end) : endOf(place.name, last, text),
    );
    slots[place.name] = tidySlot(place.name, isWords ? quotedFrom(text, first, written) : written);
    at = until;
  }
  return skipMarks(tokens, at, end) >= end ? slots : null;
}

/** A quotation mark before the first word belongs to the words. */
const quotedFrom = (text: string, { from }: Token, written: string): string =>
  /["“„«]/.test(text.charAt(from - 1)) ? `${text.charAt(from - 1)}${written}` : written;

/** The dot of `03.12.` says that it is a day. */
const endOf = (slot: string, { to, word }: Token, text: string): number =>
  slot === 'when' && /^\d+\.\d+$/.test(word) && text.charAt(to) === '.' ? to + 1 : to;

const isMarkWord = (word: string): boolean => /^[,:;-]$/.test(word);

function skipMarks(tokens: readonly Token[], at: number, end: number): number {
  let next = at;
  while (next < end && tokens[next]?.isMark) next += 1;
  return next;
}

/** Where a slot ends: at the next known word, or before the next slot where it is a time or one name. */
function untilOf(
  slot: string,
  next: Pattern['places'][number] | undefined,
  { tokens, at, end }: { tokens: readonly Token[]; at: number; end: number },
): number {
  if (next?.kind === 'word') return wordAt(tokens, next.word, { from: at + 1, end });
  if (!next) return end;
  const words = tokens.slice(at, end).map(({ word, isMark }) => (isMark ? '' : word));
  const length = slot === 'when' ? timeLength(words) : Number(isBareName(words[0] ?? ''));
  return length > 0 && at + length < end ? at + length : -1;
}

function wordAt(
  tokens: readonly Token[],
  word: string,
  { from, end }: { from: number; end: number },
): number {
  for (let at = from; at < end; at += 1) if (tokens[at]?.word === word) return at;
  return -1;
}

function readingOf(
  { command, phrase, places, weight, chosen }: Pattern,
  found: Record<string, string>,
  { isAsked, text }: { isAsked: boolean; text: string },
): Reading {
  // "Can you ask Mia to ring them?" asks me, and tells her.
  const words =
    isAsked && !command.keepsText ? found['words']?.replace(/\?+$/, '') : found['words'];
  const slots = words === undefined ? found : { ...found, words };
  const open = Object.keys(slots).filter((name) => !(name in chosen));
  const form = phrase.typed ?? open.map((name) => `{${name}}`).join(' ');
  return {
    command,
    phrase,
    slots,
    form,
    typed: fillForm(form, slots),
    confirm: phrase.confirm ?? false,
    keepsName: phrase.keepsName ?? false,
    weight,
    text,
    bareWho: places.some(
      (place, i) => place.kind === 'slot' && place.name === 'who' && places[i + 1]?.kind === 'slot',
    ),
    starts: places[0]?.kind === 'word' || slots['figure'] !== undefined,
  };
}

/** `{customer}: {words}[ by {when}]` with the slots in it; what stands in brackets goes where its slot is empty. */
export const fillForm = (form: string, slots: Readonly<Record<string, string>>): string =>
  form
    .replace(/\[([^\]]*)\]/g, (_, part: string) =>
      [...part.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => slots[name]) ? part : '',
    )
    .replace(/\{(\w+)\}/g, (whole, name: string) => slots[name] ?? whole)
    .replaceAll('@@', '@');
