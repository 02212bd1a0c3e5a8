import type { Command, CommandInput } from '../commands/command.ts';
import { isFigureName } from '../commands/figure/parse.ts';
import { inputOf } from '../commands/parse/input.ts';
import { isNameLike, namesDay, namesDeed } from '../commands/parse/ordinary-words.ts';
import { type Reading, readSentence, withoutLeads } from '../commands/sentence/read.ts';

const POLITE = /^(?:(?:please|hey|hi|hello|rapport)[,:]?\s+)+/i;
/** A command or a customer may follow these words; only a customer follows those of `ASK`. */
const SHOW = /^(?:show me|open)\s+/i;
/** Behind these words something is shown, and nothing is changed. */
const TELL = /^tell (?:me|us)(?!\s+(?:everything\s+)?about\b)\s+/i;
const ASK =
  /^(?:(?:who|what)(?:['’]?s| is| are)\s+(?:new (?:with|at)\s+)?|tell me (?:everything )?about\s+|look ?up\s+|find\s+|search(?: for)?\s+|info (?:on|about)\s+)/i;
/** `C & A`, `Share and Care`: half of a name. */
const JOINS = /^(?:&|\+|and)$/i;

/** All but what holds a character together: joiners in emoji and in the scripts that have them, and the tags of a flag. */
const INVISIBLE =
  /(?!(?<=\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0020}-\u{E007F}]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F|(?!\p{Script=Latin})[\p{L}\p{M}])[\u200C\u200D])[\p{Cc}\p{Cf}]/gu;

interface Parsed {
  command: Command;
  words: CommandInput;
  /** Of a sentence: how it was understood. */
  reading?: Reading;
}

/** `timeline acme since monday "export" @mia` → the command and what was typed after it; a sentence → the command that it asks for; a name asks for its customer. */
export function parseInput(typed: string, commands: readonly Command[]): Parsed | null {
  const parsed = read(typed, commands);
  if (!parsed || parsed.reading) return parsed;
  return { ...parsed, words: { ...parsed.words, lines: withLines(typed, parsed.words.typed) } };
}

/** The end of all that was typed which says these words; where they were moved about, the words in one line. */
function withLines(all: string, words: string): string {
  if (!/[\p{Cc}\p{Cf}]/u.test(all)) return words;
  const characters = [...all];
  let [at, left] = [characters.length, solid(words).length];
  for (; at > 0 && left > 0; at -= 1) left -= solid(characters[at - 1] ?? '').length;
  const end = characters.slice(at).join('');
  if (solid(end) !== solid(words)) return words;
  return cleanLines(end);
}

const solid = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');

function read(typed: string, commands: readonly Command[]): Parsed | null {
  const tidy = typed.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  if (tidy === '') return other('home', '', commands);
  if (!/[\p{L}\p{N}]/u.test(tidy))
    return tidy.includes('?') ? other('help', '', commands) : other('hello', 'ok', commands);
  const polite = tidy.replace(POLITE, '').replace(SHOW, '');
  const shown = polite.replace(TELL, '');
  const named = showing(firstNamed(shown, commands), shown !== polite);
  const reading = readSentence(cleanLines(typed), commands);
  // A phrase that begins with a command's word knows it better than the word alone: "ask Mia to …".
  if (
    named &&
    (!reading?.starts || isInName(named.command, reading)) &&
    !saysSomething(named.command, shown)
  )
    return named;
  const asked = shown.replace(ASK, '');
  const later = showing(laterNamed(asked, commands), asked !== polite);
  if (later && (!reading || isInName(later.command, reading))) return later;
  if (reading) return { command: reading.command, words: readingInput(reading), reading };
  const plain = asked.replace(/\?+$/, '').trim() || tidy;
  if (isName(plain))
    return isLong(plain) ? other('sentence', tidy, commands) : other('customer', plain, commands);
  const name = withoutLeads(tidy).replace(/\?+$/, '').trim();
  return name !== tidy && isName(name)
    ? other('customer', name, commands)
    : other('sentence', tidy, commands);
}

/** A question changes nothing: `what is globex goal 40 seats`. */
const showing = (parsed: Parsed | null, isAsked: boolean): Parsed | null =>
  parsed && isAsked && !parsed.command.readsOnly ? null : parsed;

/** `handoffs nobody has picked up yet`: the name of a list, and a sentence behind it rather than whose or which ones. */
const saysSomething = ({ name, readsOnly, usage }: Command, said: string): boolean =>
  readsOnly &&
  usage.startsWith(`${name} [`) &&
  /^\S+ .*(?<!@)\b(?:we|they|nobody|has|should|havent|haven['’]t)\b/i.test(said);

/** `acme timeline`: a command that was taken for a part of the name. */
function isInName({ name, aliases }: Command, { slots }: Reading): boolean {
  const words = `${slots['customer'] ?? ''} ${slots['name'] ?? ''}`.toLowerCase().split(' ');
  return [name, ...aliases].some((one) => words.includes(one));
}

/** Two to four words, each with a capital or without letters. */
const isCapital = (words: readonly string[]): boolean =>
  words.length > 1 && words.length <= 4 && words.every((word) => !/^\p{Ll}/u.test(word));

/** A deed in small letters makes a sentence of it; with a capital it is a part of a name, as in Share Now. */
const isName = (words: string): boolean =>
  isCapital(words.split(' ')) ||
  (isNameLike(words.toLowerCase().split(' ')) &&
    !words.split(' ').some((word) => namesDeed(word) || namesDay(word)));

/** So many words in small letters are as likely a sentence, unless a customer is nearly called so. */
const isLong = (words: string): boolean => {
  const all = words.split(' ');
  if (all.length <= 2 || isCapital(all) || all.some((word) => /[@./]/.test(word))) return false;
  return !isFigureName(all) && !isFigureName(['customer', ...all]);
};

const readingInput = ({ typed }: Reading): CommandInput =>
  inputOf(typed.replace(/\s+/g, ' ').trim(), typed);

/** The text without what cannot be seen, in its lines. */
const cleanLines = (typed: string): string =>
  typed
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, (sign) => (sign === '\n' ? sign : ' '))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();

function firstNamed(said: string, commands: readonly Command[]): Parsed | null {
  const [first = '', ...rest] = said.split(' ');
  const command = byName(first.replace(/^\//, '').replace(/[:,]$/, '').toLowerCase(), commands);
  if (!command || (rest.length > 0 && !takes(command, rest, commands))) return null;
  return yielded(command, rest, commands) ?? { command, words: inputOf(rest.join(' ')) };
}

/** `kpi nps target 45`, where one word names the command that is meant. */
function yielded(
  { yields }: Command,
  tokens: readonly string[],
  commands: readonly Command[],
): Parsed | null {
  const at = yields ? tokens.findIndex((token) => token.toLowerCase() === yields.word) : -1;
  return yields && at >= 0 ? other(yields.to, tokens.join(' '), commands) : null;
}

/** Whether the words can be meant for this command; else they are a customer's name: Home Depot, Help Scout. */
function takes(
  { name, usage }: Command,
  [next = '']: readonly string[],
  commands: readonly Command[],
): boolean {
  if (usage === name || JOINS.test(next)) return false;
  return usage !== `${name} [command]` || byName(next.toLowerCase(), commands) !== undefined;
}

/** `acme timeline since monday`: the customer first, then what to do with it. */
function laterNamed(said: string, commands: readonly Command[]): Parsed | null {
  const tokens = said.split(' ');
  const at = tokens.findIndex(
    (token, i) => i > 0 && takesCustomer(byName(token.toLowerCase(), commands), token),
  );
  const command = byName((tokens[at] ?? '').toLowerCase(), commands);
  const name = tokens.slice(0, at).map((token) => token.toLowerCase());
  if (at < 0 || !command || !isNameLike(name) || name.some(isBetween)) return null;
  // "Halden tickets from the last two weeks" says which ones, and no list takes that.
  if (command.usage.endsWith('>') && PAST.test(tokens.slice(at + 1).join(' '))) return null;
  const before = tokens
    .slice(0, at)
    .join(' ')
    .replace(/['’]s$/, '');
  return { command, words: inputOf([before, ...tokens.slice(at + 1)].join(' ')) };
}

const PAST = /^(?:from|of|in|over|during) the (?:last|past)\b/i;

/** `shoutout to kim for fixing the export`, `mark the promise`: such words stand in sentences. */
const isBetween = (word: string, at: number): boolean =>
  /^(?:to|for|from|with|at|on|in|by)$/.test(word) || (at === 0 && namesDeed(word));

// Its own name only: an alias such as "log" may well be part of a customer's name.
const takesCustomer = (command: Command | undefined, token: string): boolean =>
  command !== undefined &&
  command.name === token.toLowerCase() &&
  command.name !== 'customer' &&
  command.usage.startsWith(`${command.name} <customer>`);

const other = (name: string, typed: string, commands: readonly Command[]) => {
  const command = byName(name, commands);
  return command ? { command, words: inputOf(typed) } : null;
};

const byName = (name: string, commands: readonly Command[]): Command | undefined =>
  commands.find((command) => command.name === name) ??
  commands.find(({ aliases }) => aliases.includes(name));
