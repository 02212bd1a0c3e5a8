/** Words of sentences that no customer's name is made of. */
export const SENTENCE_WORDS: ReadonlySet<string> = new Set(
  `i me my mine myself you your yours we us our they them their he she him her it its am is are was were be been
  do does did done have has had will would can could should shall may might must not how why when where what who
  whom whose which this that these those anything something everything anybody somebody please pls if because
  about than then there here hi hello hey thanks thank ok okay yes no undo cancel`.split(/\s+/),
);

/** Deeds that a sentence asks for; a name of several words may have one of them, so such a text is looked up as a name first. */
const DEEDS: ReadonlySet<string> = new Set(
  `add arrange assign book bring call cancel change chase check close compare complete create decline delete email escalate
  fix follow forget get give go hand inform keep know leave look mail make mark meet message move need notify open
  pass pay phone ping plan post prepare put raise read remind remove rename renew reply report reschedule resolve
  ring run save say schedule see send set share show sign snooze speak start stop switch take talk think try turn
  undo update urgent wait want watch wonder wondering write`.split(/\s+/),
);

/** Whether a word belongs to a sentence rather than to a name. */
export const isOrdinary = (word: string): boolean => SENTENCE_WORDS.has(word) || namesDeed(word);

const DAY = /^(?:today|tonight|tomorrow|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/;

/** Whether a word names a day. */
export const namesDay = (word: string): boolean => DAY.test(word.toLowerCase());

/** Whether a word names a deed. */
export const namesDeed = (word: string): boolean => DEEDS.has(word.replace(/[.,!?:;]+$/, ''));

/** A longer text is no name. */
const MOST_WORDS = 8;
/** Words that name nobody without others. */
const COUNTS =
  /^(?:all|any|every|each|some|both|none|the|a|an|more|most|late|open|overdue|unpaid|old|new)$/;
/** No name begins with these. */
const NO_BEGINNING = /^(?:at|on|in|up|to|for|from|with|by|of|off|out|not|as|so|just|like)$/;

/** Whether the words can be a customer's name: short, and not a piece of a sentence. */
export const isNameLike = (words: readonly string[]): boolean =>
  words.length > 0 &&
  !words.every((word) => COUNTS.test(word)) &&
  !NO_BEGINNING.test(words[0] ?? '') &&
  words.length <= MOST_WORDS &&
  !words.some((word) => SENTENCE_WORDS.has(word) || word.startsWith('@'));
