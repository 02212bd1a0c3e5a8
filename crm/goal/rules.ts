/** One thing of a customer's contract that a goal wants to be more or less. */
export type Wish =
  | 'more-seats'
  | 'fewer-seats'
  | 'bigger-plan'
  | 'smaller-plan'
  | 'more-products'
  | 'fewer-products'
  | 'higher-price'
  | 'lower-price'
  | 'longer-term'
  | 'shorter-term'
  | 'stay'
  | 'leave'
  | 'more-contact'
  | 'less-contact';

/** Wishes on the same thing, in both directions. A customer who buys more also stays, so leaving is against it. */
const OPPOSITES: readonly (readonly [readonly Wish[], readonly Wish[]])[] = [
  [
    ['more-seats', 'bigger-plan', 'more-products'],
    ['fewer-seats', 'smaller-plan', 'fewer-products'],
  ],
  [['higher-price'], ['lower-price']],
  [['longer-term'], ['shorter-term']],
  [['stay', 'more-seats', 'bigger-plan', 'more-products', 'longer-term'], ['leave']],
  [['more-contact'], ['less-contact']],
];

/** A word alone; or a word and, within the next few, another one. */
type Sign = readonly [RegExp] | readonly [RegExp, RegExp];

const SEATS = /^(?:seats?|licen[cs]es?|users?)$/;
const PLAN = /^(?:plans?|tiers?|packages?|editions?|contracts?)$/;
const PRODUCTS = /^(?:products?|modules?|add-?ons?)$/;
const PRICE = /^prices?$/;
const TERM = /^(?:terms?|contracts?|commitments?|billing|plans?)$/;
const CONTACT = /^(?:calls?|meetings?|contacts?|outreach|check-?ins?|e-?mails?|campaigns?)$/;
const MORE =
  /^(?:more|add|adding|additional|extra|further|grow|growing|increase|increasing|expand|expanding|raise|double|sell)$/;
const FEWER =
  /^(?:fewer|less|reduce|reducing|cut|cutting|drop|dropping|shrink|lower|decrease|remove|removing)$/;

const SIGNS: Readonly<Record<Wish, readonly Sign[]>> = {
  'more-seats': [[MORE, SEATS]],
  'fewer-seats': [[FEWER, SEATS]],
  'bigger-plan': [
    [/^up-?(?:grade[sd]?|grading|sell|selling)$/],
    [/^(?:bigger|larger|higher|premium|enterprise|top)$/, PLAN],
  ],
  'smaller-plan': [
    [/^(?:down-?grade[sd]?|down-?grading|right-?siz(?:e[sd]?|ing))$/],
    [/^(?:smaller|cheaper|lower|basic|starter|free|entry)$/, PLAN],
  ],
  'more-products': [[/^cross-?sell(?:ing)?$/], [MORE, PRODUCTS]],
  'fewer-products': [[FEWER, PRODUCTS]],
  'higher-price': [
    [/^(?:higher|full|list|raise|raising|increase)$/, PRICE],
    [PRICE, /^(?:increase|rise)$/],
  ],
  'lower-price': [
    [/^discount(?:s|ed)?$/],
    [/^(?:lower|reduced?|better|cheaper|cut)$/, PRICE],
    [PRICE, /^cut$/],
  ],
  'longer-term': [
    [/^multi-?year$/],
    [/^(?:two|three|four|five|[2-9])-years?$/],
    [/^(?:longer|annual|yearly)$/, TERM],
  ],
  'shorter-term': [
    [/^month-(?:to|by)-month$/],
    [/^(?:shorter|monthly)$/, TERM],
    [/^month$/, /^month$/],
  ],
  stay: [
    [/^(?:renew(?:s|al|als|ed|ing)?|retain(?:s|ed|ing)?|extend(?:s|ed|ing)?)$/],
    [/^(?:win|winning|bring)$/, /^back$/],
    [/^keep(?:ing)?$/, /^(?:them|customer|account)$/],
  ],
  leave: [
    [/^(?:cancel(?:s|led|ling|lation)?|terminat(?:e[sd]?|ing|ion)|off-?board(?:ing)?|churn)$/],
    [/^let$/, /^go$/],
    [/^end(?:ing)?$/, /^(?:contract|subscription|relationship)$/],
    [/^part$/, /^ways$/],
  ],
  'more-contact': [
    [/^(?:weekly|daily|regular|more)$/, CONTACT],
    [/^reach$/, /^more$/],
  ],
  'less-contact': [
    [/^(?:no|less|fewer|pause|pausing|stop|stopping|hold)$/, CONTACT],
    [/^leave$/, /^alone$/],
  ],
};

