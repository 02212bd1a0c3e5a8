/**
 * The clock of the tests: the machine's, or the day that `faketime` says. Tests read it here alone, and a test that
 * fixes its day hands in another one. How long something took is measured with `performance.now()` instead.
 */
export const now = (): Date => new Date();
