import { z } from 'zod';
import type { View } from '../../../cards/view/view.ts';
import { unreachable } from '../../../crm/problem.ts';
import { replaceMessage } from '../../adapter/replace-message.ts';
import type { Workspace } from '../directory/workspaces.ts';
import { callSlack, slackError } from '../upstream.ts';
import { postToResponseUrl, type SlackMessage } from './response-url.ts';
import { sendHome, sendMessage } from './send-blocks.ts';

const Thread = z.string().optional();

/** Where a person sees the answer. Kept in a modal while it is open, so: short, and parsed when it comes back. */
export const ResponseTarget = z.discriminatedUnion('kind', [
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
  /** The App Home; `hash` is Slack's name for the page that was published there last. */
  z.object({ kind: z.literal('home'), user: z.string(), hash: z.string().optional() }),
]);
export type ResponseTarget = z.infer<typeof ResponseTarget>;
type Of<Kind extends ResponseTarget['kind']> = Extract<ResponseTarget, { kind: Kind }>;

/** Shows a view there; gives back where the next one replaces it. Throws `Upstream`. */
export async function showView(
  workspace: Workspace,
  spot: ResponseTarget,
  view: View,
): Promise<ResponseTarget> {
  if (spot.kind === 'home') {
    const { user } = spot;
    const published = await sendHome(view, (home) =>
      callSlack(workspace.web.views.publish({ user_id: user, view: home })),
    );
    const hash = published.view?.hash;
    return { kind: 'home', user, ...(hash && { hash }) };
  }
  return sendMessage(view, (message) => showMessage(workspace, spot, message));
}

async function showMessage(
  workspace: Workspace,
  spot: Exclude<ResponseTarget, { kind: 'home' }>,
  message: SlackMessage,
): Promise<ResponseTarget> {
  switch (spot.kind) {
    case 'response':
      return showAtUrl(workspace, spot, message);
    case 'ephemeral':
      await showEphemeral(workspace, spot, message);
      return spot;
    case 'message':
      return showMessageOf(workspace, spot, message);
    default:
      return unreachable(spot);
  }
}

/** Takes "looking…" away again, where a dialog came instead of an answer. */
export async function clearTarget({ web }: Workspace, spot: ResponseTarget): Promise<void> {
  if (spot.kind === 'response' && spot.replaces)
    await postToResponseUrl(spot.url, { delete_original: true });
  if (spot.kind === 'message' && spot.ts)
    await callSlack(web.chat.delete({ channel: spot.channel, ts: spot.ts }));
}

async function showAtUrl(
  workspace: Workspace,
  spot: Of<'response'>,
  message: SlackMessage,
): Promise<ResponseTarget> {
  const { url, thread, replaces, channel, user } = spot;
  const shown = await postToResponseUrl(url, {
    ...message,
    response_type: 'ephemeral',
    replace_original: replaces,
    ...(thread && { thread_ts: thread }),
  });
  if (shown) return spot;
  const instead = { kind: 'ephemeral', channel, user, thread } as const;
  await showEphemeral(workspace, instead, message);
  return instead;
}

const ABSENT = new Set([
  'channel_not_found',
  'not_in_channel',
  'user_not_in_channel',
  'is_archived',
  'cannot_reply_to_message',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_thread_locked',
]);

/** Where the bot is not in the channel, or may not post there, the answer goes to the person's direct messages: private all the same. */
async function showEphemeral(
  { web }: Workspace,
  { channel, user, thread }: Of<'ephemeral'>,
  message: SlackMessage,
): Promise<void> {
  try {
    await callSlack(
      web.chat.postEphemeral({ channel, user, ...message, ...(thread && { thread_ts: thread }) }),
    );
  } catch (error) {
    if (!ABSENT.has(slackError(error) ?? '')) throw error;
    await callSlack(web.chat.postMessage({ channel: user, ...message, ...QUIET }));
  }
}

/** No previews of what a customer's text links to. */
export const QUIET = { unfurl_links: false, unfurl_media: false } as const;

const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

async function showMessageOf(
  { web }: Workspace,
  spot: Of<'message'>,
  message: SlackMessage,
): Promise<ResponseTarget> {
  const { channel, ts, thread } = spot;
  if (ts) {
    const edit = web.chat.update({ channel, ts, ...message });
    const isGone = (error: unknown) => GONE.has(slackError(error) ?? '');
    if ((await replaceMessage(callSlack(edit), isGone)) === 'done') return spot;
  }
  const { ts: posted } = await callSlack(
    web.chat.postMessage({ channel, ...message, ...QUIET, ...(thread && { thread_ts: thread }) }),
  );
  return { ...spot, ts: posted ?? null };
}
