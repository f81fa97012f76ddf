import { createHash } from 'node:crypto'
import { BASH_INTEGRATION } from './bash-integration.ts'
import type { ShellCommand } from './types.ts'

const MARKER = 'FIREDRILL_TERMINAL'

/** Replaces itself by bash with the integration, or by plain sh where the image has no bash. Leaves no file behind. */
const LAUNCH = `
: "\${LANG:=C.UTF-8}"; export LANG
if command -v bash >/dev/null 2>&1; then
  exec bash -c 'exec bash --rcfile <(printf %s "$FIREDRILL_RC") -i'
fi
PS1=$FIREDRILL_PS1; export PS1; unset FIREDRILL_RC FIREDRILL_PS1 FIREDRILL_NONCE
exec sh -i`

/**
 * Ends all sessions whose shell carries the marker: hang up first, so that bash keeps its history and vim its swap file,
 * then by force. The marker is inherited, so it is found after \`exec bash\` too; a daemon that left the terminal has
 * no tty (field 7 of its stat) and goes on, as it would after ssh.
 */
const END = `
sessions() {
  for file in $(grep -ls "^${MARKER}=$1\\|.${MARKER}=$1" /proc/[0-9]*/environ); do
    pid=\${file#/proc/}; pid=\${pid%/environ}
    read -r stat 2>/dev/null <"/proc/$pid/stat" || continue
    set -- \${stat##*) }
    [ "$5" != 0 ] && echo "$4"
  done | sort -u
}
members() {
  for file in /proc/[0-9]*/stat; do
    read -r stat 2>/dev/null <"$file" || continue
    pid=\${stat%% *}
    set -- \${stat##*) }
    case "$1" in Z|X) continue ;; esac
    case " $found " in *" $4 "*) echo "$pid" ;; esac
  done
}
found=$(sessions "$1" | tr '\\n' ' ')
[ -n "$found" ] || exit 0
signal=HUP
for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
  pids=$(members)
  [ -n "$pids" ] || exit 0
  kill -$signal $pids 2>/dev/null
  [ "$try" -lt 4 ] || signal=KILL
  sleep 0.05
done
exit 1`

/**
 * How an interactive shell with marks is started in an instance.
 * @param options.nonce a fresh random word of letters and digits
 */
export function shellCommand({ nonce }: { nonce: string }): ShellCommand {
  if (!/^[\w-]{8,64}$/.test(nonce)) throw new RangeError('a nonce has 8 to 64 letters, digits, "-" or "_"')
  const marker = createHash('sha256').update(nonce).digest('hex').slice(0, 24)
  const mark = (fields: string) => `\x1b]633;${fields};${nonce}\x07`
  const env = {
    TERM: 'xterm-256color',
    COLORTERM: 'truecolor',
    [MARKER]: marker,
    FIREDRILL_NONCE: nonce,
    FIREDRILL_RC: BASH_INTEGRATION,
    FIREDRILL_PS1: `${mark('D')}${mark('P;Shell=sh')}${mark('A')}\${PWD} # ${mark('B')}`,
  }
  return { argv: ['sh', '-c', LAUNCH], env, nonce, marker }
}

/**
 * What to run in the container (by any exec) to end a shell and everything in its session. It exits 0 once nothing
 * of it is left, also when nothing was there.
 */
export function endShellArgv(shell: ShellCommand): string[] {
  return ['sh', '-c', END, 'sh', shell.marker]
}

/**
 * The engine's own command line for a shell in an instance, to be run by {@link ptyBackend}.
 * @param options.dockerArgv the command line up to its sub-command, such as `['docker', '--context', 'x']`
 */
export function dockerExecArgv(options: { dockerArgv: string[]; containerId: string; shell: ShellCommand }): string[] {
  const env = Object.entries(options.shell.env).flatMap(([name, value]) => ['--env', `${name}=${value}`])
  return [...options.dockerArgv, 'exec', '-it', '--user', '0', ...env, options.containerId, ...options.shell.argv]
}
