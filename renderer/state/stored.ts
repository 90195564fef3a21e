/** What a person chose about the window, as the page's own storage on this computer holds it. */

/** What was kept under a name, as it is found; nothing where it is missing or damaged, which must never keep the window from opening. */
export function stored(key: string): Partial<Record<string, unknown>> {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

export function store(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify(value));
}
