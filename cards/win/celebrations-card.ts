import type { Celebration, Pace } from '../../crm/store/celebrations.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import { count, type Reader } from '../view/format.ts';
import { listCommas } from '../view/plural.ts';
import { text, type View } from '../view/view.ts';
import { celebrationsSwitch } from './actions.ts';

export interface CelebrationsCard {
  on: boolean;
  paces: readonly { celebration: Celebration; pace: Pace }[];
  hasChannel: boolean;
  /** How many it would have posted in the last month, by kind; kinds without any are left out. */
  dryRun: readonly { celebration: Celebration; n: number }[];
  maySwitch: boolean;
  reader: Reader;
}

/** Each thing that is celebrated by itself, and how the last month would have looked. */
export function celebrationsCard(card: CelebrationsCard): View {
  const { on, paces, hasChannel, dryRun, maySwitch, reader } = card;
  const { automatic: strings } = stringsFor(reader).win;
  const all = dryRun.reduce((sum, { n }) => sum + n, 0);
  const parts = dryRun.map(({ celebration, n }) =>
    strings.part(strings.kind[celebration], count(n, reader)),
  );
  return {
    title: on ? strings.title.on : strings.title.off,
    blocks: [
      text(strings.about),
      ...(hasChannel ? [] : [text(strings.noChannel, 'caution')]),
      {
        kind: 'facts',
        facts: paces.map(({ celebration, pace }) => ({
          label: strings.kind[celebration],
          value: [strings.pace[pace]],
        })),
      },
      text(strings.dryRun(all, count(all, reader), listCommas(parts))),
      text(strings.how, 'quiet'),
      ...(maySwitch
        ? [
            {
              kind: 'buttons' as const,
              buttons: [
                button(
                  on ? strings.buttons.off : strings.buttons.on,
                  press(celebrationsSwitch, { on: !on }),
                ),
              ],
            },
          ]
        : []),
    ],
  };
}
