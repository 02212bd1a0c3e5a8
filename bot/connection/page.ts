import { consentPageStrings as strings } from '../../cards/connection/page-strings.ts';
import { html } from '../adapter/html.ts';

const STYLE = `
body { margin: 0; padding: 2rem 1.25rem; font: 1.125rem/1.5 system-ui, sans-serif; color: #1d1c1d; background: #fff; }
main { max-width: 32rem; margin: 0 auto; }
h1 { font-size: 1.25rem; }
@media (prefers-color-scheme: dark) { body { color: #eee; background: #1a1d21; } }
`;

/** The page on which a browser ends up: what is connected, or why nothing is and what to do. */
export function consentPage({ say, try: next }: { say: string; try: string | null }): string {
  const title = next === null ? 'Rapport' : strings.notConnected;
  const body = html`<main><h1>${title}</h1><p>${say}</p>${next !== null && html`<p>${next}</p>`}</main>`;
  const head = html`<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>`;
  return `<!doctype html><html lang="en"><head>${head.html}<style>${STYLE}</style></head><body>${body.html}</body></html>`;
}
