import { wordsFor } from '../strings.ts';
import type { Reader } from '../view/format.ts';
import { type Block, text, type View } from '../view/view.ts';

interface ShownRotation {
  name: string;
  /** The next one first. */
  members: readonly { name: string; away: boolean }[];
}

export function rotationCard({ reader, ...rotation }: ShownRotation & { reader: Reader }): View {
  const { rotation: words } = wordsFor(reader).handoff;
  return { title: words.title(rotation.name), blocks: lines(rotation, reader) };
}

export function rotationsCard({
  rotations,
  reader,
}: {
  rotations: readonly ShownRotation[];
  reader: Reader;
}): View {
  const { rotation: words } = wordsFor(reader).handoff;
  return {
    title: words.all,
    blocks: [
      ...(rotations.length === 0 ? [text(words.none)] : []),
      ...rotations.flatMap((rotation): Block[] => [
        { kind: 'heading', text: rotation.name },
        ...lines(rotation, reader),
      ]),
      text(words.how, 'quiet'),
    ],
  };
}

function lines({ members }: ShownRotation, reader: Reader): Block[] {
  const { rotation: words } = wordsFor(reader).handoff;
  const next = members.find(({ away }) => !away);
  const all = members
    .map(({ name, away }) => (away ? `${name} (${words.away})` : name))
    .join(' → ');
  return [...(next ? [text(words.next(next.name))] : []), text(all)];
}
