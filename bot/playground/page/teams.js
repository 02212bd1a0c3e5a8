/* global AdaptiveCards */
import { everybody, suggest } from './api.js';
import { combobox } from './combobox.js';
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
  const phone = asOnPhone(plain);
  shown.parse(phone, new SerializationContext(new Version(1, 5)));
  shown.onExecuteAction = (action) => {
    const type = action.getJsonTypeName();
    if (type === 'Action.OpenUrl') window.open(action.url, '_blank', 'noopener,noreferrer');
    else if (type === 'Action.Execute' || type === 'Action.Submit') press({ from: 'teams', verb: action.verb || undefined, data: action.data });
  };
  const rendered = shown.render();
  for (const group of rendered?.querySelectorAll('.ac-choiceSetInput-multiSelect') ?? []) fold(group);
  for (const { data, verb } of searchesOf(phone)) {
    const field = rendered && shown.getAllInputs().find(({ id }) => id === data.input)?.renderedInputControlElement;
    if (field) completed(field, ({ value }) => press({ from: 'teams', verb, data: { data: { ...data.data, customer: value } } }));
  }
  return rendered ?? element('p', {}, 'The renderer of Adaptive Cards shows nothing for this card.');
}

/** The buttons that search for what stands in a field. */
function searchesOf(part) {
  if (typeof part !== 'object' || part === null) return [];
  return part.type === 'Action.Execute' && part.data?.input ? [part] : Object.values(part).flatMap(searchesOf);
}

/** Customers stand under the field while one types. */
function completed(field, take) {
  const { search } = combobox(field, { find: suggest, take });
  field.addEventListener('click', search);
}

/** Teams shows many choices as one closed list; the renderer shows a box for each. */
function fold(group) {
  const boxes = [...group.querySelectorAll('input')];
  if (boxes.length <= 6) return;
  const summary = element('summary');
  const count = () => { const { length } = boxes.filter(({ checked }) => checked); summary.textContent = length > 0 ? `${length} chosen` : 'Choose…'; };
  group.addEventListener('change', count);
  count();
  const closed = element('details', { class: 'teams-choices' }, summary);
  group.replaceWith(closed);
  closed.append(group);
}

/** The renderer cannot search while one types, so it gets a text field: its words are searched by the button, as in older cards. */
const PICK = 'pick-';
const typedInto = (id) => id.replace(PICK, 'search-');

/** The renderer knows neither the widths nor the looks of Teams: a phone shows what is for narrow cards, in its own look. */
function asOnPhone(part) {
  if (Array.isArray(part)) return part.filter((one) => !one?.targetWidth?.startsWith('atLeast')).map(asOnPhone);
  if (typeof part !== 'object' || part === null) return part;
  if (part.type === 'Input.ChoiceSet' && part.id?.startsWith(PICK)) return { type: 'Input.Text', id: typedInto(part.id), label: part.label, placeholder: part.placeholder, maxLength: 200 };
  if (part.data?.input?.startsWith?.(PICK)) return { ...part, data: { ...part.data, input: typedInto(part.data.input) } };
  const { targetWidth: _width, themedUrls, ...rest } = part;
  const copy = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, asOnPhone(value)]));
  const dark = isDark() && themedUrls?.find(({ theme }) => theme === 'Dark');
  return dark ? { ...copy, url: dark.url } : copy;
}

export function teamsDialog({ title, teams }, dialog, press) {
  const close = element('button', { type: 'button', class: 'quiet', 'aria-label': 'Close', click: () => dialog.close() }, '✕');
  const found = new Map();
  const card = teamsCard(withLists(teams, found), (sent) => press({ ...sent, data: chosen(sent.data, found) }));
  dialog.replaceChildren(element('header', {}, element('h3', {}, title), close), card);
  for (const input of card.querySelectorAll(`input[placeholder="${CUSTOMER}"]`))
    completed(input, ({ value, label }) => { found.set(label, value); input.value = label; input.dispatchEvent(new Event('input')); });
}

const DATASET = 'choices.data';

const CUSTOMER = 'Name, domain or e-mail';

/** Teams looks people up in the organisation's directory; here they are a list. It asks for customers while one types; here a text field does. */
const withLists = (card, found) => ({
  ...card,
  body: card.body.map(({ [DATASET]: data, ...input }) => {
    if (!data) return input;
    if (data.dataset !== 'customers') return { ...input, style: 'compact', choices: everybody.map(({ user, label }) => ({ title: label, value: user })) };
    const { choices, value, ...field } = input;
    for (const choice of choices) found.set(choice.title, choice.value);
    return { ...field, type: 'Input.Text', placeholder: CUSTOMER, value: choices.find((choice) => choice.value === value)?.title ?? '' };
  }),
});

/** What was filled in, with the customer that a text stands for. */
const chosen = (data, found) => Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [key, key.startsWith('field-') && found.has(value) ? found.get(value) : value]));

const isDark = () => document.documentElement.dataset.dark === 'true';
