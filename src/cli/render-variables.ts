/**
 * A container's variables as text, one after the other by name, that a shell can source: it sets them, and runs nothing of what
 * is in them. What a shell cannot hold, or gives a meaning of its own, is a comment with the value as JSON.
 */
export function renderVariables(variables: readonly (readonly [name: string, value: string])[]): string {
  return variables
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, value]) => `${renderVariable(name, value)}\n`)
    .join('');
}

function renderVariable(name: string, value: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !SHELLS_OWN.test(name)) return `${name}=${quote(value)}`;
  return `# ${JSON.stringify(name)}: ${JSON.stringify(value)}`;
}

/** Between single quotes, only a single quote means anything to a shell. */
function quote(value: string): string {
  return `'${value.replaceAll("'", "'\\''")}'`;
}

/**
 * Variables of bash, ksh, zsh and dash that are more than a text. To set one evaluates its value as arithmetic, and so commands in it
 * (`RANDOM`, `OPTIND`), or has it run later (`PROMPT_COMMAND`, `PS1`, `ENV`), or ends the shell, since it is read-only (`UID`).
 */
const SHELLS_OWN = new RegExp(
  `^(?:${[
    '(?:BASH|COMP|EPOCH|HIST|PROMPT|RPROMPT|SH_).*',
    '(?:_|PS[0-4]|RPS[12]|PPID|E?UID|E?GID|GROUPS|USERNAME|FUNC(?:NAME|NEST)|DIRSTACK|SHELLOPTS|SHLVL)',
    '(?:S?RANDOM|SECONDS|LINENO|OPTIND|ERRNO|ARGC|STATUS|status|argv|ENV|FCEDIT|FPATH|fpath|precmd|preexec)',
    '(?:COLUMNS|LINES|LISTMAX|KEYTIMEOUT|MAIL(?:CHECK|PATH)?|LOGCHECK|SAVEHIST|TMOUT|TTYIDLE|SPROMPT)',
  ].join('|')})$`,
);
