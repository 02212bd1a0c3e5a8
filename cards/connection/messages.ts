import type { ConnectionKey } from '../../crm/connection/connection.ts';
import type { NewMessage } from '../../crm/notification/message.ts';
import { stringsFor } from '../strings.ts';
import { button, press } from '../view/action.ts';
import type { Reader } from '../view/format.ts';
import { text, type View } from '../view/view.ts';
import { connectShow } from './actions.ts';

/** `refused`: the system accepts the consent no more; `ended`: an administrator did it. */
export type ConnectionNews = { kind: 'connected'; email: string } | { kind: 'refused' | 'ended' };

/** Tells a person what became of their own account in a system. `since` is that of the connection. */
export function connectionMessage(
  { person, source, since }: ConnectionKey & { since: Date },
  { news, system, reader }: { news: ConnectionNews; system: string; reader: Reader },
): NewMessage {
  const { connection: strings } = stringsFor(reader);
  const view = newsCard(news, system, reader);
  return {
    key: `connection:${source}:${person}:${since.getTime()}:${news.kind}`,
    subject: { kind: 'person', id: person, role: 'connection', version: null },
    to: { kind: 'person', person },
    kind: 'mention',
    customerId: null,
    line: view.title,
    why: news.kind === 'connected' ? strings.whyNow : strings.why,
    view,
    pressing: true,
    sender: null,
  };
}

function newsCard(news: ConnectionNews, system: string, reader: Reader): View {
  const { connection: strings } = stringsFor(reader);
  const show = (label: string) => ({
    kind: 'buttons' as const,
    buttons: [button(label, press(connectShow, {}))],
  });
  if (news.kind === 'connected')
    return {
      title: strings.connected(system),
      blocks: [text(strings.connectedAs(news.email)), show(strings.show)],
    };
  return news.kind === 'refused'
    ? {
        title: strings.refused(system),
        blocks: [text(strings.refusedMore(system), 'caution'), show(strings.again)],
      }
    : {
        title: strings.endedFor(system),
        blocks: [text(strings.endedMore), show(strings.again)],
      };
}
