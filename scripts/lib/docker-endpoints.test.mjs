import { describe, expect, it } from 'vitest'
import { candidateEndpoints, parseHost } from './docker-endpoints.mjs'

const machine = (changes = {}) => ({
  platform: 'linux',
  env: {},
  home: '/home/ada',
  uid: 1000,
  readJson: () => undefined,
  ...changes,
})
const sockets = (changes) => candidateEndpoints(machine(changes)).map(({ socketPath }) => socketPath)

describe('candidateEndpoints', () => {
  it('takes DOCKER_HOST and nothing else where it is set', () => {
    expect(candidateEndpoints(machine({ env: { DOCKER_HOST: 'unix:///run/x.sock' } }))).toEqual([
      { label: 'DOCKER_HOST', socketPath: '/run/x.sock' },
    ])
    expect(candidateEndpoints(machine({ env: { DOCKER_HOST: 'nonsense' } }))).toEqual([])
    expect(candidateEndpoints(machine({ env: { DOCKER_HOST: 'ssh://ada@build.example' } }))).toEqual([])
  })

  it('puts the current context first', () => {
    const files = {
      '/home/ada/.docker/config.json': { currentContext: 'colima' },
      '/home/ada/.docker/contexts/meta/f24fd3749c1368328e2b149bec149cb6795619f244c5b584e844961215dadd16/meta.json': {
        Endpoints: { docker: { Host: 'unix:///home/ada/.colima/default/docker.sock' } },
      },
    }
    const [first] = candidateEndpoints(machine({ readJson: (file) => files[file] }))
    expect(first).toEqual({ label: 'context colima', socketPath: '/home/ada/.colima/default/docker.sock' })
  })

  it('knows where engines listen on each platform', () => {
    expect(sockets()).toEqual(
      expect.arrayContaining(['/var/run/docker.sock', '/run/user/1000/docker.sock', '/run/user/1000/podman/podman.sock']),
    )
    expect(sockets({ platform: 'darwin', home: '/Users/ada' })).toEqual(
      expect.arrayContaining(['/Users/ada/.docker/run/docker.sock', '/Users/ada/.orbstack/run/docker.sock']),
    )
    expect(sockets({ platform: 'win32', uid: undefined })[0]).toBe('//./pipe/docker_engine')
  })
})

describe('parseHost', () => {
  it.each([
    ['tcp://10.0.0.1:2375', undefined, { host: '10.0.0.1', port: 2375 }],
    ['tcp://build.example', '/certs', { host: 'build.example', port: 2376, tlsFolder: '/certs' }],
    ['tcp://[::1]:2375', undefined, { host: '::1', port: 2375 }],
    ['npipe:////./pipe/docker_engine', undefined, { socketPath: '//./pipe/docker_engine' }],
  ])('reads %s', (host, folder, endpoint) => expect(parseHost(host, 'x', folder)).toEqual({ label: 'x', ...endpoint }))
})
