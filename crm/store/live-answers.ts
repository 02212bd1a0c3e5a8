import type { LiveAnswer } from '../live-answer/live-answer.ts';

/** Answers that show something under way, until they were edited to say how it ended. */
export interface LiveAnswers {
  /** Takes the place of another one at the same message. */
  save(answer: LiveAnswer): Promise<void>;
  /** Those about a thing. */
  of(about: LiveAnswer['about']): Promise<LiveAnswer[]>;
  remove(at: Pick<LiveAnswer, 'place' | 'reference'>): Promise<void>;
  /** Those of an account in this place: it went on there, and other things may stand in their messages. */
  removeOf(at: Pick<LiveAnswer, 'place' | 'user'>): Promise<void>;
}
