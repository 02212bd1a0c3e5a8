import { wordsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import type { View } from '../view/view.ts';

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
