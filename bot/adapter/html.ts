/** HTML that was escaped where it was made. */
export interface Html {
  html: string;
}

type Part = Html | string | number | null | false | undefined | readonly Part[];

/** Tagged template: what is put in is escaped, in attributes too, unless it is `Html` already. */
export function html(words: TemplateStringsArray, ...parts: Part[]): Html {
  return { html: words.map((word, i) => word + asHtml(parts[i])).join('') };
}

function asHtml(part: Part): string {
  if (part === null || part === undefined || part === false) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return isHtml(part) ? part.html : part.map(asHtml).join('');
}

const isHtml = (part: Html | readonly Part[]): part is Html => 'html' in part;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
