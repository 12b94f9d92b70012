/** A template action in a text: Go and Helm `{{ }}`, Jinja and Liquid `{% %}` and `{# #}`, ERB `<% %>`. */
export interface Action {
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
  /** What it does to the text around it: `print` puts text there, `silent` nothing. */
  readonly role: Role;
  /** Whether it takes the blanks after it away. */
  readonly trims: boolean;
}

export type Role = 'open' | 'else' | 'close' | 'define' | 'print' | 'silent' | 'comment';

/** Whether a text has the delimiter of any of these languages. */
export function hasActions(text: string): boolean {
  return text.includes('{{') || text.includes('{%') || text.includes('<%');
}

/** All actions of a text, in order. What is opened and never closed is text. */
export function actionsOf(text: string): Action[] {
  const actions: Action[] = [];
  const opener = /\{[{%#]|<%/g;
  /** Delimiters that do not come again: not looked for twice, so that a text of nothing but openers costs little. */
  const missing = new Set<string>();
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const start = match.index;
    const end = endOf(text, start, missing);
    if (end === -1) continue;
    actions.push({
      start,
      end,
      role: roleOf(text.slice(start, end)),
      trims: /-[%}]\}$/.test(text.slice(end - 3, end)),
    });
    opener.lastIndex = end;
  }
  return actions;
}

const GO_COMMENT = /\{\{-?\s*\/\*/y;
const CLOSERS: Readonly<Record<string, string>> = { '{%': '%}', '{#': '#}', '<%': '%>' };

function endOf(text: string, start: number, missing: Set<string>): number {
  const closer = CLOSERS[text.slice(start, start + 2)];
  if (closer !== undefined) return find(text, closer, start + 2, missing);
  GO_COMMENT.lastIndex = start;
  if (GO_COMMENT.test(text)) {
    const closed = find(text, '*/', GO_COMMENT.lastIndex, missing);
    return closed === -1 ? -1 : find(text, '}}', closed, missing);
  }
  const simple = find(text, '}}', start + 2, missing);
  return simple === -1 ? -1 : (endOfGo(text, start + 2) ?? simple);
}

/** The end of a Go action, whose strings may hold its own delimiter; `null` where the quotes do not match. */
function endOfGo(text: string, from: number): number | null {
  const stop = /"(?:\\.|[^"\\\n])*"|`[^`]*`|["`{\n]|\}\}/g;
  stop.lastIndex = from;
  for (let match = stop.exec(text); match !== null; match = stop.exec(text)) {
    const found = match[0];
    if (found === '}}') return stop.lastIndex;
    if (found === '"' || found === '`') return null;
    if (found === '{' && text[stop.lastIndex] === '{') return null;
  }
  return null;
}

function find(text: string, what: string, from: number, missing: Set<string>): number {
  if (missing.has(what)) return -1;
  const at = text.indexOf(what, from);
  if (at === -1) missing.add(what);
  return at === -1 ? -1 : at + what.length;
}

const OPENS_GO = /^(?:if|range|with|block)$/;
const OPENS_OTHER = /^(?:if|for|unless|while|case|block|macro|call|filter|raw)$/;
const RUBY_BLOCK = /\bdo\s*(?:\|[^|]*\|)?\s*-?$/;
/** `$x := ...` and what prints nothing and branches nowhere. */
const SILENT_GO = /^(?:\$\w*\s*(?:,\s*\$\w+\s*)?:?=|(?:fail|break|continue)\b)/;

function roleOf(action: string): Role {
  const inside = action.slice(2, -2).replace(/^[-+~=\s]+/, '');
  if (inside.startsWith('/*') || action.startsWith('{#') || action.startsWith('<%#')) return 'comment';
  const word = /^\w+/.exec(inside)?.[0] ?? '';
  if (word === 'else' || word === 'elif' || word === 'elsif') return 'else';
  if (action.startsWith('{{')) {
    if (word === 'end') return 'close';
    if (word === 'define') return 'define';
    if (OPENS_GO.test(word)) return 'open';
    return SILENT_GO.test(inside) ? 'silent' : 'print';
  }
  if (word.startsWith('end')) return 'close';
  if (OPENS_OTHER.test(word) || RUBY_BLOCK.test(inside)) return 'open';
  return action.startsWith('<%=') || word === 'include' ? 'print' : 'silent';
}
