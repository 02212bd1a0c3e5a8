import type { KnownBlock, PlainTextElement, RichTextElement } from '@slack/types';
import { unreachable } from '../../../crm/problem.ts';
import { clip } from '../../../crm/text/cut.ts';
import { labelText, wordsOf } from '../lines.ts';
import type { Line, Span } from '../view.ts';
import { SLACK } from './limits.ts';

/** `emoji: false`: ":fire:" in a customer's name stays what it is. */
export const plainText = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: labelText(text, max),
  emoji: false,
});

/** Several lines of small print or of a section, which keep their line breaks. */
export const plainLines = (text: string, max: number): PlainTextElement => ({
  type: 'plain_text',
  text: clip(text, max).trim() || '–',
  emoji: false,
});

/** Rich text is structure, not markup: nothing in it needs escaping. */
export const richText = (line: Line): RichTextElement[] =>
  line.filter((span) => wordsOf(span) !== '').map(richSpan);

function richSpan(span: Span): RichTextElement {
  if (typeof span === 'string') return { type: 'text', text: span };
  switch (span.kind) {
    case 'bold':
      return { type: 'text', text: span.text, style: { bold: true } };
    case 'link':
      return { type: 'link', url: span.href, text: span.text };
    case 'person':
      return isSlackUser(span.accounts?.['slack'])
        ? { type: 'user', user_id: span.accounts['slack'] }
        : { type: 'text', text: span.name };
    default:
      return unreachable(span);
  }
}

const isSlackUser = (id: string | undefined): id is string =>
  id !== undefined && /^[UW][A-Z0-9]{2,30}$/.test(id);

export const paragraph = (elements: readonly RichTextElement[]): KnownBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements: elements.reduce(joined, []) }],
});

/** Neighbours that look the same become one. */
function joined(done: RichTextElement[], next: RichTextElement): RichTextElement[] {
  const last = done.at(-1);
  if (last?.type === 'text' && next.type === 'text' && last.style?.bold === next.style?.bold)
    last.text += next.text;
  else done.push({ ...next });
  return done;
}

/** For the one field that Slack still reads as markup: the message's text. `&amp;` is five characters for one. */
export function escapeText(text: string): string {
  const whole = escapeMarkup(text);
  return whole.length <= SLACK.text ? whole : escapeMarkup(clip(text, SLACK.text / 5));
}

const escapeMarkup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
