import type { ApiName } from '../../model/source-use.ts';
import { apiOfClass, apiOfObject, apiOfResource } from './api-names.ts';
import type { Found } from './found.ts';

const VERSION = 'v[1-9]\\d*(?:(?:alpha|beta)[1-9]\\d*)?';

/** A text that is an apiVersion with a group, or such a line of a manifest, and nothing else. */
const API_VERSION = new RegExp(`^\\s*(?:["']?apiVersion["']?\\s*:\\s*["']?)?([a-z][a-z0-9.-]*/${VERSION})["']?,?\\s*$`);

/** A text that is an apiVersion with a resource or a kind behind it, as tables of programs have them: `batch/v1beta1/cronjobs`. */
const WITH_NAME = new RegExp(`^([a-z][a-z0-9.-]*/${VERSION})/([A-Za-z]+)$`);

/** How kubectl takes a resource, or a kind, with its version and group: `ingresses.v1beta1.extensions`. */
const QUALIFIED = new RegExp(`(?<![\\w./-])([A-Za-z]+)\\.(${VERSION})\\.([a-z][a-z0-9.-]*)(?![\\w-])`, 'g');

/** Nothing of what is looked for is without one of these. */
const TELLING = /[/.]v[1-9]|V[1-9]/;

/** Longer texts than this are no apiVersion, with all that may stand around one. */
const MAX_LENGTH = 400;

/**
 * Notes what a text in a program may name: an apiVersion, alone or with a resource or kind, a resource as kubectl takes it, a class
 * of the generated clients. What the program does with it is not known: it may be for comparison only.
 *
 * @param offset at which the text begins in the program, or the string that holds it.
 * @param isAsked whether the text is that of a command that asks for what it names, so that there is no doubt about resources.
 */
export function readMentions(text: string, offset: number, found: Found, isAsked = false): void {
  if (!TELLING.test(text)) return;
  const whole = text.length > MAX_LENGTH ? null : wholeNamed(text);
  if (whole !== null) found.mention(offset, text, whole);
  for (const { 0: shown, 1: name = '', 2: version = '', 3: group = '' } of text.matchAll(QUALIFIED)) {
    const api = apiNamed(`${group}/${version}`, name);
    if (api === null) continue;
    if (isAsked) found.use(offset, shown, api);
    else found.mention(offset, shown, api);
  }
}

function wholeNamed(text: string): ApiName | null {
  const apiVersion = API_VERSION.exec(text)?.[1];
  if (apiVersion !== undefined) return apiOfObject(apiVersion, null);
  const [, groupVersion = '', name = ''] = WITH_NAME.exec(text) ?? [];
  return groupVersion === '' ? apiOfClass(text) : apiNamed(groupVersion, name);
}

/** The API of a resource, or of a kind, which begins with a capital letter. */
function apiNamed(apiVersion: string, name: string): ApiName | null {
  const [group = '', version = ''] = apiVersion.split('/');
  return /^[A-Z]/.test(name) ? apiOfObject(apiVersion, name) : apiOfResource(group, version, name);
}
