import type { Unit } from './currencies.ts';
import { unitAt, unitBefore } from './find-unit.ts';
import { isBigNumberWord, isNumberWord, isSpelledPower, powerOf } from './magnitudes.ts';
import { type Token, tokensOf } from './tokens.ts';

/** A number in a text, with everything that belongs to it as an amount: `-€1.2bn a year`. */
export interface WrittenAmount {
  /** Where it stands, how often it is paid included. */
  start: number;
  end: number;
  /** Its digits as they were written; null where it is written in words. */
  digits: string | null;
  unit: Unit | null;
  /** The power of ten of its magnitude; null where nobody can tell, or where the number is written in words. */
  power: number | null;
  /** It has a magnitude of its own: `k`, `Mio.`, `lakh`. */
  magnified: boolean;
  sign: 'plus' | 'minus' | 'uncertain';
}

const BLANK_LETTER = /^[mbtg]$/i;
const FILLERS = /^(?:a|an|and|und|et|y|e|of|de|the|-|–)$/i;
const ARTICLES = /^(?:a|an|one|ein|eine|einer|un|una|et|en|ett|een)$/i;
const EACH =
  /^(?:\s*(?:(?:(?:\/|(?:a|an|per|each|every|the|pro|im|je|par|por|al|à|om)(?![\p{L}\p{M}]))\s*)(?:year|yr|month|mo|quarter|week|day|hour|annum|seat|user|licen[cs]e|head|person|unit|jahr|monat|quartal|woche|tag|an|mois|semaine|jour|año|mes|anno|mese|maand|jaar|år|måned|månad|rok|miesiąc|mês|ano)s?(?![\p{L}\p{M}])|p\.?\s?[am]\.(?![\p{L}])|p\.?a(?![\p{L}]))){1,2}/iu;

/** Every number of a text, in its order, in time linear in its length. */
export function writtenAmounts(text: string): WrittenAmount[] {
  const tokens = tokensOf(text);
  const found: WrittenAmount[] = [];
  let free = 0;
  for (let i = 0; i < tokens.length; i += 1) {
    if (i < free) continue;
    const read = startsNumber(tokens, i) ? inDigits(tokens, i, free) : inWords(tokens, i, free);
    if (!read) continue;
    if (read.amount) found.push(withPeriod(read.amount, text));
    free = Math.max(i + 1, read.next);
  }
  return merged(found, text);
}

interface Read {
  amount: WrittenAmount | null;
  /** The token after it. */
  next: number;
}

const startsNumber = (tokens: readonly Token[], i: number): boolean => tokens[i]?.kind === 'number';

function inDigits(tokens: readonly Token[], i: number, free: number): Read {
  const before = unitBefore(tokens, i, free);
  let end = i + 1;
  let power: number | null = 0;
  let magnified = false;
  for (let word = magnitudeAt(tokens, end); word; word = magnitudeAt(tokens, end)) {
    const letter = tokens[word.end - 1]?.text ?? '';
    const after = unitAt(tokens, word.end);
    if (word.apart && BLANK_LETTER.test(letter) && !before && !after) break;
    power = power === null || word.power === null ? null : power + word.power;
    magnified = true;
    end = word.end;
  }
  // `500.–` has no cents.
  if (/^[.,]$/.test(tokens[end]?.text ?? '') && MINUS.test(tokens[end + 1]?.text ?? '')) end += 2;
  const after = unitAt(tokens, end);
  const isSame =
    !before || before.unit.currencies.some((one) => after?.unit.currencies.includes(one));
  if (after && isSame) end = after.end;
  const unit = narrower(before?.unit, isSame ? after?.unit : undefined);
  const signed = withSign(tokens, { start: before?.start ?? i, end, free });
  return {
    amount: {
      ...placed(tokens, signed),
      digits: tokens[i]?.text ?? '',
      unit,
      power: power === null ? null : power + (unit?.power ?? 0),
      magnified,
      sign: before?.sign === 'minus' ? 'minus' : signed.sign,
    },
    next: signed.end,
  };
}

/** Of `$500 CAD` it is the code that tells. */
function narrower(one: Unit | undefined, other: Unit | undefined): Unit | null {
  if (!one || !other) return one ?? other ?? null;
  return other.currencies.length < one.currencies.length ? other : one;
}

