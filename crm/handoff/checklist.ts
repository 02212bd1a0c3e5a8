import type { DepartmentId } from '../person/person.ts';

/** Things that a receiver needs, each with words of the giver by which it seems to be there. */
const ITEMS = {
  'technical-contact':
    /technical contact|\bIT\b|admin(?:istrator)? (?:there|is)|engineer (?:there|is)/i,
  'start-day': /\bstart(?:s|ing)?\b|kick-?off|go(?:es)?[ -]live|begins?\b/i,
  'what-was-sold': /\bseats?\b|\bplan\b|licen[cs]es?|modules?|package|sold/i,
  promises: /promis/i,
  'how-to-see-it':
    /steps|reproduce|when (?:they|he|she|you)|every time|click|export|import|log ?in/i,
  'how-many':
    /\b\d+ (?:users?|people|customers?|seats|colleagues)|everybody|everyone|all (?:of )?(?:them|users)|only one/i,
  'how-bad': /urgent|blocked|block(?:s|ing)|down|cannot|can[’']t|work ?around/i,
  'who-asked': /contact|asked by|\bmet\b|spoke|talked|call(?:ed)?\b|demo/i,
  'what-they-want': /\bwants?\b|needs?\b|asks?\b|asked|interested|looking for/i,
  'when-they-decide': /decid|quarter|budget|\bQ[1-4]\b|this (?:week|month)|next (?:week|month)/i,
  'renewal-day': /renew/i,
  'next-step': /next step|\bcall\b|follow(?:s|ing)? up|please|\bneeds?\b|\bshould\b/i,
} satisfies Record<string, RegExp>;
export type HandoffItem = keyof typeof ITEMS;

/** Nothing of a receiving department's own needs: what everybody needs. */
const DEFAULT: readonly HandoffItem[] = ['what-they-want', 'next-step'];

/** From, to, and what the receiver asks for first. The first row that fits counts. */
const KINDS: readonly (readonly [
  from: DepartmentId | '*',
  to: DepartmentId,
  items: readonly HandoffItem[],
])[] = [
  ['sales', 'onboarding', ['what-was-sold', 'start-day', 'technical-contact', 'promises']],
  ['sales', 'success', ['what-was-sold', 'technical-contact', 'promises']],
  ['onboarding', 'success', ['start-day', 'technical-contact', 'promises']],
  ['support', 'product', ['how-to-see-it', 'how-many', 'how-bad']],
  ['support', 'engineering', ['how-to-see-it', 'how-many', 'how-bad']],
  ['support', 'success', ['how-bad', 'what-they-want']],
  ['marketing', 'sales', ['who-asked', 'what-they-want', 'when-they-decide']],
  ['success', 'sales', ['what-they-want', 'when-they-decide', 'renewal-day']],
  ['*', 'support', ['how-to-see-it', 'how-bad']],
];

/** The checklist of a handoff between two departments. */
export const checklistFor = (from: DepartmentId, to: DepartmentId): readonly HandoffItem[] =>
  KINDS.find(
    (kind) => (kind[0] === '*' || kind[0] === from) && kind[1] === to && from !== to,
  )?.[2] ?? DEFAULT;

export interface KnownItems {
  reason: string;
  promises: readonly string[];
  /** Ticked by the giver. */
  there: readonly string[];
  /** A technical contact, say, is known where the customer's people are: their titles. */
  titles: readonly string[];
}

/** An item on the checklist of a handoff. `proposed`: the words seem to say it, and somebody may tick it. */
export interface ChecklistItem {
  item: string;
  done: boolean;
  proposed?: boolean;
}

/**
 * The checklist with everything off it that the giver ticked, or that stands here by itself: promises of this handoff, a
 * technical contact. Words tick nothing; they propose.
 */
export function checkOff(items: readonly HandoffItem[], known: KnownItems): ChecklistItem[] {
  const clauses = [known.reason, ...known.promises].flatMap(clausesOf);
  return items.map((item) => {
    if (known.there.includes(item) || isKnown(item, known)) return { item, done: true };
    return clauses.some((clause) => names(clause, item))
      ? { item, done: false, proposed: true }
      : { item, done: false };
  });
}

function isKnown(item: HandoffItem, { promises, titles }: KnownItems): boolean {
  if (item === 'promises') return promises.some((promise) => !isNothing(promise));
  return item === 'technical-contact' && titles.some((title) => TECHNICAL.test(title));
}

/** `none`, `nothing was promised`: words in the place of a promise that say that there is none. */
export const isNothing = (promise: string): boolean => NOTHING.test(promise.trim());

const NOTHING =
  /^(?:(?:no|none|nothing|nobody|n\/a|nil|keine?|nichts)\b[^,;.!]{0,60}|[-–—]?)[.!]*$/i;

/** A negation reaches as far as its clause. */
const clausesOf = (words: string): string[] =>
  words.split(/[,;:.!?\n()]+|\s(?:but|however|though|while|whereas)\s/i);

/** Of these, a negation is what the receiver has to know: “nobody can log in”. */
const SAID_BY_NEGATION: readonly HandoffItem[] = ['how-bad', 'how-to-see-it', 'how-many'];

const NEGATION =
  /\b(?:no|not|none|nobody|nothing|never|neither|nor|without|unknown|unclear|missing|lacks?|lacking|pending|tbd|yet to|still to|no one|hasn[’']?t|haven[’']?t|isn[’']?t|wasn[’']?t|weren[’']?t|aren[’']?t|don[’']?t|doesn[’']?t|didn[’']?t|won[’']?t|kein(?:e[nrs]?)?|nicht|niemand|ohne|fehlt|unklar)\b/i;

const names = (clause: string, item: HandoffItem): boolean =>
  ITEMS[item].test(clause) && (SAID_BY_NEGATION.includes(item) || !NEGATION.test(clause));

const TECHNICAL =
  /\b(?:IT|CTO|engineer|engineering|technical|technology|developer|systems?|administrator)\b/i;
