import type { DepartmentId } from '../person/person.ts';

/** Things that a receiver needs, each with the words of the giver which show that it is there. */
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

/** The checklist with what the giver said already taken off it. */
export function checkOff(
  items: readonly HandoffItem[],
  { reason, promises, there, titles }: KnownItems,
): { item: string; done: boolean }[] {
  const words = [reason, ...promises].join('\n');
  return items.map((item) => ({
    item,
    done: there.includes(item) || known(item, words, promises, titles),
  }));
}

function known(
  item: HandoffItem,
  words: string,
  promises: readonly string[],
  titles: readonly string[],
): boolean {
  if (item === 'promises' && promises.length > 0) return true;
  if (item === 'technical-contact' && titles.some((title) => TECHNICAL.test(title))) return true;
  return ITEMS[item].test(words);
}

const TECHNICAL =
  /\b(?:IT|CTO|engineer|engineering|technical|technology|developer|systems?|administrator)\b/i;
