/** Believable company names, the same for the same seed: common words are common, telling words are rare. */
export function companyNames(count: number, seed = 1): string[] {
  const random = randomFrom(seed);
  const pick = <T>(from: readonly [T, ...T[]]): T =>
    from[Math.floor(random() * from.length)] ?? from[0];
  // A few words are everywhere and most are rare, as in a register of companies.
  const root = (): string => roots[Math.floor(roots.length * random() ** 2)] ?? 'Acme';
  const roots = Array.from({ length: 60_000 }, () => word(random));
  return Array.from({ length: count }, () => {
    const kind = random();
    const legal = random() < 0.5 ? ` ${pick(LEGAL)}` : '';
    if (kind < 0.2) return `${word(random, 3)}${legal}`;
    if (kind < 0.55) return `${root()} ${pick(TRADES)}${legal}`;
    if (kind < 0.75) return `${root()} ${root()}${legal}`;
    if (kind < 0.85) return `${root()} & ${root()}${legal}`;
    if (kind < 0.95) return `${root()} ${pick(TRADES)} ${pick(TRADES)}${legal}`;
    return `${pick(PLACES)} ${root()} ${pick(TRADES)}${legal}`;
  });
}

/** One slip of the finger at any place: a letter dropped, added, replaced or swapped with the next. */
export function misspelt(name: string, random: () => number): string {
  const at = Math.floor(random() * name.length);
  const letter = LETTERS[Math.floor(random() * LETTERS.length)] ?? 'e';
  const [before, here, next, after] = [
    name.slice(0, at),
    name[at] ?? '',
    name[at + 1] ?? '',
    name.slice(at + 2),
  ];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + next + after;
    case 1:
      return before + letter + here + next + after;
    case 2:
      return before + letter + next + after;
    default:
      return before + next + here + after;
  }
}

/** Mulberry32: small, fast, and the same everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function word(random: () => number, most = 2): string {
  const syllables = 2 + Math.floor(random() * most);
  let text = '';
  for (let i = 0; i < syllables; i += 1)
    text +=
      (ONSETS[Math.floor(random() * ONSETS.length)] ?? '') +
      (VOWELS[Math.floor(random() * VOWELS.length)] ?? '');
  text += CODAS[Math.floor(random() * CODAS.length)] ?? '';
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const ONSETS =
  'b c d f g h j k l m n p r s t v w z br ch cl cr dr fl gr kl pr qu sh sl st th tr'.split(' ');
const VOWELS = 'a a e e i i o o u ai ea ei ia io ou'.split(' ');
const CODAS = ['', '', 'n', 'r', 's', 'l', 'x', 'nd', 'rt', 'ck', 'm', 'son', 'er'];
const LEGAL = [
  'GmbH',
  'Inc.',
  'Ltd',
  'S.A.',
  'AG',
  'LLC',
  'B.V.',
  'PLC',
  'SRL',
  'Corp.',
] as const satisfies readonly string[];
const PLACES = [
  'American',
  'European',
  'Northern',
  'Pacific',
  'Berlin',
  'London',
  'Nordic',
  'Central',
  'Royal',
  'Atlantic',
] as const satisfies readonly string[];
const TRADES = [
  'Group',
  'Industries',
  'Solutions',
  'Holdings',
  'Partners',
  'Services',
  'Systems',
  'Technologies',
  'International',
  'Consulting',
  'Capital',
  'Media',
  'Labs',
  'Foods',
  'Logistics',
  'Energy',
  'Software',
  'Health',
  'Insurance',
  'Trading',
  'Design',
  'Networks',
  'Security',
  'Engineering',
  'Motors',
  'Pharma',
  'Retail',
  'Travel',
  'Studios',
  'Electronics',
  'Bakery',
  'Packaging',
  'Instruments',
  'Textiles',
  'Robotics',
  'Plastics',
  'Dental',
  'Brewing',
] as const satisfies readonly string[];
