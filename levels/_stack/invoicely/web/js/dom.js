/** An element with properties and children: `element('p', { className: 'muted' }, 'Hello')`. */
export function element(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties)
  node.append(...children.filter((child) => child !== undefined && child !== null))
  return node
}

/** Shows a short message for four seconds. */
export function toast(message) {
  const box = document.querySelector('#toast')
  box.textContent = message
  box.classList.add('shown')
  clearTimeout(box.timer)
  box.timer = setTimeout(() => box.classList.remove('shown'), 4000)
}

/** A coloured word for a status. */
export function statusBadge(status) {
  return element('span', { className: `status ${status}` }, status)
}
