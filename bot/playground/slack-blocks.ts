import type { toBlockKit } from '../../cards/view/slack/block-kit.ts';
import { type DataVisualization, isChart } from '../../cards/view/slack/chart.ts';
import { type Html, html } from '../adapter/html.ts';
import { chartSvg } from '../charts/svg.ts';
import { controlHtml, elementHtml } from './slack-elements.ts';

export type SlackBlock = ReturnType<typeof toBlockKit>['blocks'][number];

/** Block Kit as Slack shows it, as far as Rapport uses it. Throws on a block or element that it does not know. */
export const blocksHtml = (blocks: readonly SlackBlock[]): string =>
  blocks.map((block) => blockHtml(block).html).join('\n');

function blockHtml(block: SlackBlock): Html {
  if (isChart(block)) return chartHtml(block);
  switch (block.type) {
    case 'header':
      return html`<h3 class="slack-header">${block.text.text}</h3>`;
    case 'rich_text':
      return html`<p class="slack-text">${block.elements.map(richText)}</p>`;
    case 'section':
      return html`<div class="slack-section"><p class="slack-text">${plain(block.text)}</p>${block.accessory && elementHtml(block.accessory, block.block_id)}</div>`;
    case 'context':
      return html`<p class="slack-context">${block.elements.map(plain)}</p>`;
    case 'actions':
      return html`<div class="slack-actions">${block.elements.map((element) => elementHtml(element, block.block_id))}</div>`;
    case 'divider':
      return html`<hr class="slack-divider">`;
    case 'image':
      return html`<img class="slack-image" src="${'image_url' in block ? block.image_url : unknownBlock('image without an address')}" alt="${block.alt_text}">`;
    case 'input':
      return inputHtml(block);
    default:
      return unknownBlock(block.type);
  }
}

/** Of the page's own ink, so that it suits the light and the dark look. */
const COLOURS = {
  paper: 'none',
  ink: 'currentColor',
  faint: 'currentColor',
  line: '#2f86d6',
  target: '#b7791f',
};

function chartHtml({ title, chart }: DataVisualization): Html {
  const [values, target] = chart.series;
  const unit = chart.axis_config.y_label ?? '';
  const words = (value: number): string => `${value} ${unit}`.trim();
  const points = (values?.data ?? []).map(({ label, value }) => ({
    label,
    day: '',
    value,
    text: words(value),
  }));
  const goal = target?.data[0];
  const drawn = {
    title,
    unit,
    points,
    target: goal ? { value: goal.value, text: words(goal.value) } : null,
  };
  // The drawing escapes what it writes.
  const svg: Html = { html: chartSvg(drawn, COLOURS) };
  return html`<div class="slack-chart" role="img" aria-label="${title}">${svg}</div>`;
}

type RichText = Extract<SlackBlock, { type: 'rich_text' }>['elements'][number];

function richText(section: RichText): Html[] {
  if (section.type !== 'rich_text_section') return unknownBlock(section.type);
  return section.elements.map((element) => {
    switch (element.type) {
      case 'text':
        return element.style?.bold ? html`<b>${element.text}</b>` : html`${element.text}`;
      case 'link':
        return html`<a href="${element.url}" target="_blank" rel="noopener noreferrer">${element.text ?? element.url}</a>`;
      case 'user':
        return html`<span class="slack-mention">@${element.user_id}</span>`;
      default:
        return unknownBlock(element.type);
    }
  });
}

function inputHtml(block: Extract<SlackBlock, { type: 'input' }>): Html {
  const id = `slack-${block.block_id ?? ''}`;
  const optional = block.optional ? html` <span class="slack-optional">(optional)</span>` : null;
  return html`<div class="slack-input"><label for="${id}">${block.label.text}${optional}</label>${controlHtml(block.element, id, !block.optional)}${block.hint && html`<small>${block.hint.text}</small>`}</div>`;
}

function plain(text: { type: string; text?: string } | undefined): string {
  return text?.type === 'plain_text' ? (text.text ?? '') : unknownBlock(text?.type ?? 'nothing');
}

export function unknownBlock(type: string): never {
  throw new Error(`The playground cannot show "${type}" of Slack`);
}
