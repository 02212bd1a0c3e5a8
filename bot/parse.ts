import type { Command, Words } from '../commands/command.ts';

const QUOTED = /["“”„«]([^"“”„«»]*)["“”»]/g;
// At the start or after a space, so that the @ inside an e-mail address stays where it is.
const MENTION = /(?<=^|\s)@([\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?)/gu;
const SMALL_TALK = /^(?:please\s+|hey\s+|hi\s+|hello\s+|rapport[,:]?\s+)*(?:(?:who|what)(?:['’]?s| is| are)\s+(?:new (?:with|at)\s+)?|tell me (?:everything )?about\s+|show me\s+|look ?up\s+|find\s+|search(?: for)?\s+|open\s+|info (?:on|about)\s+)?/i;

/** `timeline acme since monday "export" @mia` → the command and what was typed after it; plain words ask for a customer. */
export function parse(typed: string, commands: readonly Command[]): { command: Command; words: Words } | null {
  const tidy = typed.replace(/[\p{Cc}\p{Cf}]/gu, ' ').replace(/\s+/g, ' ').trim();
  const [first = '', ...rest] = tidy.split(' ');
  const named = byName(first.replace(/^\//, '').replace(/[:,]$/, '').toLowerCase(), commands);
  if (named) return { command: named, words: wordsOf(rest.join(' ')) };
  const later = laterNamed(tidy, commands);
  if (later) return later;
  if (tidy === '') return other('home', '', commands);
  return other('customer', tidy.replace(SMALL_TALK, '').replace(/\?+$/, '').trim() || tidy, commands);
}

/** `acme timeline since monday`: the customer first, then what to do with it. */
function laterNamed(tidy: string, commands: readonly Command[]): { command: Command; words: Words } | null {
  const tokens = tidy.split(' ');
  const at = tokens.findIndex((token, i) => i > 0 && takesCustomer(byName(token.toLowerCase(), commands), token));
  const command = byName((tokens[at] ?? '').toLowerCase(), commands);
  if (at < 0 || !command) return null;
  const before = tokens.slice(0, at).join(' ').replace(SMALL_TALK, '').replace(/['’]s$/, '');
  return { command, words: wordsOf([before, ...tokens.slice(at + 1)].join(' ')) };
}

// Its own name only: an alias such as "log" may well be part of a customer's name.
const takesCustomer = (command: Command | undefined, token: string): boolean =>
  command !== undefined && command.name === token.toLowerCase() && command.name !== 'customer' && command.usage.startsWith(`${command.name} <customer>`);

const other = (name: string, typed: string, commands: readonly Command[]) => {
  const command = byName(name, commands);
  return command ? { command, words: wordsOf(typed) } : null;
};

const byName = (name: string, commands: readonly Command[]): Command | undefined =>
  commands.find((command) => command.name === name) ?? commands.find(({ aliases }) => aliases.includes(name));

function wordsOf(typed: string): Words {
  const quoted = [...typed.matchAll(QUOTED)].map(([, inside = '']) => inside.trim()).filter(Boolean);
  const rest = typed.replace(QUOTED, ' ');
  const people = [...rest.matchAll(MENTION)].map(([, name = '']) => name);
  return { words: rest.replace(MENTION, ' ').replace(/\s+/g, ' ').trim(), quoted, people };
}
