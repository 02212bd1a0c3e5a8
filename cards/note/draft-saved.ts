import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text } from '../view/view.ts';
import { workDrop } from '../work/actions.ts';
import { noteFromMessage } from './actions.ts';

/** Below the question whose customer is meant: that what was typed is safe, and where. */
export function noteKeptBlocks(draft: string, reader: Reader): Block[] {
  const { note, work } = stringsFor(reader);
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
