import { ApiError, call } from './api.js'
import { toast } from './dom.js'
import { showExports } from './views/exports.js'
import { showInvoice } from './views/invoice.js'
import { showInvoices } from './views/invoices.js'
import { showSignIn } from './views/sign-in.js'

const view = document.querySelector('#view')
const bar = document.querySelector('.bar')
let user

/** Shows the view the address names; the sign-in first where nobody is signed in. */
async function route() {
  const [path, query = ''] = location.hash.slice(1).split('?')
  try {
    user ??= await call('GET', '/session')
    bar.hidden = false
    bar.querySelector('.account').textContent = `${user.name} · ${user.accountName}`
    const invoice = /^\/invoices\/(\d+)$/.exec(path)
    if (invoice) await showInvoice(view, Number(invoice[1]))
    else if (path === '/exports') await showExports(view)
    else await showInvoices(view, new URLSearchParams(query))
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return signIn()
    toast(error instanceof ApiError ? error.message : 'Invoicely cannot be reached. Please try again.')
  }
}

function signIn() {
  user = undefined
  bar.hidden = true
  showSignIn(view, (signedIn) => {
    user = signedIn
    route()
  })
}

document.querySelector('#sign-out').addEventListener('click', async () => {
  await call('DELETE', '/session')
  signIn()
})
addEventListener('hashchange', route)
route()
