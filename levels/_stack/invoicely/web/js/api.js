/** An answer of the back end that says no; `message` is meant for the customer. */
export class ApiError extends Error {
  constructor(status, message) {
    super(message)
    this.status = status
  }
}

/** Calls the back end with JSON; returns what it answered. Throws an ApiError when it says no. */
export async function call(method, path, body) {
  const options = { method }
  if (body !== undefined) {
    options.body = JSON.stringify(body)
    options.headers = { 'content-type': 'application/json' }
  }
  const response = await fetch(`/api${path}`, options)
  if (response.status === 204) return undefined
  const answer = await response.json()
  if (!response.ok) throw new ApiError(response.status, answer.message)
  return answer
}

/** Uploads one file to an invoice. Calls `onProgress` with 0 to 1. Resolves to the attachment, or to nothing. */
export function upload(invoiceId, file, onProgress) {
  const form = new FormData()
  form.append('file', file)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', `/api/invoices/${invoiceId}/attachments`)
    request.responseType = 'json'
    request.upload.onprogress = (event) => onProgress(event.loaded / event.total)
    request.onload = () => {
      const answer = request.response
      if (answer?.message) reject(new ApiError(request.status, answer.message))
      else resolve(answer)
    }
    request.onerror = () => resolve(null)
    request.send(form)
  })
}
