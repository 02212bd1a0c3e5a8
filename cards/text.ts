import { unreachable } from '../crm/problem.ts';
import { clean, oneLine } from './lines.ts';
import { type Block, type Button, type EntryLine, type Field, type Form, type Line, type Span, safeHref, type View } from './view.ts';

/** Everything a view says, in plain words: for screen readers, notifications and terminals. */
export const toText = (view: View): string => [oneLine(view.title), ...view.blocks.flatMap(toLines)].join('\n').trim();

function toLines(block: Block): string[] {
  switch (block.kind) {
    case 'text':
      return [`${block.tone === 'caution' ? '⚠ ' : ''}${clean(words(block.line))}`];
    case 'heading':
      return ['', block.aside ? `${oneLine(block.text)} (${oneLine(block.aside)})` : oneLine(block.text)];
    case 'facts':
      return block.facts.map(({ label, value }) => `${oneLine(label)}: ${oneLine(words(value))}`);
    case 'entries':
      return block.entries.map(entryWords);
    case 'choices':
      return block.choices.map(({ title, detail, button }) => `- ${oneLine(title)} · ${oneLine(detail)} ${buttonWords(button)}`);
    case 'buttons':
      return [[...block.buttons, ...(block.more?.buttons ?? [])].map(buttonWords).join(' ')];
    case 'search':
      return [`${oneLine(block.label)}: ${oneLine(block.placeholder)}`];
    case 'chart':
      return [oneLine(block.alt)];
    case 'divider':
      return [''];
    default:
      return unreachable(block);
  }
}

/** `Today 09:12 Support: "Export fails" reopened · Mia` */
export function entryWords({ when, department, what, who }: EntryLine): string {
  return `${oneLine(when)} ${oneLine(department)}: ${oneLine(words(what))}${who ? ` · ${oneLine(who)}` : ''}`;
}

function buttonWords(button: Button): string {
  const href = button.kind === 'link' ? safeHref(button.href) : null;
  return href ? `[${oneLine(button.label)}: ${href}]` : `[${oneLine(button.label)}]`;
}

const words = (line: Line): string => line.map(spanWords).join('');

function spanWords(span: Span): string {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'bold':
      return span.text;
    case 'person':
      return span.name;
    case 'link': {
      const href = safeHref(span.href);
      return href && href !== span.text ? `${span.text} (${href})` : span.text;
    }
    default:
      return unreachable(span);
  }
}

/** A form's questions with what is filled in already. */
export function formToText(form: Form): string {
  const intro = form.intro ? [clean(words(form.intro))] : [];
  return [oneLine(form.title), ...intro, ...form.fields.map(fieldWords), `[${oneLine(form.submit.label)}]`].join('\n');
}

function fieldWords(field: Field): string {
  const hint = [field.hint ? oneLine(field.hint) : '', field.optional ? 'optional' : ''].filter(Boolean).join(', ');
  const value = filledWords(field);
  return `${oneLine(field.label)}${hint ? ` (${hint})` : ''}${value ? `: ${value}` : ''}`;
}

function filledWords(field: Field): string {
  switch (field.kind) {
    case 'text':
    case 'day':
      return clean(field.value ?? '');
    case 'choice':
      return field.options.map(({ value, label }) => (value === field.value ? `[${oneLine(label)}]` : oneLine(label))).join(' / ');
    case 'choices':
      return field.options.map(({ value, label }) => (field.values?.includes(value) ? `[${oneLine(label)}]` : oneLine(label))).join(' / ');
    case 'customer':
      return field.value ? oneLine(field.value.label) : '';
    default:
      return unreachable(field);
  }
}
