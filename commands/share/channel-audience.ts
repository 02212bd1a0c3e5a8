import { wordsFor } from '../../cards/strings.ts';
import {
  type Audience,
  narrow,
  type Sight,
  sees,
  sightOfAudience,
  withoutAmounts,
} from '../../crm/policy/policy.ts';
import { Problem } from '../../crm/problem.ts';
import type { Context } from '../command.ts';

/** Who reads this channel, and what all of them and the asker may see. Refuses, on record, where no customer may be posted. */
export async function channelAudience(
  context: Context,
): Promise<{ audience: Audience; sight: Sight }> {
  const { place, channel, reader, sight: mine } = context;
  const { problem } = wordsFor(reader).room;
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', problem.direct);
  if (channel && channel.mode !== 'open') return refuse('channel-closed', problem.closed, context);
  const audience = await context.audience();
  const theirs = narrow(sightOfAudience(audience), mine);
  if (!sees(theirs, 'identity')) return refuse('no-audience', problem.outsiders, context);
  return { audience, sight: channel?.showsAmounts === false ? withoutAmounts(theirs) : theirs };
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
  place.name ?? wordsFor(reader).room.problem.thisChannel;
