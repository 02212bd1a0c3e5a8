/** One word of a sentence, in lower case and without marks around it; a comma, a colon or a dash is a word as well. */
export interface Token {
  word: string;
  /** Where it begins and ends in the text, without the marks around it. */
  from: number;
  to: number;
  /** The end of the marks that follow it. */
  end: number;
  isMark: boolean;
}

/** Marks that take the room of a letter have no space behind them. */
const PIECES = /[^\s、，；：。！？]+|[、，；：。！？]+/g;
/** The letters and digits of a word, with what stands inside it: `o'neill`, `a@b.example`, `@kim`, `24/7`. */
const CORE = /[@#+\p{L}\p{N}](?:\S*[\p{L}\p{N}\p{M}%€$£)])?/u;
const PAUSE = /[,:;、，；：]/;
const PLAIN: Readonly<Record<string, string>> = { '、': ',', '，': ',', '；': ';', '：': ':' };
const DASH = /^[-–—]+$/;

/** As people type on a phone. */
const PHONE: Readonly<Record<string, readonly string[]>> = {
  u: ['you'],
  r: ['are'],
  cn: ['can'],
  ur: ['your'],
  w: ['with'],
  abt: ['about'],
  gm: ['good', 'morning'],
  any1: ['anyone'],
  some1: ['someone'],
  every1: ['everyone'],
  tix: ['tickets'],
  inv: ['invoices'],
  msg: ['message'],
  msgs: ['messages'],
  wk: ['week'],
  wks: ['weeks'],
  nxt: ['next'],
  tmr: ['tomorrow'],
  tmrw: ['tomorrow'],
  tmw: ['tomorrow'],
  yday: ['yesterday'],
  payed: ['paid'],
  n: ['and'],
  til: ['till'],
  wat: ['what'],
  wats: ['what', 'is'],
  wich: ['which'],
  gimme: ['give', 'me'],
  lemme: ['let', 'me'],
  wanna: ['want', 'to'],
  gotta: ['have', 'to'],
  weds: ['wednesday'],
  theyd: ['they', 'would'],
  theyll: ['they', 'will'],
  theyre: ['they', 'are'],
  gonna: ['going', 'to'],
};

/** A word and what it is short for. */
const SHORT: Readonly<Record<string, readonly string[]>> = {
  ...bothFor('is', ['what', 'who', 'how', 'where', 'when', 'why', 'that', 'it', 'there', 'here']),
  "i'd": ['i', 'would'],
  "we'd": ['we', 'would'],
  "i'm": ['i', 'am'],
  "i've": ['i', 'have'],
  "we've": ['we', 'have'],
  "i'll": ['i', 'will'],
  "let's": ['let', 'us'],
  "can't": ['can', 'not'],
  "won't": ['will', 'not'],
  "you're": ['you', 'are'],
  "they're": ['they', 'are'],
  "we're": ['we', 'are'],
  im: ['i', 'am'],
  ive: ['i', 'have'],
  cant: ['can', 'not'],
  ...notFor([
    'do',
    'does',
    'did',
    'is',
    'are',
    'was',
    'were',
    'has',
    'have',
    'had',
    'would',
    'could',
    'should',
  ]),
  ...PHONE,
};

/** `isn't` and `isnt`. */
function notFor(verbs: readonly string[]): Record<string, [string, string]> {
  return Object.fromEntries(
    verbs.flatMap((verb) =>
      ["n't", 'nt'].map((end): [string, [string, string]] => [verb + end, [verb, 'not']]),
    ),
  );
}

function bothFor(verb: string, words: readonly string[]): Record<string, [string, string]> {
  return Object.fromEntries(
    words.flatMap((word): [string, [string, string]][] => [
      [`${word}'s`, [word, verb]],
      ...(word === 'it' || word === 'here'
        ? []
        : [[`${word}s`, [word, verb]] as [string, [string, string]]]),
    ]),
  );
}

/** Splits a sentence into its words in one pass. */
export function tokensOf(text: string): Token[] {
  return [...text.matchAll(PIECES)].flatMap(({ 0: piece, index }) => {
    const end = index + piece.length;
    if (DASH.test(piece)) return [{ word: '-', from: index, to: end, end, isMark: true }];
    const core = CORE.exec(piece);
    if (!core) return PAUSE.test(piece) ? [mark(piece.charAt(0), index, end)] : [];
    const from = index + core.index;
    const to = from + core[0].length;
    const after = text.slice(to, end);
    const pause = PAUSE.exec(after)?.[0];
    return [
      ...wordsOf(core[0].toLowerCase().replace(/[’‘`´]/g, "'"), { from, to, end }),
      ...(pause ? [mark(pause, to, end)] : []),
    ];
  });
}

const mark = (word: string, from: number, end: number): Token => ({
  word: PLAIN[word] ?? word,
  from,
  to: end,
  end,
  isMark: true,
});

const wordsOf = (word: string, at: Pick<Token, 'from' | 'to' | 'end'>): Token[] =>
  (Object.hasOwn(SHORT, word) ? (SHORT[word] ?? [word]) : [word]).map((one) => ({
    word: one,
    ...at,
    isMark: false,
  }));
