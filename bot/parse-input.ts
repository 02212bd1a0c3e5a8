import type { Command, CommandInput } from '../commands/command.ts';

const QUOTED = /["“”„«]([^"“”„«»]*)["“”»]/g;
// At the start or after a space, so that the @ inside an e-mail address stays where it is.
const MENTION = /(?<=^|\s)@([\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?)/gu;
const POLITE = /^(?:(?:please|hey|hi|hello|rapport)[,:]?\s+)+/i;
const GREETING = /^(?:hi|hello|hey|who are you)(?: rapport)?[!?.]*$/i;
/** A command or a customer may follow these words; only a customer follows those of `ASK`. */
const SHOW = /^(?:show me|open)\s+/i;
const ASK =
  /^(?:(?:who|what)(?:['’]?s| is| are)\s+(?:new (?:with|at)\s+)?|tell me (?:everything )?about\s+|look ?up\s+|find\s+|search(?: for)?\s+|info (?:on|about)\s+)/i;
/** `C & A`, `Share and Care`: half of a name. */
const JOINS = /^(?:&|\+|and)$/i;

/** All but what holds a character together: joiners in emoji and in the scripts that have them, and the tags of a flag. */
const INVISIBLE =
  /(?!(?<=\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0020}-\u{E007F}]|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\uFE0F|(?!\p{Script=Latin})[\p{L}\p{M}])[\u200C\u200D])[\p{Cc}\p{Cf}]/gu;

type Parsed = { command: Command; words: CommandInput };

/** `timeline acme since monday "export" @mia` → the command and what was typed after it; plain words ask for a customer. */
export function parseInput(typed: string, commands: readonly Command[]): Parsed | null {
  const parsed = read(typed, commands);
  return (
    parsed && { ...parsed, words: { ...parsed.words, lines: withLines(typed, parsed.words.typed) } }
  );
}

/** The end of all that was typed which says these words; where they were moved about, the words in one line. */
function withLines(all: string, words: string): string {
  if (!/[\p{Cc}\p{Cf}]/u.test(all)) return words;
  const characters = [...all];
  let [at, left] = [characters.length, solid(words).length];
  for (; at > 0 && left > 0; at -= 1) left -= solid(characters[at - 1] ?? '').length;
  const end = characters.slice(at).join('');
  if (solid(end) !== solid(words)) return words;
  return end
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, (sign) => (sign === '\n' ? sign : ' '))
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim();
}

const solid = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, '');

function read(typed: string, commands: readonly Command[]): Parsed | null {
  const tidy = typed.replace(INVISIBLE, ' ').replace(/\s+/g, ' ').trim();
  if (tidy === '') return other('home', '', commands);
  if (GREETING.test(tidy)) return other('help', '', commands);
  const shown = tidy.replace(POLITE, '').replace(SHOW, '');
  const asked = shown.replace(ASK, '');
  return (
    firstNamed(shown, commands) ??
    laterNamed(asked, commands) ??
    other('customer', asked.replace(/\?+$/, '').trim() || tidy, commands)
  );
}

function firstNamed(said: string, commands: readonly Command[]): Parsed | null {
  const [first = '', ...rest] = said.split(' ');
  const command = byName(first.replace(/^\//, '').replace(/[:,]$/, '').toLowerCase(), commands);
  if (!command || (rest.length > 0 && !takes(command, rest, commands))) return null;
  return yielded(command, rest, commands) ?? { command, words: wordsOf(rest.join(' ')) };
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
  if (at < 0 || !command) return null;
  const before = tokens
    .slice(0, at)
    .join(' ')
    .replace(/['’]s$/, '');
  return { command, words: wordsOf([before, ...tokens.slice(at + 1)].join(' ')) };
}

// Its own name only: an alias such as "log" may well be part of a customer's name.
const takesCustomer = (command: Command | undefined, token: string): boolean =>
  command !== undefined &&
  command.name === token.toLowerCase() &&
  command.name !== 'customer' &&
  command.usage.startsWith(`${command.name} <customer>`);

const other = (name: string, typed: string, commands: readonly Command[]) => {
  const command = byName(name, commands);
  return command ? { command, words: wordsOf(typed) } : null;
};

const byName = (name: string, commands: readonly Command[]): Command | undefined =>
  commands.find((command) => command.name === name) ??
  commands.find(({ aliases }) => aliases.includes(name));

function wordsOf(typed: string): CommandInput {
  const quoted = [...typed.matchAll(QUOTED)]
    .map(([, inside = '']) => inside.trim())
    .filter(Boolean);
  const rest = typed.replace(QUOTED, ' ');
  const people = [...rest.matchAll(MENTION)].map(([, name = '']) => name);
  return {
    words: rest.replace(MENTION, ' ').replace(/\s+/g, ' ').trim(),
    quoted,
    people,
    typed: typed.trim(),
    lines: '',
  };
}
