import { z } from 'zod';

/** One thing that was looked at: how it is, and what to do where it is not well. */
export const Finding = z.object({
  state: z.enum(['well', 'missing', 'warning', 'broken']),
  what: z.string(),
  /** The step that mends it; it is absent only where all is well. */
  next: z.string().optional(),
});
export type Finding = z.output<typeof Finding>;

export const well = (what: string): Finding => ({ state: 'well', what });
export const missing = (what: string, next: string): Finding => ({ state: 'missing', what, next });
/** It works as it was set, and should be known. */
export const warning = (what: string, next: string): Finding => ({ state: 'warning', what, next });
export const broken = (what: string, next: string): Finding => ({ state: 'broken', what, next });

const SIGN = {
  well: '✓ well   ',
  missing: '– missing',
  warning: '! warning',
  broken: '✗ broken ',
} as const;

/** Plain lines; the sign stands beside the word. */
export const formatFindings = (findings: readonly Finding[]): string =>
  findings
    .map(
      ({ state, what, next }) => `${SIGN[state]}  ${what}${next ? `\n           → ${next}` : ''}`,
    )
    .join('\n');
