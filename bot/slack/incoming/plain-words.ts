/** `<@U1|ana>`, `<#C1|sales>`, `<!here>`, `<https://acme.com|acme.com>`: what Slack makes of what people type. */
const TOKEN = /<([^<>]*)>/g;

/** Resolves the accounts mentioned in a text. */
export interface MentionResolver {
  /** The bot's own account: its mention calls the bot and is no part of the words. */
  bot: string;
  /** The verified e-mail behind an account, or null. */
  email(user: string): Promise<string | null>;
}

const MENTIONS = 5;

/** Strips a message to plain words: no markup, addresses bare, colleagues as `@ana@example.com`. */
export async function plainWords(text: string, mentioned: MentionResolver): Promise<string> {
  if (!/[<&]/.test(text)) return tidy(text);
  const users = [
    ...new Set(
      [...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].flatMap(([, user]) => user ?? []),
    ),
  ];
  const others = users.filter((user) => user !== mentioned.bot).slice(0, MENTIONS);
  const emails = new Map(
    await Promise.all(others.map(async (user) => [user, await mentioned.email(user)] as const)),
  );
  const called = new RegExp(`^\\s*<@${mentioned.bot}(?:\\|[^<>]*)?>\\s*[:,]`);
  const said = text
    .replace(called, '')
    .replace(TOKEN, (_, token: string) => meaning(token, mentioned.bot, emails));
  return tidy(unescaped(said));
}

const tidy = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim();

function meaning(token: string, bot: string, emails: ReadonlyMap<string, string | null>): string {
  const bar = token.indexOf('|');
  const target = bar < 0 ? token : token.slice(0, bar);
  const label = bar < 0 ? '' : token.slice(bar + 1);
  if (target.startsWith('@'))
    return target.slice(1) === bot ? ' ' : `@${emails.get(target.slice(1)) ?? target.slice(1)}`;
  if (target.startsWith('#')) return `#${label || target.slice(1)}`;
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return target.replace(/^(mailto|tel):/, '');
}

/** `&amp;` last, so that a typed `&amp;lt;` stays what it was. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
