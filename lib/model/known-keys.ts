import { ApiAuditError } from './errors.ts';
import { didYouMean } from './nearest.ts';

/** What a value may be, as far as that is to be looked at here; `any` is looked at elsewhere. */
const SORTS = {
  any: { is: () => true, words: 'value' },
  text: { is: (value) => typeof value === 'string', words: 'text' },
  flag: { is: (value) => typeof value === 'boolean', words: 'flag (true or false)' },
  number: { is: (value) => typeof value === 'number' && !Number.isNaN(value), words: 'number' },
  texts: {
    is: (value) => Array.isArray(value) && value.every((each) => typeof each === 'string'),
    words: 'list of texts',
  },
  object: { is: isObject, words: 'object of keys and values' },
  function: { is: (value) => typeof value === 'function', words: 'function' },
} as const satisfies Record<string, { readonly is: (value: unknown) => boolean; readonly words: string }>;

export type Sort = keyof typeof SORTS;

/** The keys that there are of something that programs hand over; tied to its type by `satisfies Record<keyof T, Sort>`. */
export type KnownKeys = Readonly<Record<string, Sort>>;

/**
 * Looks whether what a program hands over, which no compiler may have seen, is an object that has only keys that there are, and
 * values that they can have: of one that is misspelt nothing would come, and nothing would say so.
 *
 * @param where what the sentence begins with, such as `policy.allow[0]`.
 * @throws ApiAuditError that names the key, and what there is.
 */
export function checkKeys(value: object, known: KnownKeys, where: string): void {
  if (!isObject(value)) throw new ApiAuditError(`${where} is no object of keys and values.`);
  const keys = Object.keys(known);
  for (const [key, each] of Object.entries(value)) {
    const sort = Object.hasOwn(known, key) ? known[key] : undefined;
    if (sort === undefined) {
      throw new ApiAuditError(`${where}: there is no '${key}'.${didYouMean(key, keys)} There are ${keys.join(', ')}.`);
    }
    if (each !== undefined && !SORTS[sort].is(each)) {
      throw new ApiAuditError(`${where}.${key} is no ${SORTS[sort].words}: write one, or leave it out.`);
    }
  }
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
