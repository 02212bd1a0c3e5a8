import { clip } from '../../crm/text/cut.ts';
import { stringsFor } from '../strings.ts';
import { type DataOf, press } from '../view/action.ts';
import { moment, type Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { handoffOffer, handoffShow } from './actions.ts';
import { type HandoffSummary, nameOf, receiverName } from './lines.ts';

const REASON = 300;

/** Somebody is about to hand over what waits there already. */
export function sameHandoffCard({
  anyway,
  reader,
  ...said
}: HandoffSummary & { anyway: DataOf<typeof handoffOffer> | null; reader: Reader }): View {
  const { same, buttons } = stringsFor(reader).handoff;
  const { handoff, customer } = said;
  const since = moment(
    handoff.state === 'accepted' && handoff.decidedAt ? handoff.decidedAt : handoff.createdAt,
    reader,
  );
  const title = handoff.state === 'accepted' ? same.accepted : same.waits;
  return {
    title: title(customer, receiverName(said, reader), since),
    blocks: [
      text(same.by(nameOf(handoff.from, said), clip(handoff.reason, REASON))),
      text(same.next, 'quiet'),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: buttons.openIt,
            ...press(handoffShow, { handoff: handoff.id }),
            tone: 'primary',
          },
          ...(anyway
            ? [{ kind: 'press' as const, label: buttons.anyway, ...press(handoffOffer, anyway) }]
            : []),
        ],
      },
    ],
  };
}
