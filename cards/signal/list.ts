import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { capital, count, type Reader } from '../view/format.ts';
import { joinByDots } from '../view/names.ts';
import { restBlock } from '../view/rest.ts';
import { type Button, text, type View } from '../view/view.ts';
import { signalRules, signalShow, signalsList } from './actions.ts';
import type { ShownSignal } from './card.ts';
import { signalText } from './words.ts';

export interface SignalsCard {
  of: 'mine' | 'hold' | 'everyone';
  /** The reader asked for their own, and none stands there. */
  noneOfYours?: boolean;
  signals: readonly { signal: ShownSignal; name: string }[];
  /** On all pages. */
  total: number;
  next: number;
  isAdministrator: boolean;
  reader: Reader;
}

/** The signals that stand at somebody's customers; or those for which an offer waits. */
export function signalsCard({
  of,
  noneOfYours = false,
  signals,
  total,
  next,
  isAdministrator,
  reader,
}: SignalsCard): View {
  const { signal: strings } = stringsFor(reader);
  const list = strings.list[of];
  const buttons: Button[] = [
    of === 'hold'
      ? button(strings.buttons.back, press(signalsList, { of: 'mine' }))
      : button(strings.buttons.hold, press(signalsList, { of: 'hold' })),
    ...(of === 'mine'
      ? [button(strings.buttons.everyone, press(signalsList, { of: 'everyone' }))]
      : []),
    ...(isAdministrator ? [button(strings.buttons.rules, press(signalRules, {}))] : []),
  ];
  return {
    title: total === 0 ? list.none : list.title(total, count(total, reader)),
    blocks: [
      ...(noneOfYours ? [text(strings.list.noneOfYours)] : []),
      text(total === 0 ? list.empty : list.text, 'quiet'),
      ...(signals.length > 0
        ? [
            {
              kind: 'choices' as const,
              choices: signals.map(({ signal, name }) => {
                const { title, more } = signalText(signal, reader);
                return {
                  title: name,
                  detail: capital(joinByDots([title, more]), reader),
                  button: button(strings.buttons.show, press(signalShow, { signal: signal.id })),
                };
              }),
            },
          ]
        : []),
      ...restBlock(total - next, press(signalsList, { of, skip: next }), reader),
      { kind: 'buttons', buttons },
    ],
  };
}
