import {
  digestFigures,
  digestPause,
  digestResume,
  digestShow,
  digestStop,
  digestWhy,
} from '../../cards/digest/actions.ts';
import { stringsFor } from '../../cards/strings.ts';
import { WEEKLY } from '../../crm/digest/schedule.ts';
import { Problem } from '../../crm/problem.ts';
import { CommandInput, type Context, defineCommand, on, type Reply } from '../command.ts';
import { channelAudience } from '../share/channel-audience.ts';
import { showIssueFigures, showIssueReasons } from './issue.ts';
import { setUp, showDigest, stepDigest, theDigest } from './steps.ts';

export const digest = defineCommand({
  name: 'digest',
  usage: 'digest',
  summary:
    'A weekly message to this channel: the shared figures, what went well, what needs somebody',
  examples: ['digest'],
  writes: true,
  args: CommandInput,
  run: async (_, context) => here(context),
  actions: [
    on(digestShow, async ({ digest: id }, context) =>
      showDigest(await theDigest(id, context), context),
    ),
    on(digestFigures, showIssueFigures),
    on(digestWhy, showIssueReasons),
    on(digestPause, ({ digest: id }, context) => stepDigest(id, { state: 'paused' }, context)),
    on(digestResume, ({ digest: id }, context) => stepDigest(id, { state: 'on' }, context)),
    on(digestStop, ({ digest: id }, context) => stepDigest(id, { state: 'stopped' }, context)),
  ],
});

/** The digest of this channel; a channel without one gets a weekly one. */
async function here(context: Context): Promise<Reply> {
  const { place, store, reader, zone } = context;
  if (place.kind !== 'channel' && place.kind !== 'group')
    throw new Problem('no-channel', stringsFor(reader).digest.problem.direct);
  const { audience } = await channelAudience(context);
  const known = await store.digests.of({ kind: 'place', place });
  if (known && known.state !== 'stopped')
    return showDigest(known, context, { readers: audience.size });
  const made = await setUp({ kind: 'place', place }, { ...WEEKLY, zone }, context);
  return showDigest(made, context, { readers: audience.size, isNew: true });
}
