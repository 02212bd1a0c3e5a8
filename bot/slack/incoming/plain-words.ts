import { MOST_MENTIONS, type ReadWords } from '../../adapter/incoming-text.ts';

/** `<@U1|ana>`, `<#C1|sales>`, `<!here>`, `<https://acme.com|acme.com>`: what Slack makes of what people type. */
const TOKEN = /<([^<>]*)>/g;

/** Resolves ids that stand in a text. Names written beside them are only how they read. */
export interface MentionResolver {
  /** The bot's own account: its mention calls the bot and is no part of the words. */
  bot: string;
  /** The verified e-mail behind an account, or null. */
  email(user: string): Promise<string | null>;
  /** The name of somebody without one. */
  name?(user: string): Promise<string | null>;
  /** The handle of a group of users. */
  group?(id: string): Promise<string | null>;
  channel?(id: string): Promise<string | null>;
}

/** Said where nothing else is known; an id means nothing to a person. */
const UNKNOWN = { '@': 'that colleague', '#': 'that channel', '!subteam^': 'that group' } as const;
type Sign = keyof typeof UNKNOWN;
const REFERENCE = /^(@|#|!subteam\^)([A-Z0-9]+)$/;

/** Strips a message to plain words: no markup, addresses bare, colleagues as `@ana@example.com`. */
export async function plainWords(text: string, mentioned: MentionResolver): Promise<ReadWords> {
  if (!/[<&]/.test(text)) return { words: tidy(text), unread: 0 };
  const targets = new Set(
    [...text.matchAll(TOKEN)].map(([, token = '']) => splitToken(token).target),
  );
  const referred = [...targets].filter(
    (target) => REFERENCE.test(target) && target !== `@${mentioned.bot}`,
  );
  const names = new Map(
    await Promise.all(
      referred
        .slice(0, MOST_MENTIONS)
        .map(async (target) => [target, await nameOf(target, mentioned)] as const),
    ),
  );
  const called = new RegExp(`^\\s*<@${mentioned.bot}(?:\\|[^<>]*)?>\\s*[:,]`);
  const said = text
    .replace(called, '')
    .replace(TOKEN, (_, token: string) => meaning(token, mentioned.bot, names));
  return {
    words: tidy(unescaped(said)),
    unread: Math.max(0, referred.length - MOST_MENTIONS),
  };
}

async function nameOf(target: string, mentioned: MentionResolver): Promise<string | null> {
  const [, sign, id = ''] = REFERENCE.exec(target) ?? [];
  if (sign === '@') return (await mentioned.email(id)) ?? (await mentioned.name?.(id)) ?? null;
  return (await (sign === '#' ? mentioned.channel?.(id) : mentioned.group?.(id))) ?? null;
}

const tidy = (text: string): string => text.replace(/[^\S\n]+/g, ' ').trim();

function splitToken(token: string): { target: string; label: string } {
  const bar = token.indexOf('|');
  return bar < 0
    ? { target: token, label: '' }
    : { target: token.slice(0, bar), label: token.slice(bar + 1) };
}

function meaning(token: string, bot: string, names: ReadonlyMap<string, string | null>): string {
  const { target, label } = splitToken(token);
  if (target === `@${bot}`) return ' ';
  const sign = REFERENCE.exec(target)?.[1];
  if (isSign(sign)) {
    const name = names.get(target) || label.replace(/^[@#]/, '');
    return name ? `${sign === '#' ? '#' : '@'}${name}` : UNKNOWN[sign];
  }
  if (target.startsWith('!')) return label || `@${target.slice(1)}`;
  return linkWords(target, label);
}

const isSign = (sign: string | undefined): sign is Sign => sign !== undefined && sign in UNKNOWN;

/** A link that Slack made of an address is that address; one that somebody wrote has words, too. */
function linkWords(target: string, label: string): string {
  const address = target.replace(/^(?:mailto|tel):/, '');
  const isAddress =
    address !== target || target.replace(/^https?:\/\/(?:www\.)?/, '').startsWith(label);
  return isAddress || label === target ? address : `${label} (${address})`;
}

/** `&amp;` last, so that a typed `&amp;lt;` stays what it was. */
const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
