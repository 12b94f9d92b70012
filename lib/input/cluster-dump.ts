import { blanks } from './blanks.ts';

/** The lines between which `kubectl cluster-info dump` prints the logs of containers, amid the objects. */
const START = '==== START logs for container ';
const END = /==== END logs for container [^\n]* ====[ \t\r]*(?=\n|$)/;

/**
 * Gives a function that blanks out the logs in what `kubectl cluster-info dump` prints, portion by portion: they are no objects,
 * whatever they look like. Places stay what they are. What has no such lines is left as it is.
 */
export function dumpStream(): (text: string) => string {
  let isLog = false;
  return (text) => {
    // Nearly no text has one, and that is soon found out.
    if (!isLog && !text.includes(START)) return text;
    let kept = '';
    let rest = text;
    while (rest !== '') {
      const start = isLog ? 0 : startOf(rest);
      if (start === -1) break;
      const end = END.exec(rest.slice(start));
      const until = end === null ? rest.length : start + end.index + end[0].length;
      isLog = end === null;
      kept += rest.slice(0, start) + blanks(rest.slice(start, until));
      rest = rest.slice(until);
    }
    return kept + rest;
  };
}

/** Where a log begins, at the beginning of a line. */
function startOf(text: string): number {
  if (text.startsWith(START)) return 0;
  const at = text.indexOf(`\n${START}`);
  return at === -1 ? -1 : at + 1;
}
