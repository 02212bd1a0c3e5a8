import { z } from 'zod';

/** Things that are celebrated by themselves, as the organisation says. */
export const CELEBRATIONS = ['deal', 'renewal', 'expansion', 'save', 'praise', 'target'] as const;
export const Celebration = z.enum(CELEBRATIONS);
export type Celebration = z.infer<typeof Celebration>;

/** `rules`: big ones at once and small ones with the others of the day, as wins that people tell. */
export const PACES = ['rules', 'at-once', 'daily', 'off'] as const;
export const Pace = z.enum(PACES);
export type Pace = z.infer<typeof Pace>;

export const CelebrationSettings = z.object({
  on: z.boolean(),
  /** Nothing that happened before is celebrated. */
  since: z.coerce.date(),
  paces: z.partialRecord(Celebration, Pace),
});
export type CelebrationSettings = z.infer<typeof CelebrationSettings>;

const USUAL: Readonly<Record<Celebration, Pace>> = {
  deal: 'rules',
  renewal: 'rules',
  expansion: 'rules',
  save: 'rules',
  praise: 'daily',
  target: 'at-once',
};

export const paceOf = (
  settings: Pick<CelebrationSettings, 'paces'> | null,
  celebration: Celebration,
): Pace => settings?.paces[celebration] ?? USUAL[celebration];
