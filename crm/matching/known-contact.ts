import type { Contact } from '../customer/customer.ts';
import { emailOf, phoneKey } from './addresses.ts';
import { nameKey } from './names.ts';

/** The person that the typed words are: by name, e-mail address or phone. Undefined where they are nobody's there. */
export function knownContact(typed: string, contacts: readonly Contact[]): Contact | undefined {
  const [name, email, phone] = [nameKey(typed), emailOf(typed), phoneKey(typed)];
  return contacts.find(
    (contact) =>
      nameKey(contact.name) === name ||
      (email !== null && contact.email?.toLowerCase() === email) ||
      (phone !== null && contact.phone !== null && phoneKey(contact.phone) === phone),
  );
}
