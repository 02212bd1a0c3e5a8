import type { Context, Filling } from '../../command.ts';
import { fitsGaps } from '../gaps.ts';
import { timeLength } from '../slots.ts';
import { colleagueNamed } from '../somebody.ts';
import { tokensOf } from '../tokens.ts';
import { QUESTION_VERBS } from '../topic/words.ts';
import type { LikelyDeed } from './read.ts';

/** A longer text tells something else. */
const MOST_WORDS = 14;

interface OwnDeed {
  command: string;
  patterns: readonly string[];
  typed: string;
  /** Ends with the words behind `until`, or is on one day. */
  needs?: 'until' | 'day';
}

const AWAY = 'off|out|away|gone|sick|ill|dentist|doctor|holiday|holidays|vacation|leave|lunch';
const DAY = /^(?:today|tomorrow|(?:mon|tues|wednes|thurs|fri)day)$/;
const DAYS = 'today|tomorrow|monday|tuesday|wednesday|thursday|friday';
/** It is for later. */
const LATER = /^(?:in|on|next|till|until|tomorrow|when|if)$/;

/** The first that fits is shown, before anything is done. */
const OWN_DEEDS: readonly OwnDeed[] = [
  {
    command: 'undo',
    patterns: [
      'wrong one|customer|button',
      'take|taking that|it|this|them back',
      'undo that|it|this',
    ],
    typed: '',
  },
  { command: 'away', patterns: ['^ back', '^ i am back'], typed: 'over' },
  {
    command: 'away',
    patterns: [`${AWAY} till|until`, `${AWAY} … till|until`, `${AWAY} from … to`],
    typed: 'until {until}',
    needs: 'until',
  },
  {
    command: 'away',
    patterns: [`off|sick|ill|out|away … ${DAYS}`, `not in … ${DAYS}`],
    typed: 'from {day} until {day}',
    needs: 'day',
  },
  {
    command: 'mute',
    patterns: [
      '^ no more pings|messages|notifications|pinging till|until',
      '^ stop pinging|messaging|bothering|writing … till|until',
      '^ shush|shh|quiet|silence|hush … till|until',
      '^ too many messages|pings|notifications … till|until',
    ],
    typed: 'until {until}',
    needs: 'until',
  },
  {
    command: 'mute',
    patterns: ['^ shush|shh|silence|hush … rest of the day', '^ no more … rest of the day'],
    typed: 'until tonight',
  },
  {
    command: 'cancel',
    patterns: [
      '^ never mind',
      '^ nah|no|oops never mind',
      '^ forget it',
      '^ nah|no|oops forget it',
    ],
    typed: '',
  },
];

/** `out till wednesday, kim covers`: something that the asker does or wants for themselves; null where the text tells none. */
export async function deedOfOneself(text: string, context: Context): Promise<LikelyDeed | null> {
  const words = tokensOf(text)
    .filter(({ isMark }) => !isMark)
    .map(({ word }) => word);
  const first = words[0] ?? '';
  if (words.length > MOST_WORDS || QUESTION_VERBS.has(first)) return null;
  // "Kim is out until Friday" is no absence of the asker's.
  if (await colleagueNamed(first, context)) return null;
  const deed = OWN_DEEDS.find(({ patterns }) =>
    patterns.some((pattern) => fitsGaps(words, pattern)),
  );
  const command = context.commands.find(({ name }) => name === deed?.command);
  if (!deed || !command) return null;
  if (deed.typed === 'over' && words.some((word) => LATER.test(word))) return null;
  const needed = deed.needs === 'day' ? dayIn(words) : untilIn(words);
  if (deed.needs && needed === '') return null;
  const slots: Filling = deed.needs ? { [deed.needs]: needed } : {};
  if (deed.command !== 'away' || !deed.needs) return { command, form: deed.typed, slots };
  const when = deed.needs === 'until' ? timeBehind(words, 'from') : '';
  const cover = await coverIn(words, context);
  return {
    command,
    form: `${when ? 'from {when} ' : ''}${deed.typed}${cover ? ' cover @{who}' : ''}`,
    slots: { ...slots, ...(when && { when }), ...(cover && { who: cover }) },
  };
}

const dayIn = (words: readonly string[]): string => words.find((word) => DAY.test(word)) ?? '';

const untilIn = (words: readonly string[]): string =>
  timeBehind(words, 'till') || timeBehind(words, 'until') || timeBehind(words, 'to');

/** The time that stands behind a word; empty where none does. */
function timeBehind(words: readonly string[], word: string): string {
  const at = words.indexOf(word);
  const behind = at < 0 ? [] : words.slice(at + 1);
  return behind.slice(0, timeLength(behind)).join(' ');
}

/** The colleague who stands in. */
async function coverIn(words: readonly string[], context: Context): Promise<string | null> {
  const at = words.findIndex((word) => /^(?:covers?|covering|stands?|takes)$/.test(word));
  const all = words.findIndex((word) => /^(?:everything|stuff|all)$/.test(word));
  const behind = all >= 0 && words[all + 1] === 'to' ? words[all + 2] : undefined;
  const name = at > 0 ? words[at - 1] : behind;
  return name && (await colleagueNamed(name, context)) ? name : null;
}
