import { clip, headOf } from '../../crm/text/cut.ts';
import { type Choice, type Line, type Span, safeHref } from './view.ts';

/**
 * Makes text from outside harmless to lay out: no control characters but line breaks, no half characters, and none of
 * the marks that turn the direction of what follows, so a name cannot rewrite the words after it.
 */
export function clean(text: string): string {
  // Nearly all text is harmless, and one look tells.
  if (!SUSPECT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/[^\P{Cc}\n]|[\u202A-\u202E\u2066-\u2069]/gu, '');
}

const SUSPECT = /[\p{Cc}\p{Cs}\u2028-\u202E\u2066-\u2069]/u;

export const oneLine = (text: string): string => singleSpaced(text).trim();

/** On one line, at most `max` characters. */
export const shortText = (text: string, max: number): string =>
  clip(oneLine(start(text, max)), max);

/** For a label that a platform does not accept empty. */
export const labelText = (text: string, max: number): string => shortText(text, max) || '–';

/** Stays with the word before it where the line is broken, so that no line is a name alone. */
export const lastPart = (text: string): string => `\u00A0·\u00A0${text.replaceAll(' ', '\u00A0')}`;

const SHORT_END = /(\S) · (\S{1,14})$/u;

/** A last part of one short word, such as a name, stays with the word before it where the line is broken. */
export const withWholeEnd = (text: string): string =>
  (text.length > 30 ? text.replace(SHORT_END, '$1\u00A0·\u00A0$2') : text).replaceAll(
    '⚠ ',
    '⚠\u00A0',
  );

export const lineWithWholeEnd = (line: Line): Line =>
  line.map((span, i) =>
    typeof span === 'string' && i === line.length - 1 ? withWholeEnd(span) : span,
  );

/** The title of a row: its name stands out, or all of it where it has none. */
export function titleLine({ title, name }: Pick<Choice, 'title' | 'name'>, max: number): Line {
  const whole = labelText(title, max);
  const head = name ? oneLine(name) : '';
  return head && whole.startsWith(head)
    ? [{ kind: 'bold', text: head }, whole.slice(head.length)]
    : [{ kind: 'bold', text: whole }];
}

/** Washing 100,000 characters to show 80 of them would take a while. */
const start = (text: string, max: number): string => headOf(text, max * 8);

/** Clean spans, on one line, at most `max` characters; a person is shown whole or not at all. */
export const shortLine = (line: Line, max: number): Line =>
  clipSpans(
    line.map((span) => cleanSpan(span, (text) => singleSpaced(start(text, max)))),
    max,
  );

/** Clean spans with their line breaks; what is left out is counted at the end. */
export function longLine(line: Line, max: number): Line {
  const spans = line.map((span) => cleanSpan(span, (text) => clean(start(text, max))));
  if (lengthOf(spans) <= max) return spans.filter(isFilled);
  const kept = clipSpans(spans, max - 40);
  return [
    ...kept,
    ` and ${(lengthOf(line) - lengthOf(kept)).toLocaleString('en')} more characters`,
  ];
}

/** A long text goes on in this many paragraphs, which is enough for all that people type into a form. */
const PARAGRAPHS = 2;

/** Clean spans with their line breaks, in paragraphs of at most `max` characters; what is left out is counted. */
export function longLines(line: Line, max: number): Line[] {
  const length = lengthOf(line);
  if (length <= max || length > max * PARAGRAPHS) return [longLine(line, max)];
  const lines: Span[][] = [[]];
  let room = max;
  const add = (span: Span) => {
    if (wordsOf(span).length > room) {
      lines.push([]);
      room = max;
    }
    lines.at(-1)?.push(span);
    room -= wordsOf(span).length;
  };
  for (const span of longLine(line, Infinity))
    for (const part of typeof span === 'string' ? paragraphsOf(span, max, room) : [span]) add(part);
  return lines;
}

const PARAGRAPH = 1500;

/** All of a text in pieces that every platform shows whole, each ending with a word where it can. */
export function paragraphsOf(text: string, max = PARAGRAPH, first = max): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > (parts.length === 0 ? first : max)) {
    const room = parts.length === 0 ? first : max;
    const head = headOf(rest, room) || rest.slice(0, Math.max(room, 1));
    const end = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n')) + 1;
    const part = end > room / 2 ? head.slice(0, end) : head;
    parts.push(part);
    rest = rest.slice(part.length);
  }
  return [...parts, rest].filter((part) => part !== '');
}

/** The words alone: what a screen reader says. */
export const plain = (line: Line): string => line.map(wordsOf).join('');

export function wordsOf(span: Span): string {
  if (typeof span === 'string') return span;
  return span.kind === 'person' ? span.name : span.text;
}

/** Spaces at the ends of a span hold it apart from its neighbours. */
function singleSpaced(text: string): string {
  const washed = clean(text);
  return washed.includes('\n') ? washed.replace(/\n+/g, ' ') : washed;
}

function cleanSpan(span: Span, wash: (text: string) => string): Span {
  if (typeof span === 'string') return wash(span);
  if (span.kind === 'person') return { ...span, name: shortText(span.name, 80) };
  const text = wash(span.text);
  if (span.kind === 'bold') return { ...span, text };
  const href = safeHref(span.href);
  return href ? { ...span, text: text.trim() ? text : href, href } : text;
}

function clipSpans(spans: Line, max: number): Line {
  const kept: Span[] = [];
  let room = max;
  for (const span of spans.filter(isFilled)) {
    const words = wordsOf(span);
    if (words.length > room) return [...kept, ...clipSpan(span, room)];
    kept.push(span);
    room -= words.length;
  }
  return kept;
}

function clipSpan(span: Span, room: number): Line {
  if (room < 1) return ['…'];
  if (typeof span === 'string') return [clip(span, room)];
  return span.kind === 'person' ? ['…'] : [{ ...span, text: clip(span.text, room) }];
}

const isFilled = (span: Span): boolean => wordsOf(span) !== '';
const lengthOf = (line: Line): number => plain(line).length;

export function chunk<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) =>
    items.slice(i * size, (i + 1) * size),
  );
}
