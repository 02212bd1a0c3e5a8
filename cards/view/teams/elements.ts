import type { Line } from '../view.ts';
import { markdown } from './markdown.ts';

/** The part of Adaptive Cards 1.5 that is used here. https://adaptivecards.io/explorer */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  $schema: string;
  version: '1.5';
  body: Element[];
  actions?: Action[];
  fallbackText?: string;
  speak?: string;
  msteams?: { width?: 'Full'; entities?: Mention[] };
}

interface Placed {
  /** Teams keeps it, so that a card can be known again by its first element. */
  id?: string;
  spacing?: 'None' | 'Small' | 'Default' | 'Medium';
  separator?: boolean;
  /** Shown on cards of this width alone. */
  targetWidth?: 'atLeast:Standard' | 'atMost:Narrow';
}

export type Element = Placed &
  (
    | TextBlock
    | { type: 'FactSet'; facts: { title: string; value: string }[] }
    | { type: 'Container'; items: Element[]; selectAction?: Action }
    | { type: 'ColumnSet'; columns: Column[] }
    | { type: 'ActionSet'; actions: Action[] }
    | Image
    | LineChart
    | Input
  );

export interface Image {
  type: 'Image';
  url: string;
  altText: string;
  size: 'Stretch';
  /** For the dark look of Teams. */
  themedUrls?: { theme: 'Dark'; url: string }[];
}

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards */
export interface LineChart {
  type: 'Chart.Line';
  title: string;
  xAxisTitle?: string;
  yAxisTitle?: string;
  data: { legend: string; values: { x: string; y: number }[] }[];
  /** For clients that draw no chart. */
  fallback: Image | 'drop';
}

export interface TextBlock {
  type: 'TextBlock';
  text: string;
  wrap: true;
  size?: 'Small' | 'Large';
  weight?: 'Bolder';
  color?: 'Attention';
  isSubtle?: true;
  style?: 'heading';
}

export interface Column {
  type: 'Column';
  width: 'stretch' | 'auto';
  items: Element[];
  verticalContentAlignment?: 'Center';
}

export type Input =
  | (ElementParts & {
      type: 'Input.Text';
      value?: string;
      placeholder?: string;
      maxLength?: number;
      isMultiline?: boolean;
    })
  | (ElementParts & {
      type: 'Input.ChoiceSet';
      choices: { title: string; value: string }[];
      isMultiSelect?: boolean;
      style?: 'compact' | 'expanded';
      value?: string;
      wrap?: true;
      placeholder?: string;
      /** Teams offers the organisation's people while one types, or asks us for customers. */
      'choices.data'?: { type: 'Data.Query'; dataset: Dataset };
    })
  | (ElementParts & { type: 'Input.Date' | 'Input.Time'; value?: string });

/** https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search */
export type Dataset = 'graph.microsoft.com/users' | typeof CUSTOMERS;
/** Our own dataset: Teams sends us the words while somebody types them. */
export const CUSTOMERS = 'customers';

export interface ElementParts {
  id: string;
  label: string;
  isRequired?: boolean;
  errorMessage?: string;
}

export type Action = { title?: string; style?: 'positive' | 'destructive' } & (
  | { type: 'Action.Execute'; verb: string; data: unknown; associatedInputs?: 'auto' | 'none' }
  | { type: 'Action.Submit'; data: unknown; associatedInputs?: 'auto' | 'none' }
  | { type: 'Action.OpenUrl'; url: string }
  | { type: 'Action.ShowCard'; card: { type: 'AdaptiveCard'; version: '1.5'; body: Element[] } }
);

export interface Mention {
  type: 'mention';
  text: string;
  mentioned: { id: string; name: string };
}

export const cardOf = (body: Element[]): AdaptiveCard => ({
  type: 'AdaptiveCard',
  $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
  version: '1.5',
  body,
});

export const textBlock = (
  spans: Line,
  look: Omit<Partial<TextBlock>, 'type' | 'text' | 'wrap'> = {},
): TextBlock => ({
  type: 'TextBlock',
  text: markdown(spans),
  wrap: true,
  ...look,
});
