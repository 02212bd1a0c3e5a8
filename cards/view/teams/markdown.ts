import { unreachable } from '../../../crm/problem.ts';
import type { Line, Span } from '../view.ts';
import type { Mention } from './elements.ts';

/**
 * Teams reads the text of a card as a subset of Markdown, with `<at>` for mentions and `{{DATE(…)}}` for dates. Here is
 * the one place where text becomes such text; every character that could start any of it is taken literally.
 */
export function markdown(line: Line): string {
  return paragraphs(
    line
      .map(spanMarkdown)
      .join('')
      .replace(/(?<=\{)\{/g, '\\{'),
  );
}

/** For labels, titles and other single strings. */
export const literal = (text: string): string => markdown([text]);

/** For labels of inputs, which some clients read as Markdown and others as they are: neither a link nor a date, and no backslash. */
export const inert = (text: string): string =>
  text
    .replaceAll('](', '] (')
    .replace(/(?<=\{)\{/g, ' {')
    .replaceAll('<', '‹')
    .replaceAll('>', '›');

function spanMarkdown(span: Span): string {
  if (typeof span === 'string') return escapeMarkdown(span);
  switch (span.kind) {
    case 'bold':
      return emphasised(span.text);
    case 'link':
      return `[${escapeMarkdown(unbroken(span.text.trim()))}](${span.href})`;
    case 'person':
      return span.accounts?.['teams'] ? mentionText(span.name) : escapeMarkdown(span.name);
    default:
      return unreachable(span);
  }
}

/** `** x **` is not bold: the spaces go outside. */
function emphasised(text: string): string {
  const words = text.trim();
  if (!words) return text;
  const [before, after] = [
    text.slice(0, text.indexOf(words)),
    text.slice(text.indexOf(words) + words.length),
  ];
  return `${before}**${escapeMarkdown(unbroken(words))}**${after}`;
}

/** Neither bold nor a link goes on in the next paragraph. */
const unbroken = (text: string): string => text.replace(/\n+/g, ' ');

const escapeMarkdown = (text: string): string =>
  text
    .replace(/[\\*_[\]`~]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A single line break is a space to Markdown; and "12. Nov" or "- no" at a line's start would become a list. */
const paragraphs = (text: string): string =>
  text
    .split('\n')
    .map((row) => row.trim())
    .filter(Boolean)
    .map((row) => row.replace(/^(\d{1,9})([.)])/, '$1\\$2').replace(/^[-+#=|:]/, '\\$&'))
    .join('\n\n');

/** A name as it stands between the tags: without the characters that mean something there. */
export const mentionText = (name: string): string =>
  `<at>${name.replace(/[<>&*_[\]\\`~{}]/g, ' ').trim() || 'colleague'}</at>`;

/** The accounts behind the mentions in these lines; where two share a name, the first is mentioned. */
export function mentionsIn(lines: readonly Line[]): Mention[] {
  const mentions = new Map<string, Mention>();
  for (const span of lines.flat()) {
    if (typeof span === 'string' || span.kind !== 'person') continue;
    const id = span.accounts?.['teams'];
    if (!id) continue;
    const text = mentionText(span.name);
    if (!mentions.has(text))
      mentions.set(text, {
        type: 'mention',
        text,
        mentioned: { id, name: text.slice(4, -5) },
      });
  }
  return [...mentions.values()];
}
