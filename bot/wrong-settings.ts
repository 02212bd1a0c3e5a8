import type { z } from 'zod';
import { Problem } from '../crm/problem.ts';

type Issue = z.core.$ZodIssue;

const NUMBERS: ReadonlySet<string> = new Set(['number', 'int']);

/** A wrong variable in a whole sentence. Its value is not repeated: it may be a secret. */
export const wrongSetting = (name: string, issue: Issue): string =>
  `${name} cannot be used: ${faultOf(issue)}.`;

function faultOf(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_value':
      return `it has to be ${either(issue.values.map(String))}`;
    case 'invalid_type':
      return NUMBERS.has(issue.expected) ? 'it has to be a whole number' : 'it is not set';
    case 'too_small':
      return issue.origin === 'string'
        ? `it has fewer than ${issue.minimum} characters`
        : `it has to be ${issue.minimum} or more`;
    case 'too_big':
      return `it has to be ${issue.maximum} or less`;
    case 'invalid_format':
      return formatFault(issue);
    default:
      return issue.message;
  }
}

function formatFault(issue: Extract<Issue, { code: 'invalid_format' }>): string {
  if (issue.message === 'Invalid URL') return 'it has to be a whole address, https://… or http://…';
  if ('prefix' in issue) return `it has to begin with ${String(issue.prefix)}`;
  return issue.message;
}

const either = (values: readonly string[]): string =>
  values.length < 2
    ? values.join('')
    : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;

/** All faults at once; each names its variable and says what to do. Nothing where there is none. */
export function throwAll(problems: readonly Problem[]): void {
  const [first, ...others] = problems;
  if (!first) return;
  if (others.length === 0) throw first;
  throw new Problem('config', {
    say: problems.map(({ say, try: next }) => `${say} ${next}`).join('\n'),
    try: `\nThese are ${problems.length} settings to mend before I can start.`,
    cause: first,
  });
}

/** The result, or null with the problem put aside. Any other fault is thrown. */
export function orAside<Result>(problems: Problem[], read: () => Result): Result | null {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    problems.push(cause);
    return null;
  }
}
