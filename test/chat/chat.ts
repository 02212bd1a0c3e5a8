import type { Values } from '../../cards/view/view.ts';

/** One interface for stories on every platform: what people do, and what they see. */
export interface Chat {
  as(email: string): Speaker;
  /** The posts that everybody in a channel can read, oldest first. */
  posts(): readonly Post[];
  /** This person's private messages, oldest first; those in threads have `thread`. */
  told(email: string): readonly { text: string; thread: boolean }[];
  /** The platform refuses this many of the next messages that the bot sends, and says to come back in a second. */
  refuses(messages: number): void;
  /** This person is in the channel from now on, or no more. */
  joins(email: string, channel: `#${string}`): void;
  leaves(email: string, channel: `#${string}`): void;
  /** Somebody deletes the newest post there that says so. */
  deletes(channel: `#${string}`, says: string): void;
  close(): Promise<void>;
}

export interface Speaker {
  /** Types words. Without `in`: a direct message. */
  says(words: string, where?: Where): Promise<VisibleReply>;
  /** Presses the button with this label in what this person saw last; opens a dialog where it is one that does. */
  presses(label: string): Promise<VisibleReply>;
  /** Fills in the dialog that is open, by field id or label, and submits it. */
  fills(values: Values): Promise<VisibleReply>;
  /** Types into the search field of what this person saw last, or of the dialog that is open. */
  types(query: string): Promise<readonly Suggestion[]>;
  /** Takes a suggestion in the search field of what this person saw last. */
  picks(suggestion: Suggestion): Promise<VisibleReply>;
  /** Turns to the newest post in this channel that says so. */
  looksAt(channel: `#${string}`, says: string): Promise<VisibleReply>;
  /** Waits for a private message with these words that nobody asked for, and looks at it. */
  isTold(words: string): Promise<VisibleReply>;
  /** Chooses this in the menu of a message that somebody wrote. */
  chooses(shortcut: string, message: ChatMessage): Promise<VisibleReply>;
  /** Opens the App Home or the personal tab. */
  opensHome(): Promise<VisibleReply>;
}

/** A message in a channel, written by a person. On Teams a message comes without its thread. */
export interface ChatMessage {
  channel: `#${string}`;
  author: string;
  words: string;
  replies?: readonly { author: string; words: string }[];
  files?: readonly ChatFile[];
}

export interface ChatFile {
  name: string;
  type: string;
  size: number;
  /** Kept by the platform; the message only names the file without them. */
  bytes?: Buffer;
  /** Slack tells this of it as well. */
  slack?: Record<string, unknown>;
}

/** `direct` is a direct message, `slash` a slash command in a channel (in Teams: the command menu), else an @mention there. */
export interface Where {
  in: 'direct' | 'slash' | `#${string}`;
  /** Where a slash command is typed; `#general` where absent. */
  channel?: `#${string}`;
}

export interface VisibleReply {
  /** Everything visible, plain: texts, labels of buttons, fields. */
  text: string;
  /** Nobody else can see it. */
  private: boolean;
  /** The payload that the platform got. */
  raw: unknown;
  /** The dialog that is now open. */
  form?: { title: string; fields: readonly { id: string; label: string }[] };
}

export interface Suggestion {
  value: string;
  label: string;
}

export interface Post {
  channel: string;
  text: string;
  raw: unknown;
}
