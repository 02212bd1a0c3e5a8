import type { Connection } from '../../crm/connection/connection.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { type Reader, when } from '../view/format.ts';
import { restBlock } from '../view/rest.ts';
import { text, type View } from '../view/view.ts';
import { connectEnd, connectPeople } from './actions.ts';

export interface ConnectedColleague extends Connection {
  name: string;
  system: string;
}

/** Colleagues who write elsewhere in their own name, for administrators. */
export function connectedColleaguesCard({
  colleagues,
  skip,
  all,
  said = null,
  reader,
}: {
  colleagues: readonly ConnectedColleague[];
  skip: number;
  /** How many there are in all. */
  all: number;
  said?: string | null;
  reader: Reader;
}): View {
  const { people: strings } = stringsFor(reader).connection;
  const next = skip + colleagues.length;
  return {
    title: strings.title,
    blocks: [
      ...(said === null ? [] : [text(said)]),
      ...(colleagues.length === 0
        ? [text(strings.none)]
        : [
            {
              kind: 'choices' as const,
              choices: colleagues.map(({ person, source, name, system, user, since }) => ({
                title: name,
                detail: strings.account(system, user.email, when(since, reader)),
                button: button(strings.end, press(connectEnd, { person, source })),
              })),
            },
          ]),
      ...restBlock(all - next, press(connectPeople, { skip: next }), reader),
    ],
  };
}
