import { handoffCard } from '../../cards/handoff/card.ts';
import { aroundWords, type HandoffSummary, receiverName } from '../../cards/handoff/lines.ts';
import { stringsFor } from '../../cards/strings.ts';
import { departmentName } from '../../cards/view/names.ts';
import type { View } from '../../cards/view/view.ts';
import { hasChannel } from '../../crm/notification/department-channel.ts';
import type { Change } from '../../crm/store/change.ts';
import type { Context } from '../command.ts';
import type { RoutedHandoff } from './route.ts';

export type Made = RoutedHandoff & { said: HandoffSummary; changes: Change[] };

/** Tells the giver with whom the handoff is now, and who else reads it. */
export async function receipt({ said, route }: Made, context: Context): Promise<View> {
  const { reader, store } = context;
  const strings = stringsFor(reader);
  const inChannel = said.handoff.holder === null && (await hasChannel(said.department, store));
  return handoffCard({
    ...said,
    role: 'giver',
    said: aside(said, { route }, context),
    placed: inChannel ? strings.handoff.placed(departmentName(said.department, strings)) : null,
    reader,
  });
}

/** Aloud, where it is not with the one who was asked. */
export function aside(
  said: HandoffSummary,
  { route: { around } }: Pick<RoutedHandoff, 'route'>,
  { reader }: Pick<Context, 'reader'>,
): string | null {
  const { handoff: strings } = stringsFor(reader);
  return around.length > 0
    ? strings.asked(aroundWords(around, said, reader), receiverName(said, reader))
    : null;
}
