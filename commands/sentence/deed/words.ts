const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/));

/** The deed that a text is about, as a command, and what of it has to be named in the text. */
export interface Deed {
  command: string;
  /** The words behind the command's name. */
  typed: string;
  /** Words by which it is known: one of each set is in the text. */
  words: readonly ReadonlySet<string>[];
  /** None of these is in it. */
  unless?: ReadonlySet<string>;
  names: 'customer' | 'colleague' | 'both';
}

const WON = 'won win signed closed renewed upgraded extended landed';
const ASKS = 'tell ask asking let inform question idea heads wonder check find know knows';
const MUST =
  'needs need should must has can could get have put assign give please pls task todo prep';

/** Deeds that name a customer or a colleague, the surest first. */
export const DEEDS: readonly Deed[] = [
  {
    command: 'unfollow',
    typed: '{customer}',
    words: [
      set('stop unfollow anymore mute less no not'),
      set('follow following news updates bugging telling posting interested watch watching'),
    ],
    names: 'customer',
  },
  {
    command: 'follow',
    typed: '{customer}',
    words: [set('follow watch posted updates eye hear'), set('me i keep add posted on everything')],
    names: 'customer',
  },
  {
    command: 'handoff',
    typed: '{customer} @{who} {words}',
    words: [
      set(
        'hand handing handoff handover transfer takeover reassign pass passing over take takes taking goes yours one',
      ),
      set('over to off on for from yours'),
    ],
    unless: set('remind ask tell know told promised look'),
    names: 'both',
  },
  {
    command: 'promise',
    typed: '{customer} {words}',
    words: [
      set('promised promise assured guaranteed committed commitment told said swore agreed word'),
      set('i we me us our that they told assured committed agreed'),
    ],
    unless: set('ask tell remind know if'),
    names: 'customer',
  },
  {
    command: 'win',
    typed: '{customer} {words}',
    words: [set(`${WON} thanks thank kudos shoutout props credit`)],
    unless: set('not lost if when unless until remind ask tell call send'),
    names: 'customer',
  },
  {
    command: 'task',
    typed: '{customer}: {words}',
    words: [set('remind reminder poke nudge buzz')],
    names: 'customer',
  },
  { command: 'tell', typed: '@{who} {customer}: {words}', words: [set(ASKS)], names: 'both' },
  { command: 'task', typed: '{customer} @{who} {words}', words: [set(MUST)], names: 'both' },
];

/** Verbs that begin something to do for oneself. */
export const TO_DO: ReadonlySet<string> = set(
  `call ring phone email mail write send visit chase prepare prep book schedule check update reply invite meet order
  draft review fix resend follow`,
);
/** Words in front of it. */
export const I_MUST =
  /^(?:i (?:gotta|must|should|have to|need to|want to|will)|gotta|need to|have to|must|got to)\s+/i;
