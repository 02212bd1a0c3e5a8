import type { Digest } from '../../crm/digest/digest.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { dayInWords, moment, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { digestShow } from './actions.ts';
import { placeName } from './closed-card.ts';
import { rhythmWords } from './settings-card.ts';

export interface ListedDigest {
  digest: Digest;
  /** When somebody last acted on one of it. */
  actedAt: Date | null;
}

/** Every digest that the reader may know of: where it goes, when it comes next, and whether anybody acts on it. */
export function digestListCard(listed: readonly ListedDigest[], reader: Reader): View {
  const { digest: strings } = stringsFor(reader);
  if (listed.length === 0)
    return { title: strings.list.none, blocks: [text(strings.problem.direct.try)] };
  return {
    title: strings.list.title(listed.length),
    blocks: [
      {
        kind: 'choices',
        choices: listed.map(({ digest, actedAt }) => ({
          title: placeName(digest, reader),
          detail: joinByDots([
            rhythmWords(digest.schedule, reader),
            digest.next
              ? strings.settings.next(
                  moment(digest.next.at, { ...reader, zone: digest.schedule.zone }),
                )
              : strings.list.paused,
            actedAt ? strings.list.acted(dayInWords(actedAt, reader)) : strings.list.never,
          ]),
          button: button(strings.buttons.open, press(digestShow, { digest: digest.id })),
        })),
      },
    ],
  };
}
