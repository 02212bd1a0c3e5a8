/**
 * The part of Markdown that Teams shows in cards: bold, links, escapes, paragraphs and mentions. Everything else is
 * text; nothing gets into the page that was not escaped here.
 */
const TOKEN = /\\([!-/:-@[-`{-~])|\*\*((?:\\[^]|[^\\*]|\*(?!\*))+)\*\*|\[((?:\\[^]|[^\]\\])*)\]\(((?:https?:|mailto:)[^)\s]*)\)|<at>([^<]*)<\/at>|&(lt|gt|amp|quot);|[^]/g;
const NAMED = { lt: '<', gt: '>', amp: '&', quot: '"' };

export const markdownHtml = (text) => text.split(/\n{2,}/).map((words) => `<p>${inline(words)}</p>`).join('');

const inline = (text) =>
  text.replace(TOKEN, (one, escaped, bold, label, href, name, entity) => {
    if (escaped) return safe(escaped);
    if (bold) return `<strong>${inline(bold)}</strong>`;
    if (href) return `<a href="${safe(href)}" target="_blank" rel="noopener noreferrer">${inline(label)}</a>`;
    if (name) return `<span class="teams-mention">${safe(name)}</span>`;
    return safe(entity ? NAMED[entity] : one);
  });

const safe = (text) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
