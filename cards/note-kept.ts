import type { Reader } from './format.ts';
import { type Block, text } from './view.ts';
import { wordsFor } from './words.ts';
import { noteFromMessage } from './note/actions.ts';
import { workDrop } from './work/actions.ts';
import { press } from './view/action.ts';

/** Below the question whose customer is meant: that what was typed is safe, and where. */
export function noteKeptBlocks(draft: string, reader: Reader): Block[] {
  const { note, work } = wordsFor(reader);
  return [
    text(note.kept, 'quiet'),
    {
      kind: 'buttons',
      buttons: [
        {
          kind: 'press',
          label: work.finish,
          ...press(noteFromMessage, { draft }),
          opens: 'form',
        },
        {
          kind: 'press',
          label: work.throwAway,
          ...press(workDrop, { draft, from: 'work' }),
        },
      ],
    },
  ];
}
