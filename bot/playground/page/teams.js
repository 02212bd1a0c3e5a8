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
  shown.parse(plain, new SerializationContext(new Version(1, 5)));
  shown.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener,noreferrer');
    else if (type === 'Action.Execute' || type === 'Action.Submit') press({ from: 'teams', verb: action.verb || undefined, data: action.data });
  };
  const rendered = shown.render();
  return rendered ?? element('p', {}, 'The renderer of Adaptive Cards shows nothing for this card.');
}

export function teamsDialog({ title, teams }, dialog, press) {
  const close = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', click: () => dialog.close() }, '✕');
  dialog.replaceChildren(element('header', {}, element('h3', {}, title), close), teamsCard(teams, press));
}

const isDark = () => document.documentElement.dataset.dark === 'true';
