/**
 * A mistake of the caller's that ends the run: a flag, a release, a path or a snapshot that cannot be used. Its message
 * is written for people and says what, where and what to do. Bad input files are not errors of this kind: they are
 * {@link InputError} values in the report.
 */
export class ApiAuditError extends Error {
  override readonly name = 'ApiAuditError';
}

/** An input, or a part of one, that could not be read. The audit goes on without it and the report names it. */
export interface InputError {
  readonly file: string;
  /** From 1; 1 where the whole file is meant. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
}
