/** The 97.5th percentile of the standard normal distribution: 2.5 % are cut off on each side. */
const Z_95 = 1.959964;
/** Two answers of each kind are added to each share: Agresti & Coull (1998), "Approximate is better than exact". */
const ADDED = 2;

/** Counts of answers to "How likely are you to recommend us?": promoters gave 9 or 10, detractors 0 to 6. */
export interface PromoterCounts {
  promoters: number;
  detractors: number;
  /** Everybody who answered; nobody who was only asked. */
  answers: number;
}

/** All in points, −100 to 100. */
export interface NetPromoterInterval {
  score: number;
  lower: number;
  upper: number;
}

/**
 * The net promoter score with the 95 % interval of the difference of two shares, each estimated by itself; null where
 * nobody answered. It meets the published example (J. D. Maturen, 2014: two beta posteriors, 10,000 draws, given to
 * 0.1 points): 250 promoters and 75 detractors of 1,000 are 17.5, 14.3 to 20.5. Because nobody is both, the interval
 * of a multinomial sample (Rocks 2016) is slightly wider: 14.1 to 20.9 there.
 */
export function netPromoterInterval(counts: PromoterCounts): NetPromoterInterval | null {
  const { promoters, detractors, answers } = counts;
  if (answers === 0) return null;
  const score = (100 * (promoters - detractors)) / answers;
  const praise = adjustedShare(promoters, answers);
  const blame = adjustedShare(detractors, answers);
  const middle = 100 * (praise.share - blame.share);
  const margin = 100 * Z_95 * Math.sqrt(praise.variance + blame.variance);
  return {
    score,
    // Few answers move the middle towards 0; the interval holds the score all the same.
    lower: Math.max(-100, Math.min(score, middle - margin)),
    upper: Math.min(100, Math.max(score, middle + margin)),
  };
}

function adjustedShare(count: number, answers: number): { share: number; variance: number } {
  const adjusted = answers + 2 * ADDED;
  const share = (count + ADDED) / adjusted;
  return { share, variance: (share * (1 - share)) / adjusted };
}
