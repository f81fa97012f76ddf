import { call } from '../api.js'
import { element } from '../dom.js'

/** The sign-in form; calls `onSignedIn` with the user. */
export function showSignIn(view, onSignedIn) {
  const email = element('input', { type: 'email', name: 'email', required: true, autocomplete: 'username' })
  const password = element('input', { type: 'password', name: 'password', required: true, autocomplete: 'current-password' })
  const problem = element('p', { className: 'problem', role: 'alert' })
  const form = element(
    'form',
    { className: 'card sign-in' },
    element('h1', {}, 'Sign in to Invoicely'),
    element('label', {}, 'E-mail', email),
    element('label', {}, 'Password', password),
    problem,
    element('button', {}, 'Sign in'),
  )
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    problem.textContent = ''
    try {
      onSignedIn(await call('POST', '/session', { email: email.value, password: password.value }))
    } catch (error) {
      problem.textContent = error.status ? error.message : 'Invoicely cannot be reached. Please try again.'
    }
  })
  view.replaceChildren(form)
  email.focus()
}
