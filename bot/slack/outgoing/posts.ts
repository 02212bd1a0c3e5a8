import { webApi } from '@slack/bolt';
import { z } from 'zod';
import type { View } from '../../../cards/view/view.ts';
import type { Place } from '../../../commands/command.ts';
import { Upstream } from '../../../crm/problem.ts';
import { findPosted, postOnce } from '../../adapter/post-once.ts';
import { replaceMessage } from '../../adapter/replace-message.ts';
import type { Posted, Wiring } from '../../platform.ts';
import { boltLog } from '../bolt-log.ts';
import type { SlackConfig } from '../config.ts';
import type { SlackPlaces } from '../directory/places.ts';
import { clientOptions, type Workspace } from '../directory/workspaces.ts';
import { callSlack, slackError } from '../upstream.ts';
import { editAtUrl, editHome } from './edit-answer.ts';
import { QUIET } from './response-target.ts';
import { sendMessage } from './send-blocks.ts';
import { chartUploads } from './upload-chart.ts';

interface Parts extends Pick<Wiring, 'store' | 'log' | 'now'> {
  config: SlackConfig;
  places: SlackPlaces;
}

const Direct = z.object({ channel: z.string() });
const EVENT = 'rapport_post';
const GONE = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'channel_not_found',
  'is_inactive',
]);
const CLOSED = new Set([
  'user_not_found',
  'user_disabled',
  'users_not_found',
  'cannot_dm_bot',
  'user_not_visible',
]);

/** Posts where everybody in the place reads it, once per key, edits what was posted, and opens the way to a person. */
export function slackPosts({ config, store, log, now, places }: Parts) {
  const impatient = singleTryClient(config, log);
  const uploadsOf = chartUploads((error) => log.warn({ code: error }, 'Chart not uploaded'));
  return {
    post: (
      workspace: Workspace,
      {
        place,
        view,
        key,
        under,
      }: { place: Place; view: View; key: string; under?: string | undefined },
    ): Promise<Posted> =>
      postOnce(
        { store, now },
        {
          place: { platform: 'slack', tenant: workspace.tenant },
          key,
          find: (since) => findLostPost(workspace, { channel: place.id, key, under, since }),
          async send() {
            const isOpen = place.kind === 'channel' || place.kind === 'group';
            // Asked again now: the channel may have been shared since the person saw the preview.
            if (isOpen && (await places.isShared(workspace, place.id)))
              throw new Upstream('slack', 'rejected', {
                cause: 'shared with another organisation',
              });
            const metadata = { event_type: EVENT, event_payload: { key } };
            const { ts } = await sendMessage(
              view,
              (message) =>
                callSlack(
                  impatient(workspace).chat.postMessage({
                    channel: place.id,
                    ...message,
                    metadata,
                    ...QUIET,
                    ...(under && { thread_ts: under }),
                  }),
                ),
              uploadsOf(workspace.tenant, impatient(workspace)),
            );
            return { reference: ts ?? '' };
          },
        },
      ),

    findPost: (workspace: Workspace, { place, key }: { place: Place; key: string }) =>
      findPosted(
        { store, now },
        {
          place: { platform: 'slack', tenant: workspace.tenant },
          key,
          find: (since) => findLostPost(workspace, { channel: place.id, key, since }),
        },
      ),

    async update(
      workspace: Workspace,
      { place, reference, view }: { place: Place; reference: string; view: View },
    ): Promise<'done' | 'gone'> {
      const { tenant, web } = workspace;
      if (place.kind === 'home') return editHome(web, { user: place.id, hash: reference, view });
      if (URL.canParse(reference)) return editAtUrl(reference, view);
      const edit = sendMessage(
        view,
        (message) => callSlack(web.chat.update({ channel: place.id, ts: reference, ...message })),
        uploadsOf(tenant, impatient(workspace)),
      );
      return replaceMessage(edit, (error) => GONE.has(slackError(error) ?? ''));
    },

    async direct({ web, tenant }: Workspace, user: string): Promise<Place | null> {
      const shelf = `direct:${user}`;
      const known = Direct.safeParse(await store.conversations.get('slack', tenant, shelf)).data
        ?.channel;
      const id =
        known ??
        (await callSlack(web.conversations.open({ users: user })).catch(nullWhere(CLOSED)))?.channel
          ?.id;
      if (id && !known) await store.conversations.set('slack', tenant, shelf, { channel: id });
      return id
        ? { platform: 'slack', tenant, kind: 'direct', id, name: null, shared: false }
        : null;
    },
  };
}

/** A client that tries a post once: it cannot know what became of an attempt without an answer, and a rate limit is the queue's to wait for. */
function singleTryClient(
  config: SlackConfig,
  log: Wiring['log'],
): (workspace: Workspace) => webApi.WebClient {
  const clients = new WeakMap<webApi.WebClient, webApi.WebClient>();
  return ({ web }) => {
    const known = clients.get(web);
    if (known) return known;
    const made = new webApi.WebClient(web.token, {
      ...clientOptions(config),
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: boltLog(log),
    });
    clients.set(web, made);
    return made;
  };
}

const Message = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.string(), event_payload: z.object({ key: z.string() }) }),
});
const UNREADABLE = new Set([
  'missing_scope',
  'not_in_channel',
  'channel_not_found',
  'no_permission',
  'thread_not_found',
]);
/** Our clock and Slack's may differ. */
const SKEW = 120;

/** Finds the post of an attempt that got no answer, by its metadata, as far as the bot may read. */
async function findLostPost(
  { web }: Workspace,
  {
    channel,
    key,
    under,
    since,
  }: { channel: string; key: string; under?: string | undefined; since: Date },
): Promise<Posted | null> {
  const oldest = String(Math.floor(since.getTime() / 1000) - SKEW);
  const options = { channel, oldest, limit: 200, include_all_metadata: true };
  const page = await callSlack<{ messages?: unknown[] }>(
    under
      ? web.conversations.replies({ ...options, ts: under })
      : web.conversations.history(options),
  ).catch(nullWhere(UNREADABLE));
  const found = (page?.messages ?? [])
    .map((message) => Message.safeParse(message).data)
    .find(
      (message) =>
        message?.metadata.event_type === EVENT && message.metadata.event_payload.key === key,
    );
  return found ? { reference: found.ts } : null;
}

const nullWhere =
  (expected: ReadonlySet<string>) =>
  (error: unknown): null => {
    if (!expected.has(slackError(error) ?? '')) throw error;
    return null;
  };
