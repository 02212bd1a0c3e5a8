/** Until a person is known, answers are in this. */
export const STRANGER = { locale: 'en-GB' };
