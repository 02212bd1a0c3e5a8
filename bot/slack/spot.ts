import { z } from 'zod';
import { toBlockKit, toHome } from '../../cards/slack.ts';
import type { View } from '../../cards/view.ts';
import { unreachable } from '../../crm/problem.ts';
import { type Message, respond } from './response.ts';
import { asked, refusal } from './upstream.ts';
import type { Workspace } from './workspaces.ts';

const Thread = z.string().optional();

/** Where a person sees the answer. Kept in a modal while it is open, so: short, and parsed when it comes back. */
export const Spot = z.discriminatedUnion('kind', [
  /** Seen by the asker alone, through the URL that came with what they did. `replaces` what they pressed. */
  z.object({
    kind: z.literal('response'),
    url: z.url(),
    channel: z.string(),
    user: z.string(),
    thread: Thread,
    replaces: z.boolean(),
  }),
  /** Seen by the asker alone, in a channel; cannot be replaced later. */
  z.object({ kind: z.literal('ephemeral'), channel: z.string(), user: z.string(), thread: Thread }),
  /** A message between the person and the bot; null before it is sent. */
  z.object({
    kind: z.literal('message'),
    channel: z.string(),
    ts: z.string().nullable(),
    thread: Thread,
  }),
  z.object({ kind: z.literal('home'), user: z.string() }),
]);
export type Spot = z.infer<typeof Spot>;
type Of<Kind extends Spot['kind']> = Extract<Spot, { kind: Kind }>;

/** What Slack says of blocks that it does not want. */
const UNWANTED = new Set([
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'msg_too_long',
]);

/** Shows a view there; gives back where the next one replaces it. Throws `Upstream`. */
export async function show(workspace: Workspace, spot: Spot, view: View): Promise<Spot> {
  if (spot.kind === 'home') {
    await asked(workspace.web.views.publish({ user_id: spot.user, view: toHome(view) }));
    return spot;
  }
  const message = toBlockKit(view);
  return showMessage(workspace, spot, message).catch((error: unknown) => {
    if (!UNWANTED.has(refusal(error) ?? '')) throw error;
    // The text says everything too: better plain than nothing.
    return showMessage(workspace, spot, { text: message.text, blocks: [] });
  });
}

async function showMessage(
  workspace: Workspace,
  spot: Exclude<Spot, { kind: 'home' }>,
  message: Message,
): Promise<Spot> {
  switch (spot.kind) {
    case 'response':
      return showThere(workspace, spot, message);
    case 'ephemeral':
      await showAlone(workspace, spot, message);
      return spot;
    case 'message':
      return showBetween(workspace, spot, message);
    default:
      return unreachable(spot);
  }
}

/** Takes "looking…" away again, where a dialog came instead of an answer. */
export async function clear({ web }: Workspace, spot: Spot): Promise<void> {
  if (spot.kind === 'response' && spot.replaces) await respond(spot.url, { delete_original: true });
  if (spot.kind === 'message' && spot.ts)
    await asked(web.chat.delete({ channel: spot.channel, ts: spot.ts }));
}

async function showThere(
  workspace: Workspace,
  spot: Of<'response'>,
  message: Message,
): Promise<Spot> {
  const { url, thread, replaces, channel, user } = spot;
  const shown = await respond(url, {
    ...message,
    response_type: 'ephemeral',
    replace_original: replaces,
    ...(thread && { thread_ts: thread }),
  });
  if (shown) return spot;
  const instead = { kind: 'ephemeral', channel, user, thread } as const;
  await showAlone(workspace, instead, message);
  return instead;
}

const ABSENT = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'cannot_reply_to_message',
]);

/** Where the bot is not in the channel, the answer goes to the person's direct messages: private all the same. */
async function showAlone(
  { web }: Workspace,
  { channel, user, thread }: Of<'ephemeral'>,
  message: Message,
): Promise<void> {
  try {
    await asked(
      web.chat.postEphemeral({ channel, user, ...message, ...(thread && { thread_ts: thread }) }),
    );
  } catch (error) {
    if (!ABSENT.has(refusal(error) ?? '')) throw error;
    await asked(web.chat.postMessage({ channel: user, ...message, ...QUIET }));
  }
}

/** No previews of what a customer's text links to. */
export const QUIET = { unfurl_links: false, unfurl_media: false } as const;

const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

async function showBetween(
  { web }: Workspace,
  spot: Of<'message'>,
  message: Message,
): Promise<Spot> {
  const { channel, ts, thread } = spot;
  if (ts) {
    const updated = await asked(web.chat.update({ channel, ts, ...message })).catch(
      (error: unknown) => {
        if (!GONE.has(refusal(error) ?? '')) throw error;
        return null;
      },
    );
    if (updated) return spot;
  }
  const { ts: posted } = await asked(
    web.chat.postMessage({ channel, ...message, ...QUIET, ...(thread && { thread_ts: thread }) }),
  );
  return { ...spot, ts: posted ?? null };
}
