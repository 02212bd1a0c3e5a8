import type { Reader } from '../../cards/view/format.ts';
import { dueWords } from './due-date.ts';
import { trimmed } from './trim.ts';

export interface TypedTask {
  /** The words before the colleague, the colon or the quotes; null where they do not separate the customer. */
  customer: string | null;
  rest: string;
  /** A colleague, a department or the team, without the @. */
  who: string | null;
}

export interface TaskWords extends TypedTask {
  /** As typed: `friday 3pm`; also where it was meant as a time and is none. */
  due: string | null;
  /** Nothing called `due` a time, and it cannot be read: `next week`. */
  isVague: boolean;
}

const WHO = /(?<=^|\s)@([\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?)/u;
const QUOTED = /["“”„«]([^"“”„«»]+)["“”»]/;

/** `acme @ben send the offer by friday 3pm` → whose customer, who, what and by when. */
export function taskWords(typed: string, reader: Reader, { vague = false } = {}): TaskWords {
  const {
    before,
    due,
    unread,
    isVague = false,
  } = dueWords(typed, reader, {
    unmarked: true,
    vague,
  });
  return { ...parseTypedTask(before), due: due ?? unread, isVague };
}

/** `acme @support can you look?`, `@support acme "can you look?"`, `acme: can you look?` */
export function parseTypedTask(typed: string): TypedTask {
  const quoted = QUOTED.exec(typed);
  const rest = quoted ? typed.slice(0, quoted.index) : typed;
  const asked = WHO.exec(rest);
  const who = asked?.[1] ?? null;
  const [head, tail] = asked
    ? [rest.slice(0, asked.index), rest.slice(asked.index + asked[0].length)]
    : [rest, ''];
  if (quoted?.[1])
    return {
      customer: tidy(`${head} ${tail}`),
      rest: tidy(`${quoted[1]} ${typed.slice(quoted.index + quoted[0].length)}`),
      who,
    };
  if (head.trim() && asked) return { customer: tidy(head), rest: tidy(tail), who };
  const colon = /:\s/.exec(asked ? tail : head);
  const all = asked ? tail : head;
  if (colon)
    return {
      customer: tidy(all.slice(0, colon.index)),
      rest: tidy(all.slice(colon.index + 1)),
      who,
    };
  return { customer: null, rest: tidy(all), who };
}

const tidy = (words: string): string => trimmed(words.replace(/\s+/g, ' '), ' ,:');