/** With one of these before it, a wish is one for the other direction. */
const REFUSES =
  /^(?:no|not|don.?t|won.?t|never|without|avoid|avoiding|hold|pause|stop|stopping|prevent|preventing)$/;
const BETWEEN = /^(?:the|a|an|any|their|to|do)$/;
const TURNED: Readonly<Partial<Record<Wish, Wish>>> = {
  'more-seats': 'fewer-seats',
  'fewer-seats': 'more-seats',
  'bigger-plan': 'smaller-plan',
  'smaller-plan': 'bigger-plan',
  'more-products': 'fewer-products',
  'fewer-products': 'more-products',
  'lower-price': 'higher-price',
  'higher-price': 'lower-price',
  stay: 'leave',
  leave: 'stay',
};
/** How many words may stand between the two of a sign, the second one included. */
const NEAR = 4;

/** Everything that a goal wants, as far as its words say a direction. */
export function wishesOf(what: string): Wish[] {
  const words = what.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}’'-]*/gu) ?? [];
  return [
    ...new Set(
      WISHES.flatMap((wish) => {
        const at = SIGNS[wish].map((sign) => placeOf(sign, words)).find((place) => place >= 0);
        if (at === undefined) return [];
        return [(isRefused(words, at) ? TURNED[wish] : undefined) ?? wish];
      }),
    ),
  ];
}

const WISHES = Object.keys(SIGNS).filter((wish): wish is Wish => wish in SIGNS);

const placeOf = ([first, second]: Sign, words: readonly string[]): number =>
  words.findIndex(
    (word, i) =>
      first.test(word) &&
      (!second || words.slice(i + 1, i + 1 + NEAR).some((next) => second.test(next))),
  );

function isRefused(words: readonly string[], at: number): boolean {
  const before = words.slice(Math.max(0, at - 3), at).filter((word) => !BETWEEN.test(word));
  return REFUSES.test(before.at(-1) ?? '');
}

/** `renew with 40 seats` → 40; null where no number of seats, or more than one, is named. */
export function seatsOf(what: string): number | null {
  const named = [...what.matchAll(SEAT_NUMBER)].map(([, n]) => Number(n));
  return named.length === 1 ? (named[0] ?? null) : null;
}
const SEAT_NUMBER = /(?<![\p{L}\p{N}.,])(\d{1,6})\s+(?:seats?|licen[cs]es?|users?)(?![\p{L}])/giu;

/** How two goals pull apart: what each wants; null where they can both be reached. */
export type Conflict =
  | { kind: 'wishes'; one: Wish; other: Wish }
  | { kind: 'seats'; one: number; other: number };

/** Opposite directions on the same thing; or two numbers of seats, where neither says a direction. */
export function conflictOf(one: string, other: string): Conflict | null {
  const [wishes, others] = [wishesOf(one), wishesOf(other)];
  for (const [more, less] of OPPOSITES)
    for (const [here, there] of [
      [more, less],
      [less, more],
    ] as const) {
      const mine = wishes.find((wish) => here.includes(wish));
      const theirs = others.find((wish) => there.includes(wish));
      if (mine && theirs) return { kind: 'wishes', one: mine, other: theirs };
    }
  const [seats, otherSeats] = [seatsOf(one), seatsOf(other)];
  return seats !== null && otherSeats !== null && seats !== otherSeats
    ? { kind: 'seats', one: seats, other: otherSeats }
    : null;
}

const MONEY_WORDS = new Set(
  'profit profits profitable profitability revenue revenues margin margins money cash income turnover earnings sales arr mrr amount value invoice invoices more higher bigger better increase increased grow growth raise boost double maximise maximize improve make earn get bring sell from with of on at by to the a an our their this them it us for and up out in year month quarter annual percent deal deals target next gross net'.split(
    ' ',
  ),
);
const PROFIT =
  /(?<![\p{L}])(?:profit\w*|revenues?|margins?|money|cash|income|turnover|earnings|sales|arr|mrr)(?![\p{L}])/iu;

/** Only our own gain is named, and nothing that the customer would have of it. */
export function isProfitAlone(what: string): boolean {
  if (!PROFIT.test(what) || wishesOf(what).length > 0) return false;
  const words = what.toLowerCase().match(/\p{L}+/gu) ?? [];
  return words.every((word) => MONEY_WORDS.has(word) || /^(?:eur|usd|gbp|k|m|bn)$/.test(word));
}
