import type { Lexis } from './tokens.ts';

/** How Go writes comments and strings. */
export const GO: Lexis = {
  comment: /\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  string: /(?<quote>`)(?<text>[^`]*)`|(?<quote2>")(?<text2>(?:[^"\\\n]|\\.)*)"|'(?:[^'\\\n]|\\.)*'/y,
  form: (_prefix, quote) => (quote === '`' ? 'raw' : 'plain'),
  opening: /\/\*|`/y,
};

/** How Python does. */
export const PYTHON: Lexis = {
  comment: /#[^\n]*/y,
  string:
    /(?<prefix>[rRbBuUfFtT]{0,2})(?:(?<quote>"""|''')(?<text>(?:[^\\]|\\[\s\S])*?)\k<quote>|(?<quote2>["'])(?<text2>(?:[^\\\n]|\\[\s\S])*?)\k<quote2>)/y,
  form: (prefix) => (/r/i.test(prefix) ? 'raw' : /[ft]/i.test(prefix) ? 'format' : 'plain'),
  opening: /"""|'''/y,
};

/** How Terraform's HCL does; a here-document is a string too. */
export const HCL: Lexis = {
  comment: /#[^\n]*|\/\/[^\n]*|\/\*[\s\S]*?\*\//y,
  string:
    /(?<prefix><<-?(?<mark>[A-Za-z_]\w*)[ \t]*\r?\n)(?<text>(?:[^\n]*\n)*?)[ \t]*\k<mark>(?=\r?\n|$)|(?<quote>")(?<text2>(?:[^"\\\n]|\\.)*)"/y,
  form: (prefix) => (prefix === '' ? 'plain' : 'raw'),
  opening: /\/\*|<</y,
};
