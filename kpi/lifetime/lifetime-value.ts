/** A customer's lifetime value, or why it cannot be said. All money is in minor units of one currency. */
export type LifetimeValue =
  | { kind: 'unknown'; reason: string }
  | {
      kind: 'revenue';
      /** Mean revenue of a customer, before the margin, and the two numbers whose quotient it is. */
      revenue: number;
      numerator: number;
      denominator: number;
      /** Customers that it is made of. */
      sample: number;
      currency: string;
      /** Of all customers of this kind, those who pay in this currency. */
      whole: number;
    };
