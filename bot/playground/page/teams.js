/* global AdaptiveCards */
import { element } from './dom.js';
import { hostConfig } from './looks.js';
import { markdownHtml } from './markdown.js';

/** A card as the official renderer shows it with the look of Teams. */
export function teamsCard(card, press) {
  const { AdaptiveCard, HostConfig, SerializationContext, Version } = AdaptiveCards;
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdownHtml(text);
    result.didProcess = true;
  };
  const shown = new AdaptiveCard();
  shown.version = new Version(1, 5);
  shown.hostConfig = new HostConfig(hostConfig(isDark()));
  const { msteams: _, ...plain } = card;
  shown.parse(asOnPhone(plain), new SerializationContext(new Version(1, 5)));
  shown.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener,noreferrer');
    else if (type === 'Action.Execute' || type === 'Action.Submit') press({ from: 'teams', verb: action.verb || undefined, data: action.data });
  };
  const rendered = shown.render();
  return rendered ?? element('p', {}, 'The renderer of Adaptive Cards shows nothing for this card.');
}

/** The renderer knows neither the widths nor the looks of Teams: a phone shows what is for narrow cards, in its own look. */
function asOnPhone(part) {
  if (Array.isArray(part)) return part.filter((one) => !one?.targetWidth?.startsWith('atLeast')).map(asOnPhone);
  if (typeof part !== 'object' || part === null) return part;
  const { targetWidth: _width, themedUrls, ...rest } = part;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asOnPhone(value)]));
  const dark = isDark() && themedUrls?.find(({ theme }) => theme === 'Dark');
  return dark ? { ...copy, url: dark.url } : copy;
}

export function teamsDialog({ title, teams }, dialog, press) {
  const close = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', click: () => dialog.close() }, '✕');
  dialog.replaceChildren(element('header', {}, element('h3', {}, title), close), teamsCard(teams, press));
}

const isDark = () => document.documentElement.dataset.dark === 'true';
