/** Light or dark: the system's choice until the person chooses; remembered on this machine. */
const KEY = 'rapport-theme';
const system = matchMedia('(prefers-color-scheme: dark)');
const root = document.documentElement;

function apply() {
  const chosen = localStorage.getItem(KEY);
  root.dataset.dark = String(chosen ? chosen === 'dark' : system.matches);
}

apply();

export function onTheme(button, changed) {
  system.addEventListener('change', () => { apply(); changed(); });
  button.addEventListener('click', () => {
    localStorage.setItem(KEY, root.dataset.dark === 'true' ? 'light' : 'dark');
    apply();
    changed();
  });
}
