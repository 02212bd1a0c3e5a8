import type { WinKind } from '../../crm/win/rules.ts';
import { trimmed } from '../parse/trim.ts';

/** Words that show the kind of a win; its author sees the kind and can change it. */
const KINDS: readonly (readonly [RegExp, WinKind])[] = [
  [/\b(?:renew\w*|extend\w*|prolong\w*)\b/i, 'renewal'],
  [
    /\b(?:sav(?:ed|e)|rescued|kept|won back|stays?|stayed|staying|did not leave|didn['’]t leave)\b/i,
    'save',
  ],
  [/\b(?:turned? around|turnaround|happy again|calmed|recovered)\b/i, 'turn-around'],
  [/\b(?:sign\w*|deal|won|bought|buys|contract|upgrad\w*|order\w*)\b/i, 'deal'],
];

export const kindOf = (what: string): WinKind =>
  KINDS.find(([words]) => words.test(what))?.[1] ?? 'other';

/** `Raj: moved the data link up`, one a line. */
export const namesOf = (typed: string): { name: string; for: string }[] =>
  typed.split(/[\n;]+/).flatMap((line) => {
    const [name = '', ...what] = line.split(/:|\s[–-]\s/);
    return name.trim() ? [{ name: name.trim(), for: what.join(':').trim() }] : [];
  });

const QUOTED = /^["“”„«]([^"“”„«»]+)["“”»]/;
const MARKS = /["“”„«»]/g;
const NAME = String.raw`[\p{L}\p{N}._%+-]+`;
/** Before the customer's name, or behind all words: they say whom to credit, and nothing of the sentence. */
const FIRST = new RegExp(String.raw`^\s*@${NAME}(?:@[\p{L}\p{N}.-]+)?(?=\s|$)`, 'u');
const LAST = new RegExp(String.raw`(?:^|(\S{1,80})\s+)@${NAME}(?:@[\p{L}\p{N}.-]+)?$`, 'u');
/** A mention behind such a word is its object. */
const LEADS_ON =
  /^(?:to|with|by|from|for|of|and|or|both|via|through|like|as|is|was|were|thank(?:s|ed)?|helped|asked|told|met|loved?|liked?|trust(?:s|ed)?|praised?|because)$/i;
const MENTION = new RegExp(String.raw`(?<=^|[\s(])@(${NAME})@[\p{L}\p{N}.-]+`, 'gu');
/** The last mention is no longer. */
const TAIL = 200;
/** More people than a win credits. */
const MOST = 20;

/** `"kestrel energy" signed @ana`: a name in quotes is the customer's; otherwise the name is where the words begin. A colleague who is named inside the sentence stays there. */
export function parseTypedWin(typed: string): { customer: string | null; rest: string } {
  const words = withoutCredited(typed).replace(MENTION, '@$1');
  const customer = QUOTED.exec(words);
  return {
    customer: customer?.[1]?.trim() ?? null,
    rest: trimmed(
      words
        .slice(customer?.[0].length ?? 0)
        .replace(MARKS, '')
        .replace(/\s+/g, ' '),
      ' ,:',
    ),
  };
}

function withoutCredited(typed: string): string {
  let words = typed.trim();
  for (let n = 0; n < MOST && FIRST.test(words); n += 1) words = words.replace(FIRST, '').trim();
  for (let n = 0; n < MOST; n += 1) {
    const [found, before = ''] = LAST.exec(words.slice(-TAIL)) ?? [];
    if (found === undefined || LEADS_ON.test(before)) break;
    words = `${words.slice(0, words.length - found.length)}${before}`.trim();
  }
  return words;
}
