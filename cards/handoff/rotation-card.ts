import { stringsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';

interface ShownRotation {
  name: string;
  /** The next one first. */
  members: readonly { name: string; away: boolean }[];
}

export function rotationCard({ reader, ...rotation }: ShownRotation & { reader: Reader }): View {
  const { rotation: strings } = stringsFor(reader);
  return { title: strings.title(rotation.name), blocks: lines(rotation, reader) };
}

export function rotationsCard({
  rotations,
  reader,
}: {
  rotations: readonly ShownRotation[];
  reader: Reader;
}): View {
  const { rotation: strings } = stringsFor(reader);
  return {
    title: strings.all,
    blocks: [
      ...(rotations.length === 0 ? [text(strings.none)] : []),
      ...rotations.flatMap((rotation): Block[] => [
        { kind: 'heading', text: rotation.name },
        ...lines(rotation, reader),
      ]),
      text(strings.how, 'quiet'),
    ],
  };
}

function lines({ members }: ShownRotation, reader: Reader): Block[] {
  const { rotation: strings } = stringsFor(reader);
  const next = members.find(({ away }) => !away);
  const all = members
    .map(({ name, away }) => (away ? `${name} (${strings.away})` : name))
    .join(' → ');
  return [...(next ? [text(strings.next(next.name))] : []), text(all)];
}
