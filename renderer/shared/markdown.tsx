import { marked, type Token, type Tokens } from 'marked'
import { Fragment, type ReactNode, useMemo } from 'react'
import { isWebAddress } from '../door/door.ts'
import { useDoor } from '../door/door-context.tsx'
import classes from './markdown.module.css'

/**
 * Markdown drawn as React elements from marked's tokens. No HTML is ever parsed or inserted: tags in the text show as text,
 * images are not loaded, and only web addresses become links.
 */
export function Markdown({ text }: { text: string }) {
  const tokens = useMemo(() => marked.lexer(text, { gfm: true }), [text])
  return <div className={classes.prose}>{drawAll(tokens)}</div>
}

function drawAll(tokens: Token[] | undefined): ReactNode {
  // Tokens have no identity of their own and are never reordered.
  // biome-ignore lint/suspicious/noArrayIndexKey: see above
  return tokens?.map((token, index) => <Fragment key={index}>{draw(token as MarkdownToken)}</Fragment>)
}

type MarkdownToken =
  | Tokens.Heading
  | Tokens.Paragraph
  | Tokens.Code
  | Tokens.Blockquote
  | Tokens.List
  | Tokens.Table
  | Tokens.Hr
  | Tokens.Text
  | Tokens.Escape
  | Tokens.Strong
  | Tokens.Em
  | Tokens.Del
  | Tokens.Codespan
  | Tokens.Br
  | Tokens.Link
  | Tokens.Image
  | Tokens.Space
  | Tokens.HTML

function draw(token: MarkdownToken): ReactNode {
  switch (token.type) {
    case 'heading': {
      // The page's own title is level 1 and its sections level 2.
      const Heading = `h${Math.min(6, token.depth + 2)}` as 'h3'
      return <Heading>{drawAll(token.tokens)}</Heading>
    }
    case 'paragraph':
      return <p>{drawAll(token.tokens)}</p>
    case 'code':
      return (
        <pre>
          <code>{token.text}</code>
        </pre>
      )
    case 'blockquote':
      return <blockquote>{drawAll(token.tokens)}</blockquote>
    case 'list':
      return drawList(token)
    case 'table':
      return drawTable(token)
    case 'hr':
      return <hr />
    case 'space':
      return null
    default:
      return drawInline(token)
  }
}

function drawInline(token: MarkdownToken): ReactNode {
  switch (token.type) {
    case 'strong':
      return <strong>{drawAll(token.tokens)}</strong>
    case 'em':
      return <em>{drawAll(token.tokens)}</em>
    case 'del':
      return <del>{drawAll(token.tokens)}</del>
    case 'codespan':
      return <code>{token.text}</code>
    case 'br':
      return <br />
    case 'link':
      return <OutsideLink href={token.href}>{drawAll(token.tokens)}</OutsideLink>
    case 'text':
      return 'tokens' in token && token.tokens ? drawAll(token.tokens) : token.text
    default:
      return 'text' in token ? token.text : token.raw
  }
}

function drawList(token: Tokens.List): ReactNode {
  const items = token.items.map((item, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: items of a text never move
    <li key={index}>{drawAll(item.tokens)}</li>
  ))
  return token.ordered ? <ol start={Number(token.start) || 1}>{items}</ol> : <ul>{items}</ul>
}

function drawTable(token: Tokens.Table): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          {token.header.map((cell, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text never move
            <th key={index}>{drawAll(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, rowIndex) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows of a text never move
          <tr key={rowIndex}>
            {row.map((cell, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: cells of a text never move
              <td key={index}>{drawAll(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A link that leaves the app through the door. */
export function OutsideLink({
  href,
  children,
  className,
}: {
  href: string
  children: ReactNode
  className?: string | undefined
}) {
  const door = useDoor()
  if (!isWebAddress(href)) return <>{children}</>
  return (
    <a
      href={href}
      className={className}
      target="_blank"
      rel="noopener noreferrer"
      onClick={(event) => {
        event.preventDefault()
        door.openExternal(href)
      }}
    >
      {children}
    </a>
  )
}
