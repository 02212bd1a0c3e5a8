import { slackModal } from './slack.js';
import { teamsDialog } from './teams.js';

const dialogs = [document.querySelector('#slack-dialog'), document.querySelector('#teams-dialog')];
let opener = null;

/** A form as both platforms open it. It is one form: what is sent or closed on one is closed on both. */
export function openForm(reply, press) {
  const [slack, teams] = dialogs;
  if (!isOpen()) opener = document.activeElement;
  slackModal(reply, slack, press);
  teamsDialog(reply, teams, press);
  for (const dialog of dialogs) {
    dialog.setAttribute('aria-label', reply.title);
    dialog.scrollTop = 0;
    dialog.show();
  }
  dialogs.find((dialog) => dialog.checkVisibility())?.querySelector('input:not([type=hidden]), textarea, select')?.focus();
}

export const isOpen = () => dialogs.some(({ open }) => open);

export function closeForm() {
  for (const dialog of dialogs) dialog.close();
}

/** `back`: where the keyboard goes on, unless what opened the form is still there. */
export function whenClosed(back) {
  for (const dialog of dialogs) {
    dialog.addEventListener('keydown', ({ key }) => { if (key === 'Escape') dialog.close(); });
    dialog.addEventListener('close', () => {
      closeForm();
      if (opener?.isConnected && opener !== document.body) opener.focus({ preventScroll: true });
      else back.focus();
    });
  }
}
