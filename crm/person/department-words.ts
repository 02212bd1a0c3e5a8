import type { DepartmentId } from './person.ts';

/** The words in a team's or a role's name by which its department is known. */
const WORDS: readonly (readonly [RegExp, DepartmentId])[] = [
  [/success|account manag/i, 'success'],
  [/support|service|help ?desk/i, 'support'],
  [/onboard|implement/i, 'onboarding'],
  [/market/i, 'marketing'],
  [/product|engineer/i, 'product'],
  [/financ|billing|account(?:s|ing)/i, 'finance'],
  [/operation|logistic/i, 'operations'],
];

/** Sales where the name says nothing, since it is sales who sit at a CRM. */
export const departmentOfWords = (name: string): DepartmentId =>
  WORDS.find(([word]) => word.test(name))?.[1] ?? 'sales';
