import type { Place } from '../person/place.ts';

/** How far the posting of each message came, by its key, on one tenant of a chat platform. */
export interface PostAttempts {
  get(where: PostTarget, key: string): Promise<PostAttempt | null>;
  save(where: PostTarget, key: string, attempt: PostAttempt): Promise<void>;
}

export type PostTarget = Pick<Place, 'platform' | 'tenant'>;

export type PostAttempt =
  | {
      state: 'posted';
      /** The platform's name for the message. */
      reference: string;
      at: Date;
    }
  | {
      /** `unsure`: it ended without an answer, so the message may stand there. */
      state: 'begun' | 'unsure' | 'refused';
      /** Names the attempt, so that only one copy of the bot follows it with another. */
      id: string;
      /** When it began. */
      at: Date;
      /** When an earlier attempt began of which nobody could find out what became of it. */
      doubtedAt: Date | null;
    };
