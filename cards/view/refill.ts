import { unreachable } from '../../crm/problem.ts';
import type { Field, Form, Values } from './view.ts';

/** The same form once more: what stood in its way on top, and everything that was filled in. */
export function refillForm(form: Form, values: Values, fault: { say: string; try: string }): Form {
  const said = `${fault.say} ${fault.try}`.trim();
  const isFilled = Object.keys(values).length > 0;
  return {
    ...form,
    intro: form.intro ? [`${said}\n`, ...form.intro] : [said],
    fields: isFilled ? form.fields.map((field) => withTyped(field, values[field.id])) : form.fields,
  };
}

/** Fills a field with the typed value. An emptied field stays empty, also where it had a proposal. */
function withTyped(field: Field, typed: Values[string] | undefined): Field {
  switch (field.kind) {
    case 'text': {
      const { value: _, ...rest } = field;
      return typeof typed === 'string' && typed !== ''
        ? { ...rest, value: typed, max: Math.max(rest.max, typed.length) }
        : rest;
    }
    case 'day':
    case 'time':
    case 'when':
    case 'person':
    case 'choice': {
      const { value: _, ...rest } = field;
      return typeof typed === 'string' && typed !== '' ? { ...rest, value: typed } : rest;
    }
    case 'choices':
      return {
        ...field,
        values: typeof typed === 'string' ? [typed] : (typed ?? []),
      };
    case 'people':
      return { ...field, values: typeof typed === 'string' ? typed.split('\n') : (typed ?? []) };
    case 'customer':
      // Asked for by whoever makes the form: an id on one platform, words on another.
      return field;
    default:
      return unreachable(field);
  }
}
