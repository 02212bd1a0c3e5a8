import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import type { View } from '../view/view.ts';

export function glossaryCard(reader: Reader): View {
  const { glossary: strings } = stringsFor(reader);
  return {
    title: strings.title,
    blocks: [
      {
        kind: 'facts',
        facts: strings.terms.map(([label, meaning]) => ({ label, value: [meaning] })),
      },
    ],
  };
}
