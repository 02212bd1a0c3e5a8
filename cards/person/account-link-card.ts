import type { Account, Person } from '../../crm/person/person.ts';
import { stringsFor } from '../strings.ts';
import { press } from '../view/action.ts';
import { count, type Reader } from '../view/format.ts';
import { departmentName, systemName } from '../view/names.ts';
import { type Button, text, type View } from '../view/view.ts';
import { peopleConfirm, peopleNo, peopleShow, peopleYes } from './actions.ts';

export interface Claim {
  account: Account;
  /** The account's name, and its e-mail address. */
  name: string;
  email: string | null;
  person: Pick<Person, 'id' | 'name'>;
  /** The name of the person who linked the account. */
  by: string;
}

/** An account says that it is somebody's: asked of that colleague, or of an administrator where the colleague has no other account. */
export function claimCard({
  account,
  name,
  email,
  person,
  by,
  own,
  reader,
}: Claim & { own: boolean; reader: Reader }): View {
  const strings = stringsFor(reader);
  const { claim } = strings.people;
  const said = {
    account: name,
    system: systemName(account.platform, strings),
    email: email ?? strings.people.noEmail,
  };
  const { platform, tenant, user } = account;
  const says = (label: string, yes: boolean): Button => ({
    kind: 'press',
    label,
    ...press(peopleConfirm, { platform, tenant, user, person: person.id, yes: yes ? 'yes' : 'no' }),
    ...(yes && { tone: 'primary' as const }),
  });
  return {
    title: own ? claim.yours(said) : claim.theirs(said, person.name),
    blocks: [
      text(own ? claim.why(by) : claim.whyAdministrator(person.name)),
      text(claim.means, 'caution'),
      {
        kind: 'buttons',
        buttons: [
          says(own ? claim.mine : claim.confirm, true),
          says(own ? claim.notMine : claim.refuse, false),
        ],
      },
    ],
  };
}

/** To the account, once it said yes: what is still missing. */
export const claimedCard = ({
  person,
  reached,
  reader,
}: {
  person: Pick<Person, 'name'>;
  reached: boolean;
  reader: Pick<Reader, 'locale'>;
}): View => {
  const { claim } = stringsFor(reader).people;
  return {
    title: claim.waits,
    blocks: [text(reached ? claim.waitsFor(person.name) : claim.waitsForAdministrator)],
  };
};

/** To whoever confirmed it or did not. */
export function confirmedCard({
  name,
  person,
  yes,
  reader,
}: {
  name: string;
  person: Pick<Person, 'name'>;
  yes: boolean;
  reader: Reader;
}): View {
  const { claim } = stringsFor(reader).people;
  return {
    title: yes ? claim.linked(name, person.name) : claim.refused(name, person.name),
    blocks: [text(yes ? claim.linkedNext : claim.refusedNext)],
  };
}

export function linkQuestionCard(asked: number, reader: Reader): View {
  const { people: strings } = stringsFor(reader);
  return {
    title: strings.askedNow(asked, count(asked, reader)),
    blocks: [
      text(strings.askedNext),
      {
        kind: 'buttons',
        buttons: [{ kind: 'press', label: strings.back, ...press(peopleShow, {}) }],
      },
    ],
  };
}

/** Asks the owner of an account whether another is theirs too; only they can answer it. */
export function questionCard({
  person,
  by,
  reader,
}: {
  person: Pick<Person, 'id' | 'name' | 'department'>;
  by: string;
  reader: Pick<Reader, 'locale'>;
}): View {
  const strings = stringsFor(reader);
  const { question } = strings.people;
  return {
    title: question.title(person.name),
    blocks: [
      text(question.why(by)),
      text(question.means(departmentName(person.department, strings))),
      {
        kind: 'buttons',
        buttons: [
          {
            kind: 'press',
            label: question.yes,
            ...press(peopleYes, { person: person.id }),
            tone: 'primary',
          },
          { kind: 'press', label: question.no, ...press(peopleNo, { person: person.id }) },
        ],
      },
    ],
  };
}

export function answeredCard({
  person,
  yes,
  reader,
}: {
  person: Pick<Person, 'name'>;
  yes: boolean;
  reader: Pick<Reader, 'locale'>;
}): View {
  const { question } = stringsFor(reader).people;
  return {
    title: yes ? question.linked(person.name) : question.refused,
    blocks: [text(yes ? question.linkedNext : question.refusedNext)],
  };
}
