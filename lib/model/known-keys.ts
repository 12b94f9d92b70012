import { ApiAuditError } from './errors.ts';
import { didYouMean } from './nearest.ts';

/** The keys that there are of something that programs hand over; tied to its type by `satisfies Record<keyof T, true>`. */
export type KnownKeys = Readonly<Record<string, true>>;

/**
 * Looks whether what a program hands over, which no compiler may have seen, has only keys that there are: of one that is misspelt
 * nothing would come, and nothing would say so.
 *
 * @param where what the sentence begins with, such as `policy.allow[0]`.
 * @throws ApiAuditError that names the key, and what there is.
 */
export function checkKeys(value: object, known: KnownKeys, where: string): void {
  const keys = Object.keys(known);
  const odd = Object.keys(value).find((key) => !keys.includes(key));
  if (odd === undefined) return;
  throw new ApiAuditError(`${where}: there is no '${odd}'.${didYouMean(odd, keys)} There are ${keys.join(', ')}.`);
}
