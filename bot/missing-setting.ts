import { Problem } from '../crm/problem.ts';

/** Something is set up in part. */
export const missingSetting = (name: string, because: string): Problem =>
  new Problem('config', {
    say: `${because}, but ${name} is not.`,
    try: 'Set it; npm run doctor says where to find it.',
  });
