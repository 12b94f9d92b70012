/** How a run ended, as scripts read it. */
export const EXIT = {
  /** Nothing at or above `--fail-on`. */
  clean: 0,
  /** Findings at or above it. */
  findings: 1,
  /** Bad usage, or an input that could not be read: not to be trusted. */
  untrusted: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
