import { channelAmounts, channelMode } from '../../cards/settings/actions.ts';
import { channelCard } from '../../cards/settings/channel-card.ts';
import { stringsFor } from '../../cards/strings.ts';
import { Problem } from '../../crm/problem.ts';
import type { ChannelSettings } from '../../crm/store/channels.ts';
import { ChannelMode } from '../../crm/store/channels.ts';
import { administratorsOnly } from '../administrators-only.ts';
import {
  CommandInput,
  type Context,
  defineCommand,
  inputText,
  on,
  type Reply,
} from '../command.ts';
import { departmentNamed } from '../parse/which-department.ts';

export const channel = defineCommand({
  name: 'channel',
  listed: 'late',
  usage: 'channel [open | read-only | silent | department <name> | amounts on | amounts off]',
  summary: 'What this channel may do with me; administrators set it',
  examples: ['channel', 'channel read-only', 'channel department sales'],
  anywhere: true,
  args: CommandInput,
  async run(typed, context) {
    const [what = '', value = ''] = inputText(typed).toLowerCase().split(' ');
    if (what === '')
      return {
        kind: 'answer',
        view: channelCard({ ...settingsOf(context), shared: context.place.shared }, context.reader),
      };
    const strings = stringsFor(context.reader).admin.channel;
    const mode = ChannelMode.safeParse(what);
    if (mode.success) return change({ mode: mode.data }, context);
    if (what === 'amounts' && (value === 'on' || value === 'off'))
      return change({ showsAmounts: value === 'on' }, context);
    if (what !== 'department' || !value)
      throw new Problem('unread', strings.unread(`${what} ${value}`.trim()));
    const department = await departmentNamed(value, context);
    if (!department && value !== 'none')
      throw new Problem(
        'unknown-department',
        strings.unknownDepartment(
          value,
          (await context.store.people.departments()).map(({ id }) => id),
        ),
      );
    return change({ department }, context);
  },
  actions: [
    on(channelMode, change),
    on(channelAmounts, async ({ on }, context) => change({ showsAmounts: on }, context)),
  ],
});

/** Holds from the next message on, whoever writes it. */
async function change(
  part: Partial<Pick<ChannelSettings, 'mode' | 'department' | 'showsAmounts'>>,
  context: Context,
): Promise<Reply> {
  await administratorsOnly(context, 'channel');
  const settings = { ...settingsOf(context), ...part };
  await context.store.channels.set(settings);
  await context.audit({
    action: 'admin',
    customer: null,
    detail: {
      channel: settings.channel,
      ...(settings.name && { name: settings.name }),
      mode: settings.mode,
      department: settings.department ?? 'none',
      amounts: settings.showsAmounts,
    },
  });
  return {
    kind: 'answer',
    view: channelCard({ ...settings, shared: context.place.shared }, context.reader),
  };
}

function settingsOf({ place, channel, reader }: Context): ChannelSettings {
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', stringsFor(reader).admin.channel.here);
  return (
    channel ?? {
      platform: place.platform,
      tenant: place.tenant,
      channel: place.id,
      name: place.name,
      mode: 'open',
      department: null,
      showsAmounts: true,
    }
  );
}
