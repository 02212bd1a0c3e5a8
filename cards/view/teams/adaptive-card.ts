import { unreachable } from '../../../crm/problem.ts';
import { withFewButtons } from '../few-buttons.ts';
import { fitView } from '../fit.ts';
import { labelText, lastPart, lineWithWholeEnd, longLine, longLines, shortLine } from '../lines.ts';
import { toText } from '../text.ts';
import {
  type Block,
  bold,
  type EntryLine,
  type Fact,
  type Line,
  line,
  safeHref,
  type View,
} from '../view.ts';
import { actionSets, execute } from './actions.ts';
import { chartElements } from './chart.ts';
import { choicesElements, searchElements } from './choices.ts';
import { bytesOf } from './dialog.ts';
import { type AdaptiveCard, cardOf, type Element, textBlock } from './elements.ts';
import { TEAMS } from './limits.ts';
import { literal, markdown, mentionsIn } from './markdown.ts';

export { toDialog } from './dialog.ts';
export type { AdaptiveCard } from './elements.ts';

export { TEAMS } from './limits.ts';

export { pressFromTeams, valuesFromTeams } from './press.ts';

/** A long text goes on in a second paragraph, unless that alone is more than a card bears. */
export function toAdaptiveCard(all: View): AdaptiveCard {
  const view = withFewButtons(all);
  const fits = (card: AdaptiveCard): boolean => bytesOf(card) <= TEAMS.bytes;
  const whole = { ...view, blocks: view.blocks.flatMap(paragraphs) };
  const long = whole.blocks.length > view.blocks.length;
  if (!long) return fitView(view, render, fits);
  const texts = whole.blocks.filter(({ kind }) => kind === 'text');
  return fitView(fits(render({ ...view, blocks: texts })) ? whole : view, render, fits);
}

const paragraphs = (block: Block): Block[] =>
  block.kind === 'text'
    ? longLines(block.line, TEAMS.text).map((part) => ({ ...block, line: part }))
    : [block];

function render(view: View): AdaptiveCard {
  const spoken = toText(view, TEAMS);
  const entities = mentionsIn(view.blocks.flatMap(linesOf));
  const title = textBlock([labelText(view.title, TEAMS.title)], {
    size: 'Large',
    weight: 'Bolder',
    style: 'heading',
  });
  return {
    ...cardOf([
      title,
      ...view.blocks.flatMap((block, i) => toElements(block, i, view.blocks[i - 1])),
    ]),
    fallbackText: spoken,
    speak: spoken.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
    ...(entities.length > 0 && { msteams: { entities } }),
  };
}

function toElements(block: Block, index: number, before: Block | undefined): Element[] {
  switch (block.kind) {
    case 'text':
      return [textElement(block, before)];
    case 'heading':
      return [{ ...textBlock(linesOf(block)[0] ?? []), spacing: 'Medium' }];
    case 'facts':
      return block.facts.length === 0 ? [] : [factSet(block.facts)];
    case 'entries':
      return block.entries.map(entryElement);
    case 'choices':
      return choicesElements(block.choices);
    case 'buttons':
      return actionSets(block.buttons, block.more);
    case 'search':
      return searchElements(block, index);
    case 'image':
      return [imageElement(block)];
    case 'chart':
      return chartElements(block);
    case 'divider':
      return [{ type: 'Container', items: [], separator: true, spacing: 'Small' }];
    default:
      return unreachable(block);
  }
}

/** The lines of a block as they are shown: cut to size, and so with the mentions that are left. */
function linesOf(block: Block): Line[] {
  switch (block.kind) {
    case 'text':
      return [
        [
          ...(block.tone === 'caution' ? ['⚠️ '] : []),
          ...lineWithWholeEnd(longLine(block.line, TEAMS.text)),
        ],
      ];
    case 'heading':
      return [
        [
          bold(labelText(block.text, TEAMS.heading)),
          block.aside ? `  ${labelText(block.aside, TEAMS.heading)}` : '',
        ],
      ];
    case 'facts':
      return block.facts.map(({ value }) => shortLine(value, TEAMS.value));
    case 'entries':
      return block.entries.map(entryLine);
    case 'choices':
    case 'buttons':
    case 'search':
    case 'image':
    case 'chart':
    case 'divider':
      return [];
    default:
      return unreachable(block);
  }
}

/** Lines of text that follow each other stand close, as one paragraph. */
function textElement(block: Block & { kind: 'text' }, before: Block | undefined): Element {
  const [spans = []] = linesOf(block);
  const spacing = before?.kind === 'text' || before?.kind === 'heading' ? 'None' : 'Small';
  if (block.tone === 'caution')
    return { ...textBlock(spans, { weight: 'Bolder', color: 'Attention' }), spacing };
  return {
    ...textBlock(spans, block.tone === 'quiet' ? { isSubtle: true, size: 'Small' } : {}),
    spacing,
  };
}

const factSet = (facts: readonly Fact[]): Element => ({
  type: 'FactSet',
  spacing: 'Small',
  facts: facts.map(({ label, value }) => ({
    title: literal(labelText(label, TEAMS.who)),
    value: markdown(shortLine(value, TEAMS.value)) || '–',
  })),
});

function entryLine({ when, department, what, who, open }: EntryLine): Line {
  const [time, from] = [labelText(when, TEAMS.who), labelText(department, TEAMS.who)];
  return line`${bold(time)}  ${from} · ${shortLine(what, TEAMS.line)}${who ? lastPart(labelText(who, TEAMS.who)) : ''}${open ? '\u00A0›' : ''}`;
}

/** The whole line is what one taps; the sign at its end says so. */
function entryElement(entry: EntryLine): Element {
  const spans = textBlock(entryLine(entry));
  if (!entry.open) return { ...spans, spacing: 'Small' };
  return {
    type: 'Container',
    spacing: 'Small',
    items: [spans],
    selectAction: { ...execute(entry.open), title: 'Open' },
  };
}

function imageElement({ url, alt }: Block & { kind: 'image' }): Element {
  const href = safeHref(url);
  const told = labelText(alt, TEAMS.value);
  return href ? { type: 'Image', url: href, altText: told, size: 'Stretch' } : textBlock([told]);
}
