import type { WinKind } from '../../crm/win/rules.ts';

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
const MENTION = /(?<=^|\s)@[\p{L}\p{N}._%+-]+(?:@[\p{L}\p{N}.-]+)?/gu;

/** `"kestrel energy" signed @ana`: a name in quotes is the customer's; otherwise the name is where the words begin. */
export function parseTypedWin(typed: string): { customer: string | null; rest: string } {
  const words = typed.replace(MENTION, ' ').trim();
  const customer = QUOTED.exec(words);
  return {
    customer: customer?.[1]?.trim() ?? null,
    rest: words
      .slice(customer?.[0].length ?? 0)
      .replace(MARKS, '')
      .replace(/\s+/g, ' ')
      .replace(/^[\s:,]+|[\s,]+$/g, ''),
  };
}
