import type { Digest, DigestChange } from '../../crm/digest/digest.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { text, type View } from '../view/view.ts';
import { digestChange, digestResume, digestShow } from './actions.ts';
import { placeName } from './closed-card.ts';
import { rhythmWords } from './settings-card.ts';

const stepOf = ({ state }: DigestChange) => state ?? 'changed';

/** Asks before somebody stops or changes the digest that a colleague set up. */
export function digestAskCard(
  digest: Digest,
  { change, maker }: { change: DigestChange; maker: string },
  reader: Reader,
): View {
  const { changing, buttons } = stringsFor(reader).digest;
  const step = stepOf(change);
  return {
    title: changing.title[step](placeName(digest, reader)),
    blocks: [
      text(changing.ask(maker)),
      ...(change.schedule
        ? [text(joinByDots([rhythmWords(change.schedule, reader), change.schedule.zone]))]
        : []),
      {
        kind: 'buttons',
        buttons: [
          button(
            changing.yes[step],
            press(digestChange, { digest: digest.id, change: JSON.stringify(change) }),
            { tone: 'primary' },
          ),
          button(buttons.leave, press(digestShow, { digest: digest.id })),
        ],
      },
    ],
  };
}

/** Tells the maker of a digest who stopped or changed it. */
export function digestChangedCard(
  digest: Digest,
  { change, by }: { change: DigestChange; by: string },
  reader: Reader,
): View {
  const { changing, settings, buttons } = stringsFor(reader).digest;
  const which = { digest: digest.id };
  const { schedule } = digest;
  return {
    title: changing.news[stepOf(change)](by, placeName(digest, reader)),
    blocks: [
      text(settings.comes(rhythmWords(schedule, reader), schedule.zone), 'quiet'),
      {
        kind: 'buttons',
        buttons:
          digest.state === 'on'
            ? [button(buttons.settings, press(digestShow, which))]
            : [button(buttons.resume, press(digestResume, which), { tone: 'primary' })],
      },
    ],
  };
}
