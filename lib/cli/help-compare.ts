/** What `api-audit compare --help` prints. */
export const COMPARE_HELP = `api-audit compare: what is new, gone and unchanged between two runs

Usage
  api-audit compare <old> <new> [--format FORMAT] [-o FILE]

<old> and <new> are reports that '--format json' wrote in the same folder. A finding is unchanged if it says the same
about the same object in the same file, on whatever line. A finding that became more severe is new.

  --fail-on LEVEL      exit with 1 where a finding at error, warning or note is new; default never
  --format FORMAT      table (default), json or markdown
  --output, -o FILE    write the comparison to a file
  --all                also list what is unchanged (json always has it)

Examples
  api-audit compare main.json branch.json
  api-audit compare main.json branch.json --fail-on warning --format markdown -o comment.md
`;
