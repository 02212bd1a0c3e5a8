import type { Digest } from '../../crm/digest/digest.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { digestPause, digestShow, digestStop } from './actions.ts';

/** An issue that does not stand in its channel, why, and the ways on. */
export function digestClosedCard({
  digest,
  why,
  reader,
}: {
  digest: Pick<Digest, 'id' | 'to'>;
  why: 'shared' | 'read-only' | 'silent' | 'strangers' | 'fault';
  reader: Reader;
}): View {
  const { closed, buttons } = stringsFor(reader).digest;
  const which = { digest: digest.id };
  return {
    title: closed.title(placeName(digest, reader)),
    blocks: [
      text(closed[why]),
      {
        kind: 'buttons',
        buttons: [
          button(buttons.settings, press(digestShow, which)),
          button(buttons.pause, press(digestPause, which)),
          button(buttons.stop, press(digestStop, which)),
        ],
      },
    ],
  };
}

/** `#sales`. */
export function placeName({ to }: Pick<Digest, 'to'>, reader: Reader): string {
  const strings = stringsFor(reader);
  if (to.kind === 'person') return strings.digest.yours;
  return to.place.name ? `#${to.place.name.replace(/^#/, '')}` : strings.problem.thisChannel;
}
