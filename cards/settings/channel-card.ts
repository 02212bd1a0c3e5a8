import type { ChannelSettings } from '../../crm/store/channels.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { departmentName } from '../view/names.ts';
import { type Button, text, type View } from '../view/view.ts';
import { channelAmounts, channelMode } from './actions.ts';

const MODES = ['open', 'read-only', 'silent'] as const;

/** A channel's settings, and the buttons with which an administrator changes them. */
export function channelCard(
  { name, mode, department, showsAmounts, shared = false }: ChannelSettings & { shared?: boolean },
  reader: Reader,
): View {
  const strings = stringsFor(reader);
  const { channel } = strings.admin;
  const modes = MODES.filter((other) => other !== mode).map(
    (other): Button => ({
      kind: 'press',
      label: channel.set[other],
      ...press(channelMode, { mode: other }),
    }),
  );
  return {
    title: channel.title(name ?? strings.problem.thisChannel),
    blocks: [
      ...(shared ? [text(channel.shared, 'caution')] : []),
      text(channel.mode[mode]),
      text(
        department ? channel.department(departmentName(department, strings)) : channel.noDepartment,
      ),
      text(showsAmounts ? channel.amounts : channel.noAmounts),
      {
        kind: 'buttons',
        buttons: [
          ...modes,
          {
            kind: 'press',
            label: showsAmounts ? channel.hideAmounts : channel.showAmounts,
            ...press(channelAmounts, { on: !showsAmounts }),
          },
        ],
      },
    ],
  };
}
