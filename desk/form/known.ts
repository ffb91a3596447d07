/** Whether the value in a field is still the one that the system put there. */
export const stillKnown = (known: unknown, value: unknown): boolean =>
  known !== undefined &&
  known !== '' &&
  !(Array.isArray(known) && known.length === 0) &&
  JSON.stringify(known) === JSON.stringify(value)

/** `penalty.fine` in what the system knew. */
export const at = (values: unknown, path: string): unknown =>
  path === ''
    ? values
    : path
        .split('.')
        .reduce<unknown>(
          (here, name) =>
            typeof here === 'object' && here !== null ? (here as Record<string, unknown>)[name] : undefined,
          values,
        )
