import type { CommandInput } from '../command.ts';

const QUOTED = /["“”„«]([^"“”„«»]*)["“”»]/g;
// At the start or after a space, so that the @ inside an e-mail address stays where it is.
const MENTION = /(?<=^|\s)@([\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?)/gu;

/** The words typed after a command's name, with what is quoted and who is mentioned taken out. */
export function inputOf(typed: string, lines = ''): CommandInput {
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
    lines,
  };
}
