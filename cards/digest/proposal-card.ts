import type { Digest } from '../../crm/digest/digest.ts';
import { stringsFor } from '../strings.ts';
import { button, type DataOf, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { type Block, bold, line, text, type View } from '../view/view.ts';
import { digestSetUp } from './actions.ts';
import { placeName } from './closed-card.ts';
import { rhythmWords } from './settings-card.ts';

/** A digest that the channel does not have yet, as it would look there: nothing is posted before somebody says so. */
export function digestProposalCard({
  digest,
  preview,
  data,
  reader,
}: {
  digest: Digest;
  preview: View;
  data: DataOf<typeof digestSetUp>;
  reader: Reader;
}): View {
  const { proposal, settings } = stringsFor(reader).digest;
  const { schedule } = digest;
  return {
    title: proposal.title(placeName(digest, reader)),
    blocks: [
      text(`${proposal.nothing} ${settings.readers(data.readers)}.`),
      {
        kind: 'buttons',
        buttons: [
          button(proposal.post(rhythmWords(schedule, reader)), press(digestSetUp, data), {
            tone: 'primary',
          }),
        ],
      },
      text(proposal.otherwise(schedule.zone), 'quiet'),
      { kind: 'heading', text: preview.title },
      ...preview.blocks.flatMap(withoutButtons),
    ],
  };
}

/** Its buttons belong to an issue, and there is none yet. */
function withoutButtons(block: Block): Block[] {
  if (block.kind === 'buttons') return [];
  if (block.kind !== 'choices') return [block];
  return block.choices.map(({ title, detail }) => text(line`${bold(title)} ${detail}`));
}
