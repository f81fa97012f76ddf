import { describe, expect, it } from 'vitest'
import { LevelError, parseProof } from './index.ts'

describe('parseProof', () => {
  it('reads what is typed and what is done beside', () => {
    const text = `#!/bin/sh
# A comment is not typed.
# @status investigating We are looking into it.
# @instance proxy
tail -n 3 /var/log/nginx/error.log

# Neither is this one.
cat > /etc/x <<'EOF'
# but this is
# @resolve

EOF
# @diagnose proxy limit-too-low
# @wait 1.5s
nginx -s reload
# @instance app-1
ls
# @resolve
`
    expect(parseProof(text)).toEqual([
      { kind: 'status', state: 'investigating', text: 'We are looking into it.', line: 3 },
      {
        kind: 'type',
        instance: 'proxy',
        lines: ['tail -n 3 /var/log/nginx/error.log', "cat > /etc/x <<'EOF'", '# but this is', '# @resolve', '', 'EOF'],
        line: 5,
      },
      { kind: 'diagnose', component: 'proxy', fault: 'limit-too-low', line: 13 },
      { kind: 'wait', ms: 1500, line: 14 },
      { kind: 'type', instance: 'proxy', lines: ['nginx -s reload'], line: 15 },
      { kind: 'type', instance: 'app-1', lines: ['ls'], line: 17 },
      { kind: 'resolve', line: 18 },
    ])
  })

  it.each([
    ['ls', /script:1: say where this is typed first/],
    ['# @instance', /name the instance/],
    ['# @resolv', /unknown directive `@resolv`; did you mean `resolve`\?/],
    ['# @wait soon', /`soon` is not a duration/],
    ['# @status fine all is well', /unknown state `fine`; known: investigating/],
    ['# @status resolved', /say what is posted/],
    ['# @diagnose porxy limit-too-low', /unknown component `porxy`; did you mean `proxy`\?/],
    ['# @diagnose proxy', /unknown fault class/],
  ])('refuses %j', (text, message) => {
    expect(() => parseProof(text)).toThrow(LevelError)
    expect(() => parseProof(text)).toThrow(message)
  })
})
