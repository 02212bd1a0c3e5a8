import { stringsFor } from '../strings.ts';
import { count, type Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';

/** The organisation's gross margin in percent, or that there is none. */
export function marginCard(percent: number | null, reader: Reader): View {
  const { margin: strings } = stringsFor(reader).figure;
  return percent === null
    ? { title: strings.none.title, blocks: [text(strings.none.text)] }
    : { title: strings.is(count(percent, reader)), blocks: [text(strings.use)] };
}
