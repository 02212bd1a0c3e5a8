import { listFileStrings } from '../../cards/customer/list-file-strings.ts';
import { html } from '../adapter/html.ts';

const STYLE = `
body { margin: 0; padding: 2rem 1.25rem; font: 1.125rem/1.5 system-ui, sans-serif; color: #1d1c1d; background: #fff; }
main { max-width: 32rem; margin: 0 auto; }
h1 { font-size: 1.25rem; }
button { min-height: 2.75rem; padding: 0 1.25rem; font: inherit; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1d21; } }
`;

/** The page behind a link to a file: a button that fetches it, or why there is none and what to do. */
export function exportPage({
  say,
  try: next,
  download = false,
}: {
  say: string;
  try?: string;
  download?: boolean;
}): string {
  const { page } = listFileStrings;
  const form = html`<form method="post"><button>${page.download}</button></form>`;
  const body = html`<main><h1>${page.title}</h1><p>${say}</p>${next && html`<p>${next}</p>`}${download && form}</main>`;
  const head = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title}</title>`;
  return `<!doctype html><html lang="en"><head>${head.html}<style>${STYLE}</style></head><body>${body.html}</body></html>`;
}
