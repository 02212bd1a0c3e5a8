import type { LifetimeFacts } from '../crm/figure/lifetime.ts';
import { defineKpi, type Figure, figureOf, noFigure, type Variant } from './kpi.ts';
import { contractualValue } from './lifetime/contractual.ts';
import type { LifetimeValue } from './lifetime/lifetime-value.ts';
import { HORIZON_WEEKS, nonContractualValue } from './lifetime/non-contractual.ts';

/** How a lifetime is found, by whether customers say that they leave. */
interface Method {
  name: string;
  definition: string;
  records: Figure['records'];
  value: LifetimeValue;
}

/**
 * Contractual: Gupta & Lehmann, "Customers as Assets", Journal of Interactive Marketing 2003. Non-contractual: Fader,
 * Hardie & Lee 2005 and Fader & Hardie 2013.
 */
export const customerLifetimeValue = defineKpi({
  id: 'customer-lifetime-value',
  name: 'Customer lifetime value',
  aliases: ['clv', 'ltv', 'cltv', 'lifetime value'],
  shape: 'derived',
  unit: 'money',
  better: 'up',
  definition: 'How much margin a customer brings for as long as the customer is expected to stay.',
  formula: `with subscriptions: gross margin × average monthly revenue ÷ monthly churn · with orders: gross margin × expected purchases × expected amount, over the next ${HORIZON_WEEKS} weeks (BG/NBD and Gamma-Gamma)`,
  sources: 'paid subscriptions; orders with an amount; the gross margin that the organisation set',
  connect: 'a billing system or a shop, or import subscriptions or orders as files',
  movers: [
    { department: 'success', does: 'Agree on a goal with each customer before the renewal.' },
    { department: 'onboarding', does: 'Bring new customers to their first result in weeks.' },
    { department: 'support', does: 'Solve the problem that comes back before it drives one away.' },
    { department: 'product', does: 'Build for the customers who stay, and ask why others left.' },
    { department: 'sales', does: 'Sell to those whom the product helps, and no more than helps.' },
    { department: 'marketing', does: 'Look for customers like those who stay longest.' },
    { department: 'finance', does: 'Keep the gross margin up to date.' },
  ],
  read: (facts) => facts.lifetime(),
  figure: lifetimeFigure,
});

async function lifetimeFigure(facts: LifetimeFacts): Promise<Figure> {
  const contractual: Method = {
    name: 'contractual',
    definition: `gross margin × average monthly revenue ÷ monthly churn of customers, ${facts.first} to ${facts.last}`,
    records: 'subscriptions-ended',
    value: contractualValue(facts),
  };
  const nonContractual: Method = {
    name: 'non-contractual',
    definition: `gross margin × expected purchases × expected amount of the ${HORIZON_WEEKS} weeks after ${facts.last}, from orders (BG/NBD and Gamma-Gamma)${facts.every > 1 ? `, of one customer in ${facts.every}` : ''}`,
    records: 'orders',
    value: await nonContractualValue(facts),
  };
  if (facts.recurring.length === 0 && facts.orders.length === 0)
    return noFigure('no paid subscription and no order with an amount is stored');
  // A contract says when somebody left, so it is asked first wherever there is one.
  const [main, other] =
    facts.recurring.length > 0 ? [contractual, nonContractual] : [nonContractual, contractual];
  return figureBy(main, other, facts.margin);
}

function figureBy(main: Method, other: Method, margin: number | null): Figure {
  const { value, records } = main;
  const method = `${main.name}: ${main.definition}`;
  const variants = margin === null ? [] : variantsOf(other, margin, currencyOf(main.value));
  if (value.kind === 'unknown')
    return noFigure(`${main.name}: ${value.reason}`, {
      method,
      variants,
      records,
      currency: currencyOf(other.value),
    });
  const known = {
    sample: value.sample,
    currency: value.currency,
    completeness: {
      part: value.sample,
      whole: value.whole,
      of: `customers who pay in ${value.currency}`,
    },
    records,
    method,
  };
  if (margin === null)
    return noFigure('the gross margin is not set; an administrator types margin 72 %', {
      ...known,
      variants: [
        {
          name: `${main.name}, before the margin`,
          definition: `the same without “gross margin ×”: revenue, not profit`,
          value: value.revenue,
          unit: 'money',
        },
      ],
    });
  const share = margin / 100;
  return figureOf({
    ...known,
    value: share * value.revenue,
    numerator: share * value.numerator,
    denominator: value.denominator,
    variants,
  });
}

/** A figure has one currency, and its variants have it too. */
function variantsOf(
  { name, definition, value }: Method,
  margin: number,
  currency: string | null,
): Variant[] {
  if (value.kind === 'unknown' || (currency !== null && value.currency !== currency)) return [];
  return [{ name, definition, value: (margin / 100) * value.revenue, unit: 'money' }];
}

const currencyOf = (value: LifetimeValue): string | null =>
  value.kind === 'unknown' ? null : value.currency;
