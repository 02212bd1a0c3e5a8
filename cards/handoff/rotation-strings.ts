/** Words on colleagues who take turns. */
export const rotationStrings = {
  title: (name: string) => `Rotation ${name}`,
  next: (who: string) => `Next: ${who}`,
  away: 'away',
  all: 'Rotations',
  none: 'There is no rotation yet.',
  how: 'A manager makes one: rotation berlin @ana @ben @kim. Then anybody can: handoff acme berlin “moving to Berlin”.',
  managersOnly: {
    say: 'Only managers set who takes turns.',
    try: 'Ask yours, or type rotation to see those there are.',
  },
  tooFew: {
    say: 'A rotation needs two colleagues or more.',
    try: 'Type it like this: rotation berlin @ana @ben.',
  },
  badName: {
    say: 'That cannot be a rotation’s name.',
    try: 'Use one word of letters and digits that is no department, such as berlin.',
  },
  unknown: (name: string) => ({
    say: `There is no rotation called “${name}”.`,
    try: 'Type rotation to see those there are.',
  }),
};
