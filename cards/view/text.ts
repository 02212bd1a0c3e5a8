import { unreachable } from '../../crm/problem.ts';
import { clean, labelText, longLine, oneLine, shortLine, shortText } from './lines.ts';
import {
  type Block,
  type Button,
  type Chart,
  type EntryLine,
  type Field,
  type Form,
  type Line,
  type Span,
  safeHref,
  type View,
} from './view.ts';

/** The longest paragraph and the longest of all other lines. */
interface Widths {
  text: number;
  line: number;
}

/** Everything a view says, in plain words: for screen readers, notifications and terminals. */
export function toText(view: View, widths: Widths = { text: Infinity, line: Infinity }): string {
  return [
    labelText(view.title, widths.line),
    ...view.blocks.flatMap((block) => toLines(block, widths)),
  ]
    .join('\n')
    .trim();
}

function toLines(block: Block, widths: Widths): string[] {
  const short = (text: string) => shortText(text, widths.line);
  switch (block.kind) {
    case 'text':
      return [`${block.tone === 'caution' ? '⚠ ' : ''}${words(longLine(block.line, widths.text))}`];
    case 'heading':
      return ['', block.aside ? `${short(block.text)} (${short(block.aside)})` : short(block.text)];
    case 'facts':
      return block.facts.map(
        ({ label, value }) => `${short(label)}: ${words(shortLine(value, widths.line))}`,
      );
    case 'entries':
      return block.entries.map((entry) => entryWords(entry, widths.line));
    case 'choices':
      return block.choices.map(
        ({ title, detail, button, also }) =>
          `- ${short(title)} · ${short(detail)} ${[button, ...(also ? [also] : [])].map((one) => buttonWords(one, widths.line)).join(' ')}`,
      );
    case 'buttons':
      return [
        [...block.buttons, ...(block.more?.buttons ?? [])]
          .map((button) => buttonWords(button, widths.line))
          .join(' '),
      ];
    case 'search':
      return [`${short(block.label)}: ${short(block.placeholder)}`];
    case 'image':
      return [short(block.alt)];
    case 'chart':
      return [short(block.alt), chartNumbers(block.chart)];
    case 'divider':
      return [''];
    default:
      return unreachable(block);
  }
}

/** `2 Nov 94 %, 9 Nov 95.1 %, 16 Nov –; n = 3 to 12 records`: a line breaks after a comma, never within a period. */
export const chartNumbers = ({ points, note }: Chart): string => {
  const numbers = points
    .map(({ label, value, text }) =>
      unbroken(`${oneLine(label)} ${value === null ? '–' : oneLine(text)}`),
    )
    .join(', ');
  return note ? `${numbers}; ${unbroken(oneLine(note))}` : numbers;
};

const NO_BREAK_SPACE = '\u00A0';
const unbroken = (text: string): string => text.replaceAll(' ', NO_BREAK_SPACE);

/** `Today 09:12 Support: "Export fails" reopened · Mia` */
export function entryWords({ when, department, what, who }: EntryLine, max: number): string {
  const short = (text: string) => shortText(text, max);
  return `${short(when)} ${short(department)}: ${words(shortLine(what, max))}${who ? ` · ${short(who)}` : ''}`;
}

function buttonWords(button: Button, max: number): string {
  const href = button.kind === 'link' ? safeHref(button.href) : null;
  const label = shortText(button.label, max);
  return href ? `[${label}: ${href}]` : `[${label}]`;
}

const words = (line: Line): string => line.map(spanWords).join('').trim();

function spanWords(span: Span): string {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'bold':
      return span.text;
    case 'person':
      return span.name;
    case 'link':
      return span.href === span.text ? span.text : `${span.text} (${span.href})`;
    default:
      return unreachable(span);
  }
}

/** A form's questions with what is filled in already. */
export function formToText(form: Form): string {
  const intro = form.intro ? [words(longLine(form.intro, Infinity))] : [];
  return [
    oneLine(form.title),
    ...intro,
    ...form.fields.map(fieldWords),
    `[${oneLine(form.submit.label)}]`,
  ].join('\n');
}

function fieldWords(field: Field): string {
  const hint = [field.hint ? oneLine(field.hint) : '', field.optional ? 'optional' : '']
    .filter(Boolean)
    .join(', ');
  const value = filledWords(field);
  return `${oneLine(field.label)}${hint ? ` (${hint})` : ''}${value ? `: ${value}` : ''}`;
}

function filledWords(field: Field): string {
  switch (field.kind) {
    case 'text':
    case 'day':
    case 'time':
    case 'when':
    case 'person':
      return clean(field.value ?? '');
    case 'choice':
      return field.options
        .map(({ value, label }) => (value === field.value ? `[${oneLine(label)}]` : oneLine(label)))
        .join(' / ');
    case 'choices':
      return field.options
        .map(({ value, label }) =>
          field.values?.includes(value) ? `[${oneLine(label)}]` : oneLine(label),
        )
        .join(' / ');
    case 'people':
      return oneLine(field.values?.join(', ') ?? '');
    case 'customer':
      return field.value ? oneLine(field.value.label) : '';
    default:
      return unreachable(field);
  }
}
