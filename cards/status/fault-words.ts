import { z } from 'zod';

/** Data that a job's schema refused, as zod writes it into its message. */
const Issues = z.array(
  z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() }),
);

/** A program's own words for its fault, in one line: `touched: Invalid input: expected array`. */
export function faultWords(fault: string): string {
  const issues = fault.startsWith('[') ? Issues.safeParse(jsonOf(fault)).data : undefined;
  const words = issues
    ? issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join(', ')
    : fault;
  return words.replaceAll(/\s+/g, ' ').trim();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
