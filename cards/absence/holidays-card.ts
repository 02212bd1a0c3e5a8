import type { Day } from '../../crm/time/day.ts';
import { wordsFor } from '../strings.ts';
import { dayHeading, type Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';

export function holidaysCard({
  zone,
  days,
  reader,
}: {
  zone: string;
  days: readonly Day[];
  reader: Reader;
}): View {
  const { holidays: words } = wordsFor(reader).handoff;
  return {
    title: words.title(zone),
    blocks: [
      ...(days.length > 0 ? days.map((day) => text(dayHeading(day, reader))) : [text(words.none)]),
      text(words.how, 'quiet'),
    ],
  };
}
