/** Somebody says that something was promised. */
const PROMISED =
  /(?<![\p{L}\p{N}'’])(?:(?:i|we)(?:[’']ve| have)? (?:already |also )?(?:promised|committed to|guaranteed|assured (?:them|her|him|you))|promised (?:them|her|him|you|the customer|the client)|(?:have|has|had|was|were|been) promised|promised(?=:| (?:to )?\S+ by )|(?:i|we) promise(?: that)?|verspreche|zugesagt|versprochen)(?![\p{L}\p{N}])/iu;
/** Nothing is promised by such a sentence. */
const DENIED =
  /(?<![\p{L}\p{N}])(?:not|never|nothing|nobody|no one|no|without|didn[’']?t|haven[’']?t|hasn[’']?t|wasn[’']?t|weren[’']?t|nicht|nie|nichts|niemand|kein(?:e[nrs]?)?)(?![\p{L}\p{N}])/iu;
/** Lead from the verb to the promise, the longest first. */
const LEADS = [
  ...['we', 'i'].flatMap((who) => ['will', 'would', 'shall'].map((verb) => `that ${who} ${verb} `)),
  ...['that ', 'to ', 'them ', 'her ', 'him ', 'you ', 'the customer ', 'the client ', 'it '],
];

/** The verb of a German sentence stands at its end. */
const LAST = /versprochen|zugesagt/i;

/** As much of a note, or of a call's notes, as is looked at. */
const LOOKED = 4000;
const LONGEST_SENTENCE = 600;
const SHORTEST = 3;

/** The words of the first promise in a text, its day still among them; null where none sounds like one. Linear in the text. */
export function promiseIn(text: string): string | null {
  for (const sentence of sentencesOf(text.slice(0, LOOKED))) {
    const words = sentence.trim();
    if (words.length > LONGEST_SENTENCE || words.endsWith('?')) continue;
    const found = PROMISED.exec(words);
    if (!found || DENIED.test(words)) continue;
    const promise = promiseOf(words, found);
    if (promise.length >= SHORTEST) return promise;
  }
  return null;
}

/** `I promised them SSO by 1 Dec` → `SSO by 1 Dec`; in German the verb may come last. */
function promiseOf(words: string, found: RegExpExecArray): string {
  const rest = withoutEnd(withoutLeads(words.slice(found.index + found[0].length)));
  return rest.length < SHORTEST && LAST.test(found[0]) ? withoutEnd(words) : rest;
}

function withoutLeads(words: string): string {
  let rest = withoutMarks(words);
  for (;;) {
    const said = rest.slice(0, 20).toLowerCase();
    const lead = LEADS.find((one) => said.startsWith(one));
    if (lead === undefined) return rest;
    rest = withoutMarks(rest.slice(lead.length));
  }
}

function withoutMarks(words: string): string {
  let from = 0;
  while (from < words.length && /[\s:,–-]/.test(words[from] ?? '')) from += 1;
  return words.slice(from);
}

/** Ends at a full stop before a space, a question or exclamation mark, a semicolon or a line's end. */
function sentencesOf(text: string): string[] {
  const sentences: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at] ?? '';
    const ends = mark === '.' ? /\s|^$/.test(text[at + 1] ?? '') : /[!?;\n]/.test(mark);
    if (!ends || (mark === '.' && /\d/.test(text[at - 1] ?? ''))) continue;
    sentences.push(text.slice(from, at + 1));
    from = at + 1;
  }
  return [...sentences, text.slice(from)];
}

function withoutEnd(words: string): string {
  let end = words.length;
  while (end > 0 && /[\s.,;:!]/.test(words[end - 1] ?? '')) end -= 1;
  return words.slice(0, end);
}
