export { netPromoterScore } from './net-promoter-score.ts';
