import type { PlatformId } from '../../crm/person/person.ts';
import type { ActionName } from './action.ts';

/**
 * A message of the bot, before any platform is involved. Plain JSON data: safe to compare, store, queue and snapshot.
 * Each dialect (slack.ts, teams.ts, text.ts) is one exhaustive switch over these kinds.
 */
export interface View {
  /** The first thing read, in a notification too: the customer's name first. */
  title: string;
  blocks: readonly Block[];
}

export type Block =
  | TextBlock
  | { kind: 'heading'; text: string; aside?: string }
  | { kind: 'facts'; facts: readonly Fact[] }
  | { kind: 'entries'; entries: readonly EntryLine[] }
  | { kind: 'choices'; choices: readonly Choice[] }
  | {
      kind: 'buttons';
      buttons: readonly Button[];
      more?: { label: string; buttons: readonly Button[] };
      /** How many entries of the list right above the one button here leads to; its `skip` counts those shown. */
      rest?: { count: number; capped: boolean };
    }
  /** Pressed with `data.customer`, the one picked while typing, or on Teams with `data.query`, the words typed. */
  | (Press & { kind: 'search'; label: string; placeholder: string })
  | { kind: 'image'; url: string; alt: string }
  | ChartBlock
  | { kind: 'divider' };

/** Values in a row, as a chart. The text of the view says every one of them too. */
export interface ChartBlock {
  kind: 'chart';
  chart: Chart;
  /** The sight of it in words: `Retention rate, twelve weeks: from 94 % up to 96.2 %`. */
  alt: string;
  /** Addresses under which its picture is drawn; the front door adds them where there are some. */
  picture?: { light: string; dark: string };
  /** The platform's own name of the picture, where it was uploaded there. */
  uploaded?: string;
  /** The platform refused its own chart, so the picture takes its place. */
  asPicture?: true;
}

export interface Chart {
  title: string;
  /** Of its values: `%`, `EUR`; empty for a mere number. */
  unit: string;
  /** Oldest first. `day` is the first one of its period; null is a period without data, never 0. */
  points: readonly { label: string; day: string; value: number | null; text: string }[];
  target: { value: number; text: string } | null;
  /** Where it is made of few records, how few: `n = 1 to 4 records`. */
  note?: string | undefined;
}

export interface TextBlock {
  kind: 'text';
  line: Line;
  /** `quiet` is small print; `caution` carries a sign and stands out, never by colour alone. */
  tone?: 'quiet' | 'caution';
}

export interface Fact {
  label: string;
  value: Line;
}

/** One line of a timeline: when, which department, what, who. */
export interface EntryLine {
  when: string;
  department: string;
  what: Line;
  who?: string;
  /** Opens the detail. */
  open?: Press;
}

/** One of several to choose from: what it is, what tells it apart, and the button that takes it. */
export interface Choice {
  title: string;
  /** The beginning of the title, where that alone stands out: `Acme` of `Acme: send the offer`. */
  name?: string;
  detail: string;
  button: Button;
  /** A second thing to do with it: both stand below it then. */
  also?: Button;
}

/** A button's data. A press is parsed by the action's schema, since a client sent it. */
export type Data = Readonly<Record<string, string | number | boolean | null | readonly string[]>>;

export interface Press {
  /** `<command>.<step>`, e.g. `timeline.page`; made by `press` of an action. */
  action: ActionName;
  data: Data;
}

export type Button =
  | (Press & {
      kind: 'press';
      label: string;
      tone?: 'primary' | 'danger';
      confirm?: { title: string; text: string; yes: string; no: string };
      /** The reply is a form. Teams has to be told before the press; elsewhere it makes no difference. */
      opens?: 'form';
    })
  /** Opens an address in the browser; made by `linkButton`, so the address is safe. */
  | { kind: 'link'; label: string; href: string };

/** A dialog: a modal in Slack, a task module in Teams, a `<dialog>` in the playground. */
export interface Form {
  title: string;
  intro?: Line;
  fields: readonly Field[];
  submit: { label: string } & Press;
}

