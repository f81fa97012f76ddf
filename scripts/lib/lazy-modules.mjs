/**
 * The Docker client loads all of gRPC (for BuildKit sessions, which the engine doesn't use) and an ssh client (for ssh
 * hosts) as soon as it is imported: 300 ms of every start. This esbuild plugin has them loaded at their first use.
 */
const LAZY_PACKAGES = /^@grpc\/(grpc-js|proto-loader)$/

/** @type {import('esbuild').Plugin} */
export const lazyModules = {
  name: 'lazy-modules',
  setup(build) {
    build.onResolve({ filter: LAZY_PACKAGES }, ({ path, namespace }) =>
      namespace === 'lazy-package' ? { path, external: true } : { path, namespace: 'lazy-package' },
    )
    build.onLoad({ filter: /.*/, namespace: 'lazy-package' }, ({ path }) => ({
      contents: `module.exports = new Proxy({}, { get: (_, key) => require(${JSON.stringify(path)})[key] })`,
    }))

    build.onResolve({ filter: /^\.\/ssh$/ }, ({ path, resolveDir, namespace }) =>
      resolveDir.includes('docker-modem') && namespace === 'file'
        ? { path: `${resolveDir}/${path}.js`, namespace: 'lazy-function', pluginData: resolveDir }
        : undefined,
    )
    build.onLoad({ filter: /.*/, namespace: 'lazy-function' }, ({ path, pluginData }) => ({
      contents: `module.exports = (...args) => require(${JSON.stringify(path)})(...args)`,
      resolveDir: pluginData,
    }))
  },
}
