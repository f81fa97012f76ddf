// Lets the script's own braces stand beside the template's.
const $ = '$'

/**
 * Read by bash in place of ~/.bashrc, which it sources itself. PROMPT_COMMAND tells that a command is done (D), the
 * directory (P) and that a prompt begins (A); PS1 ends with the prompt's end (B); PS0 tells the command line (E) and that
 * it runs (C), after its number in the history (P), which tells when the history left it out. PS0 needs bash 4.4: an older one shows its prompts only.
 */
export const BASH_INTEGRATION = String.raw`
if [ -r ~/.bashrc ]; then . ~/.bashrc; fi
__fd_nonce=$FIREDRILL_NONCE
unset FIREDRILL_NONCE FIREDRILL_RC FIREDRILL_PS1
exec 63<&-
HISTCONTROL=
__fd_mark() { printf '\e]633;%s;%s\a' "$1" "$__fd_nonce"; }
__fd_escape() {
  local text=$1
  text=${$}{text//\\/\\\\}
  text=${$}{text//;/\\x3b}
  text=${$}{text//$'\n'/\\x0a}
  text=${$}{text//$'\e'/\\x1b}
  text=${$}{text//$'\a'/\\x07}
  printf %s "$text"
}
__fd_precmd() {
  local code=$?
  __fd_mark "D;$code"
  __fd_mark "P;Cwd=$(__fd_escape "$PWD")"
  __fd_mark A
  [[ $PS1 == *"$__fd_end" ]] || PS1=$PS1$__fd_end
  [[ $PS2 == *"$__fd_more" ]] || PS2=$PS2$__fd_more
  return $code
}
__fd_preexec() {
  local line number
  line=$(HISTTIMEFORMAT= builtin history 1)
  line=${$}{line#"${$}{line%%[0-9]*}"}
  number=${$}{line%%[!0-9]*}
  line=${$}{line#"$number"}
  __fd_mark "P;History=$number"
  __fd_mark "E;$(__fd_escape "${$}{line:2}")"
  __fd_mark C
}
if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 404)); then
  __fd_end="\[$(__fd_mark B)\]"
  __fd_more="\[$(__fd_mark G)\]"
  PROMPT_COMMAND="__fd_precmd${$}{PROMPT_COMMAND:+; $PROMPT_COMMAND}"
  PS0='$(__fd_preexec)'
else
  PROMPT_COMMAND="__fd_mark D;__fd_mark P\;Shell=sh;__fd_mark A${$}{PROMPT_COMMAND:+; $PROMPT_COMMAND}"
  PS1="$PS1\[$(__fd_mark B)\]"
fi
`
