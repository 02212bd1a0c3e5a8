export { customerLifetimeValue } from './customer-lifetime-value.ts';
export { netPromoterScore } from './net-promoter-score.ts';