/** `half a million`, `fifty thousand euros`, `zwölftausend Euro`, `ten dollars`. */
function inWords(tokens: readonly Token[], i: number, free: number): Read | null {
  if (tokens[i]?.kind !== 'word' || !isCounting(tokens[i]?.text ?? '')) return null;
  let end = i;
  let isBig = false;
  for (let at = i; at < tokens.length; at += 1) {
    const { kind, text } = tokens[at] ?? { kind: 'mark', text: '' };
    if (kind === 'word' && (isCounting(text) || (at > i && powerOf(text) !== undefined))) {
      isBig ||= isBigNumberWord(text) || powerOf(text) !== undefined;
      end = at + 1;
    } else if (kind !== 'blank' && !FILLERS.test(text)) break;
  }
  const after = unitAt(tokens, end);
  if (!isBig && !after) return { amount: null, next: end };
  let start = i;
  const article = tokens[start - 2];
  if (
    start - 2 >= free &&
    tokens[start - 1]?.kind === 'blank' &&
    ARTICLES.test(article?.text ?? '')
  )
    start -= 2;
  const signed = withSign(tokens, { start, end: after?.end ?? end, free });
  return {
    amount: {
      ...placed(tokens, signed),
      digits: null,
      unit: after?.unit ?? null,
      power: null,
      magnified: isBig,
      sign: signed.sign,
    },
    next: signed.end,
  };
}

const isCounting = (word: string): boolean =>
  isNumberWord(word) || isBigNumberWord(word) || isSpelledPower(word);

/** `k` and `Mio.`, beside the number or after one blank. */
function magnitudeAt(
  tokens: readonly Token[],
  at: number,
): { power: number | null; end: number; apart: boolean } | null {
  const apart = tokens[at]?.kind === 'blank';
  const word = apart ? at + 1 : at;
  const text = tokens[word]?.kind === 'word' ? (tokens[word]?.text ?? '') : '';
  const isDotted = tokens[word + 1]?.text === '.' && powerOf(`${text}.`) !== undefined;
  const power = text === '' ? undefined : powerOf(isDotted ? `${text}.` : text);
  return power === undefined ? null : { power, end: word + (isDotted ? 2 : 1), apart };
}

const MINUS = /^[-−–‑]$/;

/** A sign directly before it, or brackets around it, belong to an amount. */
function withSign(
  tokens: readonly Token[],
  { start, end, free }: { start: number; end: number; free: number },
): { start: number; end: number; sign: WrittenAmount['sign'] } {
  const before = start > free ? (tokens[start - 1]?.text ?? '') : '';
  if (before === '(' && tokens[end]?.text === ')')
    return { start: start - 1, end: end + 1, sign: 'uncertain' };
  const further = tokens[start - 2];
  const isAlone = further === undefined || further.kind === 'blank' || further.text === '(';
  if (!isAlone) return { start, end, sign: 'plus' };
  if (MINUS.test(before)) return { start: start - 1, end, sign: 'minus' };
  return /^[+~≈<>≤≥±]$/.test(before)
    ? { start: start - 1, end, sign: 'plus' }
    : { start, end, sign: 'plus' };
}

const placed = (tokens: readonly Token[], { start, end }: { start: number; end: number }) => ({
  start: tokens[start]?.at ?? 0,
  end: (tokens[end - 1]?.at ?? 0) + (tokens[end - 1]?.text.length ?? 0),
});

function withPeriod(amount: WrittenAmount, text: string): WrittenAmount {
  const period = EACH.exec(text.slice(amount.end, amount.end + 40))?.[0] ?? '';
  return { ...amount, end: amount.end + period.length };
}

/** `€5–10k` and `5E6` are one amount, and nobody can say which. */
function merged(found: readonly WrittenAmount[], text: string): WrittenAmount[] {
  const all: WrittenAmount[] = [];
  for (const amount of found) {
    const last = all.at(-1);
    const isMoney = [last, amount].some((one) => one && (one.unit || one.magnified));
    const between = last ? text.slice(last.end, amount.start) : ' ';
    const isRange = isMoney && /^\s?[-–—‑]\s?$/.test(between);
    if (last && (isRange || /^(?:\p{L}{1,2}|_)$/u.test(between)))
      all.splice(-1, 1, {
        ...last,
        end: amount.end,
        unit: last.unit ?? amount.unit,
        power: null,
        magnified: last.magnified || amount.magnified,
      });
    else all.push(amount);
  }
  return all;
}
