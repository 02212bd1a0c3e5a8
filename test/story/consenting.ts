import type { Bot } from '../chat/bot.ts';
import type { VisibleReply } from '../chat/chat.ts';

/** Where tokens are encrypted, and where systems send a browser back to. */
export const CONSENT = {
  secrets: ['a-token-secret-of-more-than-32-characters'] as [string, ...string[]],
  publicUrl: 'https://rapport.example',
};

/** The address behind the button of a reply that leads to a system's page. */
export function pageOf({ raw }: VisibleReply): URL {
  const [, address] = /"url":"(http:[^"\\]*\/authorize\?[^"\\]*)"/.exec(JSON.stringify(raw)) ?? [];
  if (!address) throw new Error('The reply leads to no page');
  return new URL(address);
}

/** The browser's part: it opens the page, whoever is signed in there, and is sent back to the bot. */
export async function visits(chat: Pick<Bot, 'pages'>, page: URL): Promise<Visit> {
  const sent = await fetch(page, { redirect: 'manual' });
  const back = new URL(sent.headers.get('location') ?? '');
  return opens(chat, back);
}

export interface Visit {
  status: number;
  text: string;
  /** The address at which the browser ended up. */
  back: URL;
}

/** Opens an address of the bot's in the browser. */
export async function opens({ pages }: Pick<Bot, 'pages'>, back: URL): Promise<Visit> {
  const answer = await fetch(new URL(`${back.pathname}${back.search}`, pages));
  const html = await answer.text();
  const text = html
    .replace(/<style>[\s\S]*<\/style>/, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ');
  return { status: answer.status, text, back };
}
