import { readFileSync } from 'node:fs';

/** The one snippet of this language in docs/operations.md. Throws where there is none, or another one. */
export function snippet(language: string): string {
  const text = readFileSync('docs/operations.md', 'utf8');
  const found = [...text.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)].filter(
    ([, name]) => name === language,
  );
  const [, , only = ''] = found[0] ?? [];
  if (found.length !== 1) throw new Error(`docs/operations.md has ${found.length} × ${language}`);
  return only;
}

/** A text with each of these replaced. Throws where one is not in it, so that no test runs something else unseen. */
export function adapted(text: string, changes: readonly (readonly [string, string])[]): string {
  return changes.reduce((before, [from, to]) => {
    if (!before.includes(from)) throw new Error(`The snippet has no ${from}`);
    return before.replaceAll(from, to);
  }, text);
}
