import { stringsFor } from '../../cards/strings.ts';
import {
  type Access,
  type Audience,
  accessOfAudience,
  narrow,
  sees,
  withoutAmounts,
} from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context } from '../command.ts';

/** The readers of this channel and the access they share with the asker. Refuses where no customer may be posted. */
export async function channelAudience(
  context: Context,
): Promise<{ audience: Audience; access: Access }> {
  const { place, channel, reader, access: mine } = context;
  const { problem } = stringsFor(reader).room;
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', problem.direct);
  if (channel && channel.mode !== 'open') return refuse('channel-closed', problem.closed, context);
  const audience = await context.audience();
  const theirs = narrow(accessOfAudience(audience), mine);
  if (!sees(theirs, 'identity')) return refuse('no-audience', problem.outsiders, context);
  return { audience, access: channel?.showsAmounts === false ? withoutAmounts(theirs) : theirs };
}

async function refuse(
  why: string,
  words: { say: string; try: string },
  { audit }: Context,
): Promise<never> {
  await audit({ action: 'refused', customer: null, detail: { why } });
  throw new Problem(why, words);
}

export const channelName = ({ place, reader }: Context): string =>
  place.name ?? stringsFor(reader).room.problem.thisChannel;
