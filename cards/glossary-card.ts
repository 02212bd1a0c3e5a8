import type { Reader } from './format.ts';
import type { View } from './view.ts';
import { wordsFor } from './words.ts';

export function glossaryCard(reader: Reader): View {
  const { glossary: words } = wordsFor(reader);
  return {
    title: words.title,
    blocks: [
      {
        kind: 'facts',
        facts: words.terms.map(([label, meaning]) => ({ label, value: [meaning] })),
      },
    ],
  };
}
