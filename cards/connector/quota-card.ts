import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { setupShow } from './actions.ts';

/** An administrator hears that a system's calls of the day are nearly used. */
export function quotaCard({
  name,
  share,
  reader,
}: {
  name: string;
  /** The part that is left, 0 to 1. */
  share: number;
  reader: Reader;
}): View {
  const { connector: strings } = stringsFor(reader);
  const percent = new Intl.NumberFormat(reader.locale, { style: 'percent' }).format(share);
  return {
    title: strings.quotaLow(name, percent),
    blocks: [
      text(strings.quotaMeans(name)),
      { kind: 'buttons', buttons: [button(strings.title, press(setupShow, {}))] },
    ],
  };
}