export type Field =
  | {
      kind: 'text';
      id: string;
      label: string;
      hint?: string;
      placeholder?: string;
      value?: string;
      multiline?: boolean;
      max: number;
      optional: boolean;
    }
  | {
      kind: 'choice';
      id: string;
      label: string;
      hint?: string;
      options: readonly Option[];
      value?: string;
      optional: boolean;
    }
  | {
      kind: 'choices';
      id: string;
      label: string;
      hint?: string;
      options: readonly Option[];
      values?: readonly string[];
      optional: boolean;
    }
  | Picked<'day'>
  /** `HH:mm`. */
  | Picked<'time'>
  /** A day, and an hour where one matters: `YYYY-MM-DD` or `YYYY-MM-DD HH:mm`. */
  | Picked<'when'>
  /** A colleague: filled with words that name one, it comes back as an e-mail address. */
  | (Picked<'person'> & {
      /** The platform's own name for them; the front door adds it. */
      user?: string;
      /** Colleagues whom the platform cannot look up for us; chosen, they come back as their address. */
      strangers?: readonly Option[];
    })
  /** Any number of colleagues; the same of each. */
  | {
      kind: 'people';
      id: string;
      label: string;
      hint?: string;
      values?: readonly string[];
      users?: readonly string[];
      strangers?: readonly Option[];
      optional: boolean;
    }
  | {
      kind: 'customer';
      id: string;
      label: string;
      hint?: string;
      value?: Option;
      /** Likely ones, for a platform that shows none before somebody types; the front door adds them. */
      likely?: readonly Option[];
      optional: boolean;
    };

/** A field with a native picker. Words that no picker can show go into its hint, by the front door. */
interface Picked<Kind extends string> {
  kind: Kind;
  id: string;
  label: string;
  hint?: string;
  value?: string;
  optional: boolean;
}

export interface Option {
  value: string;
  label: string;
}

/** A submitted form's values: a text, a day, a time, a colleague or one choice is a string; choices are a list; empty ones are absent. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** A string is always literal text; formatting is a typed span, so text from outside can never become a mention or a link. */
export type Span =
  | string
  | { kind: 'bold'; text: string }
  | { kind: 'link'; text: string; href: string }
  /** A colleague. Mentioned where the platform knows the account and the message is posted; a name everywhere else. */
  | { kind: 'person'; name: string; accounts?: Accounts };
/** A person's accounts: by platform, what that platform calls the user. */
export type Accounts = Readonly<Record<PlatformId, string>>;
export type Line = readonly Span[];

/** Tagged template: line`${bold(name)} is handed to ${person(ana)}`. */
export function line(words: TemplateStringsArray, ...spans: (Span | Line)[]): Line {
  return words
    .flatMap((word, i) => [word, ...asLine(spans[i] ?? '')])
    .filter((span) => span !== '');
}

const asLine = (part: Span | Line): Line => (isLine(part) ? part : [part]);
const isLine = (part: Span | Line): part is Line => Array.isArray(part);

export const text = (value: string | Line, tone?: TextBlock['tone']): TextBlock => ({
  kind: 'text',
  line: typeof value === 'string' ? [value] : value,
  ...(tone && { tone }),
});
export const bold = (value: string): Span => ({ kind: 'bold', text: value });
export const person = (name: string, accounts?: Accounts): Span => ({
  kind: 'person',
  name,
  ...(accounts && { accounts }),
});

/** An address that is not http(s) or mailto stays text. */
export function link(value: string, href: string): Span {
  const safe = safeHref(href);
  return safe ? { kind: 'link', text: value, href: safe } : value;
}

/** Null where the address is not one that a person may be sent to. */
export function linkButton(label: string, href: string): Button | null {
  const safe = safeHref(href);
  return safe ? { kind: 'link', label, href: safe } : null;
}

/** Normalised so that it can close neither Slack's `<…|…>` nor Markdown's `[…](…)`; at most 3,000 characters, as Slack allows. */
export function safeHref(href: string): string | null {
  const url = URL.parse(href);
  if (!url || !['https:', 'http:', 'mailto:'].includes(url.protocol)) return null;
  const safe = url.href.replace(
    /[<>|()\\^`\s"']/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return safe.length <= 3000 ? safe : null;
}
