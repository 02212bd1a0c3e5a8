import { toBlockKit } from '../../cards/slack.ts';
import type { View } from '../../cards/view.ts';
import type { Place } from '../../commands/command.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Store } from '../../crm/store.ts';
import type { Places } from './places.ts';
import { QUIET } from './spot.ts';
import { asked } from './upstream.ts';
import type { Workspace } from './workspaces.ts';

/**
 * Posts where everybody in the place reads it, once per key: what was posted is written down, and read before posting.
 * Only a crash between Slack's yes and that note can repeat a post.
 */
export function postOnce({ shelf, places }: { shelf: Store['conversations']; places: Places }) {
  return async (workspace: Workspace, { place, view, key }: { place: Place; view: View; key: string }): Promise<void> => {
    const { tenant, web } = workspace;
    const id = `post:${key}`;
    if ((await shelf.get('slack', tenant, id)) !== null) return;
    const isOpen = place.kind === 'channel' || place.kind === 'group';
    // Asked again now: the channel may have been shared since the person saw the preview.
    if (isOpen && (await places.isShared(workspace, place.id))) throw new Upstream('slack', 'rejected', { cause: 'shared with another organisation' });
    const metadata = { event_type: 'rapport_post', event_payload: { key } };
    const { ts } = await asked(web.chat.postMessage({ channel: place.id, ...toBlockKit(view), metadata, ...QUIET }));
    await shelf.set('slack', tenant, id, { ts: ts ?? null });
  };
}
