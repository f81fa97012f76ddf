import { expect, it } from 'vitest'
import { logicalLines } from './logical-lines.ts'

it.each([
  ['plain lines', ['ls', '', 'df -h'], ['ls', 'df -h']],
  ['a continuation', ['curl \\', '  localhost'], ['curl \\\n  localhost']],
  ['a here-document', ["cat > f <<'EOF'", 'a {', 'EOF', 'ls'], ["cat > f <<'EOF'\na {\nEOF", 'ls']],
  ['a loop', ['for i in 1 2; do', '  echo $i', 'done', 'ls'], ['for i in 1 2; do\n  echo $i\ndone', 'ls']],
  ['a loop on one line', ['for i in 1 2; do echo $i; done'], ['for i in 1 2; do echo $i; done']],
  ['a nested condition', ['while true; do if x; then', 'break', 'fi', 'done'], ['while true; do if x; then\nbreak\nfi\ndone']],
  ['an open quote', ["psql -c 'select", "1'", 'ls'], ["psql -c 'select\n1'", 'ls']],
  ['a function', ['f() {', 'ls', '}', 'f'], ['f() {\nls\n}', 'f']],
])('groups %s', (_name, lines, groups) => {
  expect(logicalLines(lines)).toEqual(groups)
})
