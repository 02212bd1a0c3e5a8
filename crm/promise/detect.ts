/** Somebody says that something was promised. */
const PROMISED =
  /(?<![\p{L}\p{N}'’])(?:(?:i|we)(?:[’']ve| have)? (?:already |also )?(?:promised|committed to|guaranteed|assured (?:them|her|him|you))|promised (?:them|her|him|you|the customer|the client)|(?:have|has|had|was|were|been) promised|promised(?=:| (?:to )?\S+ by )|^promised(?= \S)|(?:i|we) promise(?: that)?|verspreche|zugesagt|versprochen)(?![\p{L}\p{N}])/iu;
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

const NAME = String.raw`\p{Lu}[\p{Ll}’'-]+(?:\s\p{Lu}[\p{Ll}’'-]+){0,2}`;
const ROLE = String.raw`(?:the|their|his|her)\s(?:new\s)?(?:CFO|CEO|CTO|COO|CIO|cfo|ceo|cto|coo|cio|team|manager|boss|director|buyer|assistant|office)`;
/** Before what was promised: `Katrin to call`, `Dana and Heike that we call`, `their CFO a list`. */
const RECIPIENT = new RegExp(
  String.raw`^((?:${NAME}(?:\s(?:and|&)\s${NAME})?|${ROLE}))(?=\s(?:that\s(?:we|i|he|she|they|it|the)|to(?!\s(?:(?:all|every|everybody|everyone|them|us|our|the|her|him|their)(?!\p{L})|\p{Lu}))|an?|the|our|we|i)\s)`,
  'u',
);
/** `I told Katrin that we will mend it`: no verb of promising, and one all the same. */
const WE_WILL = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:[Ii]|[Ww]e)(?:[’']ve|\shave)?\s(?:told|assured)\s(${NAME}|${ROLE}|them|her|him|you|the customer|the client)\s(?:that\s)?(?:we|[Ii])(?:[’']ll|\s(?:will|shall|would))\s`,
  'u',
);
/** `they were told the mend comes by friday`: a day says that it is one. */
const WAS_SAID = new RegExp(
  String.raw`(?<![\p{L}\p{N}])([Tt]hey|[Ss]he|[Hh]e|[Tt]he customer|[Tt]he client|${NAME})\s(?:was|were|(?:has|have)\sbeen)\s(?:told|assured)\s(?:that\s)?(?!by\s)(?=.{1,200}\sby\s(?:the\s)?(?:\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|next|end|tomorrow|today|noon))`,
  'u',
);
const NOBODY_NAMED = /^(?:they|she|he|them|her|him|you|the customer|the client)$/i;

/** As much of a note, or of a call's notes, as is looked at. */
const LOOKED = 4000;
const LONGEST_SENTENCE = 600;
const SHORTEST = 3;

/** The words of a promise, its day still among them, and the person at the customer to whom it was made; null where nobody is named. */
export interface PromiseWords {
  words: string;
  to: string | null;
}

/** The first promise in a text; null where none sounds like one. Linear in the text. */
export function promiseIn(text: string): PromiseWords | null {
  for (const sentence of sentencesOf(text.slice(0, LOOKED))) {
    const words = sentence.trim();
    if (words.length > LONGEST_SENTENCE || words.endsWith('?')) continue;
    if (DENIED.test(words)) continue;
    const promise = assuredIn(words) ?? promisedIn(words);
    if (promise && promise.words.length >= SHORTEST) return promise;
  }
  return null;
}

function assuredIn(words: string): PromiseWords | null {
  const found = WE_WILL.exec(words) ?? WAS_SAID.exec(words);
  if (!found) return null;
  const [all, to = ''] = found;
  return {
    words: withoutEnd(withoutMarks(words.slice(found.index + all.length))),
    to: NOBODY_NAMED.test(to) ? null : to,
  };
}

function promisedIn(words: string): PromiseWords | null {
  const found = PROMISED.exec(words);
  return found && promiseOf(words, found);
}

/** `I promised Katrin to call by 1 Dec` → `call by 1 Dec`; in German the verb may come last. */
function promiseOf(words: string, found: RegExpExecArray): PromiseWords {
  const said = words.slice(found.index + found[0].length).trimStart();
  const [, to = null] = RECIPIENT.exec(said) ?? [];
  const rest = withoutEnd(withoutLeads(to === null ? said : said.slice(to.length)));
  return rest.length < SHORTEST && LAST.test(found[0])
    ? { words: withoutEnd(words), to: null }
    : { words: rest, to };
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
