import { type Strings, stringsFor } from '../strings.ts';
import { button } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { shortText } from '../view/lines.ts';
import { type Block, type Press, text } from '../view/view.ts';

const WORDS_MAX = 120;

/** Says in a few words that a text sounds like a promise, with the one tap that makes it one. */
export function proposalBlocks(words: string | null, sent: Press, reader: Reader): Block[] {
  if (words === null) return [];
  const { proposal }: Strings['promise'] = stringsFor(reader).promise;
  return [
    text(proposal.sounds(shortText(words, WORDS_MAX))),
    { kind: 'buttons', buttons: [button(proposal.confirm, sent)] },
  ];
}
