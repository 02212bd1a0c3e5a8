import type { Filling } from '../../command.ts';

/** A deed that a text is likely about. */
export interface Deed {
  command: string;
  /**
   * Words in their order: `§` is the customer, `@` a colleague or a department, `…` any words; before the first and behind
   * the last one any words may stand.
   */
  patterns: readonly string[];
  /** The words behind the command's name. */
  typed: string;
  /** Slots that are not in the text. */
  slots?: Filling;
  /** Where its words begin: behind the colleague, the customer, the mark of a reason or `remind me`; else it is all of the text. */
  words?: 'behind-colleague' | 'behind-customer' | 'behind-reason' | 'behind-asking';
}

const VERBS =
  'call|ring|phone|email|mail|write|send|visit|chase|prepare|prep|book|schedule|check|update|reply|invite|meet|draft|review|fix|resend|look|get|set';
const STAGE = (stage: string): readonly Deed[] => [
  {
    command: 'stage',
    patterns: [
      `§ is|are now ${stage}`,
      `§ is|are ${stage} now`,
      `§ is|are ${stage} since|from|today|as`,
      `set|mark|update|move|put|bump § … ${stage}`,
    ],
    typed: '{customer} {stage}',
    slots: { stage },
  },
];

/** The first that fits is shown, before anything is done. */
export const LIKELY_DEEDS: readonly Deed[] = [
  {
    command: 'unfollow',
    patterns: [
      'stop|no|less|unfollow … about|news|updates|following|pings|messages … §',
      'not … need|want|care … §',
      'not|no|stop … § … anymore',
    ],
    typed: '{customer}',
  },
  {
    command: 'follow',
    patterns: [
      'add § … watch|follow|list',
      'hear|know everything|more|anything|news|all about|from|of §',
      'follow|watch §',
      'posted|updated|informed … §',
      'inform|notify|alert|update me … §',
    ],
    typed: '{customer}',
  },
  {
    command: 'goal',
    patterns: ['§ … reached|hit|met its|their|the goal|target'],
    typed: '{customer} reached',
  },
  {
    command: 'goal',
    patterns: ['scrap|drop|forget|cancel|remove the|their goal|target|aim … §'],
    typed: '{customer} off',
  },
  {
    command: 'goal',
    patterns: ['for|at|with § the|our goal|aim|target is'],
    typed: '{customer} {words}',
    words: 'behind-customer',
  },
  ...['live', 'prospect', 'onboarding', 'churned', 'lead', 'at risk'].flatMap(STAGE),
  {
    command: 'stage',
    patterns: ['we lost §'],
    typed: '{customer} {stage}',
    slots: { stage: 'churned' },
  },
  {
    command: 'handoff',
    patterns: [
      'hand|handing|pass|passing|transfer|transferring|move|give|reassign|assign § … to @',
      'hand|handing|pass|passing it|them|this|over … to @',
      '@ … take|takes|taking|have § … off|over|from',
      '@ take|takes|taking it|them|over … §',
      '@ … take|takes|pick|picks over|up|on §',
      '§ goes|go|moves|belongs to @',
      '§ is|are … for|yours @',
      'over to @ … §',
      'bring @ in|into|on … §',
      '@ should|can|must have §',
    ],
    typed: '{customer} @{who} {words}',
    words: 'behind-reason',
  },
  {
    command: 'tell',
    patterns: [
      'ask|tell|let|inform|check|clarify|find … @ … §',
      'question|heads up|word for|to|with @ … §',
      '@ … know|knows|idea|heard|remember … §',
      '@ tell|explain|say … §',
      'if|whether @ … § … ask',
      '@ why|what|when|how|who|where … §',
    ],
    typed: '@{who} {customer}: {words}',
    words: 'behind-colleague',
  },
  {
    command: 'promise',
    patterns: [
      'i|we … promised|assured|guaranteed|told §',
      'told|assured|promised|guaranteed § … we|i|they|that|it|there|he|she|you',
      'said to §',
      'agreed|committed with|to|on §',
      'gave § my|our|his|her|their word',
      '§ … commitment|promise|word from me|us',
      '§ was|were told|promised',
      '@ promised|assured|told §',
    ],
    typed: '{customer} {words}',
    words: 'behind-customer',
  },
  {
    command: 'win',
    patterns: [
      '§ … signed|renewed|upgraded|extended|bought',
      '§ is|are staying|ours|won|saved',
      'got … renewal|deal|contract|signature … §',
      'we got|won|landed|closed|saved|signed|kept §',
      'closed|won|landed|signed|saved §',
      'thank|thanks|thx|kudos|shoutout|props|credit … §',
    ],
    typed: '{customer} {words}',
  },
  {
    command: 'task',
    patterns: [
      'remind|poke|nudge|buzz|ping|wake me … §',
      '§ … remind|poke|nudge|ping me',
      'note to self … §',
      'me to … §',
    ],
    typed: '{customer}: {words}',
    words: 'behind-asking',
  },
  {
    command: 'task',
    patterns: [
      `@ ${VERBS} … §`,
      `@ to ${VERBS} … §`,
      '@ … should|needs|need|must|has|can|could|please|pls … §',
      'can|could|should|get|have|put|need|needs @ … §',
    ],
    typed: '{customer} @{who} {words}',
    words: 'behind-colleague',
  },
  {
    command: 'task',
    patterns: [
      `^ ${VERBS} … §`,
      `^ follow up … §`,
      `must|should|gotta|to ${VERBS} … §`,
      'not forget … §',
    ],
    typed: '{customer}: {words}',
  },
];

/** Words of a statement that somebody may want to keep. */
export const TELLING =
  /^(?:is|are|was|were|has|have|had|will|would|does|do|did|wants?|needs?|likes?|hates?|loves?|prefers?|says?|said|got|left|went|met|rang|spoke|came|told|gave|took|lost|felt|paid|bought|(?!need|speed)\p{L}{2,}ed)$/u;
