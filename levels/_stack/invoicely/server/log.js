/** One line to stdout; the service's run script sends it to /var/log/invoicely. */
export function log(level, message) {
  process.stdout.write(`${new Date().toISOString()} ${level.padEnd(5)} ${message}\n`)
}

/** The line each request leaves, answered or failed. */
export function logRequest(request, reply) {
  const user = request.user ? `user=${request.user.id}` : 'user=-'
  const bytes = request.headers['content-length'] ?? 0
  const from = request.headers['x-real-ip'] ?? request.ip
  log(
    'INFO',
    `${request.method} ${request.url} ${reply.statusCode} ${reply.elapsedTime.toFixed(0)}ms ${user} in=${bytes} from=${from}`,
  )
}
