/** A message as one person sees it, or everybody in a channel. */
export interface FakeMessage {
  ts: string;
  channel: string;
  /** Null where everybody in the channel sees it. */
  to: string | null;
  thread: string | null;
  text: string;
  blocks: unknown[];
  metadata?: unknown;
  deleted: boolean;
  /** The person who wrote it, where it was not the bot. */
  by?: string;
  files?: object[];
}

export interface FakeView {
  id: string;
  hash: string;
  type: 'modal' | 'home';
  callback_id?: string;
  private_metadata?: string;
  title?: { text: string };
  blocks: unknown[];
}

export type Surface = { kind: 'message'; message: FakeMessage } | { kind: 'view'; view: FakeView };

/** Everything that was shown, and what each person saw last. */
export interface Screens {
  messages: FakeMessage[];
  shown(user: string): Surface | null;
  show(user: string, surface: Surface): void;
  write(
    message: Pick<FakeMessage, 'channel' | 'to'> & {
      thread?: string | undefined;
      text?: unknown;
      blocks?: unknown;
      metadata?: unknown;
      by?: string;
    },
  ): FakeMessage;
  closed(user: string): void;
  /** The App Home of this person; they turn to it. */
  publish(user: string, home: FakeView): void;
  homeHash(user: string): string | undefined;
}

export function screens(): Screens {
  const messages: FakeMessage[] = [];
  const last = new Map<string, Surface>();
  const before = new Map<string, Surface>();
  const homes = new Map<string, string>();
  let clock = 1_700_000_000;
  return {
    messages,
    shown: (user) => last.get(user) ?? null,
    show(user, surface) {
      const now = last.get(user);
      if (surface.kind === 'view' && surface.view.type === 'modal' && now && !isModal(now))
        before.set(user, now);
      last.set(user, surface);
    },
    publish(user, home) {
      homes.set(user, home.hash);
      last.set(user, { kind: 'view', view: home });
    },
    homeHash: (user) => homes.get(user),
    closed(user) {
      const under = before.get(user);
      const now = last.get(user);
      if (now && isModal(now)) under ? last.set(user, under) : last.delete(user);
    },
    write({ channel, to, thread, text, blocks, metadata, by }) {
      clock += 1;
      const message = {
        ts: `${clock}.000100`,
        channel,
        to,
        thread: thread ?? null,
        ...content({ text, blocks }),
        ...(metadata !== undefined && { metadata }),
        deleted: false,
        ...(by && { by }),
      };
      messages.push(message);
      return message;
    },
  };
}

const isModal = (surface: Surface): boolean =>
  surface.kind === 'view' && surface.view.type === 'modal';

export const content = ({
  text,
  blocks,
}: {
  text?: unknown;
  blocks?: unknown;
}): Pick<FakeMessage, 'text' | 'blocks'> => ({
  text: typeof text === 'string' ? text : '',
  blocks: Array.isArray(blocks) ? blocks : [],
});
