/** How colleagues' own accounts are kept and reached; bot/config.ts fills it. */
export interface ConsentConfig {
  /** They encrypt the tokens: the first one new ones, the second one is the one before. */
  secrets: readonly [string, ...string[]];
  /** Where this server is reached: systems send colleagues back there. */
  publicUrl: string;
}
