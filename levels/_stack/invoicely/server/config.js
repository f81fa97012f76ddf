/**
 * Settings, from the environment (see deploy/app.env). Throws an error that names the setting when one is wrong,
 * so that a bad deploy fails at start and not at the first request.
 */
export function readConfig(env) {
  return {
    port: integer(env, 'PORT', 3000),
    databaseUrl: required(env, 'DATABASE_URL'),
    redisUrl: required(env, 'REDIS_URL'),
    storageDir: required(env, 'STORAGE_DIR'),
    uploadLimitBytes: integer(env, 'UPLOAD_LIMIT_MB', 20) * 1024 * 1024,
    exports: {
      /** Finished exports that stay for download; 0 keeps every one. */
      keep: integer(env, 'EXPORT_KEEP', 20),
      /** Invoices a part holds while an export is being written. */
      pageInvoices: integer(env, 'EXPORT_PAGE', 50),
      keepParts: flag(env, 'EXPORT_KEEP_PARTS', false),
      trace: flag(env, 'EXPORT_TRACE', false),
    },
  }
}

function required(env, name) {
  const value = env[name]
  if (!value) throw new Error(`${name} is not set: add it to /etc/invoicely/app.env`)
  return value
}

function integer(env, name, fallback) {
  const text = env[name] ?? String(fallback)
  if (!/^\d+$/.test(text)) throw new Error(`${name} must be a whole number, not "${text}"`)
  return Number(text)
}

function flag(env, name, fallback) {
  const text = env[name] ?? (fallback ? 'yes' : 'no')
  if (!['yes', 'no'].includes(text)) throw new Error(`${name} must be yes or no, not "${text}"`)
  return text === 'yes'
}
