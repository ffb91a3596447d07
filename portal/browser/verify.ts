import { type Brought, judge, verdictsHtml } from '../verdict.ts'

/** Checks what was chosen or dropped here, in the browser: no file leaves it. Without this script the form sends them to the server. */
const form = document.querySelector<HTMLFormElement>('#check')
const input = form?.querySelector<HTMLInputElement>('input[type=file]')
const key = form?.querySelector<HTMLInputElement>('#vkey')
const answer = document.querySelector<HTMLElement>('#answer')

const site = {
  receipt: async (path: string) => {
    const response = await fetch(path)
    return response.ok ? response.text() : undefined
  },
  hash: async (path: string) => {
    const response = await fetch(path, { method: 'HEAD' })
    return response.ok ? /"([0-9a-f]{64})"/.exec(response.headers.get('etag') ?? '')?.[1] : undefined
  },
}

const check = async (files: readonly File[]): Promise<void> => {
  if (answer === null || files.length === 0) return
  answer.textContent = '正在核验……'
  try {
    const brought: Brought[] = []
    for (const file of files) brought.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })
    answer.innerHTML = String(await verdictsHtml(await judge(brought, key?.value.trim() ?? '', site)))
  } catch {
    answer.textContent = '没有核验成：可能连不上公示网站，或者文件读不出来。请稍后再试。'
  }
  answer.focus()
}

if (form !== null && input != null && answer !== null) {
  document.documentElement.dataset.checks = 'here'
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void check([...(input.files ?? [])])
  })
  input.addEventListener('change', () => void check([...(input.files ?? [])]))
  for (const name of ['dragenter', 'dragover'])
    form.addEventListener(name, (event) => {
      event.preventDefault()
      form.dataset.over = ''
    })
  form.addEventListener('dragleave', () => delete form.dataset.over)
  form.addEventListener('drop', (event) => {
    event.preventDefault()
    delete form.dataset.over
    void check([...(event.dataTransfer?.files ?? [])])
  })
}
