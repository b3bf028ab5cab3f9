/** Small comforts of the office pages; every page works without them. */

for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = !navigator.clipboard
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.copy)
    button.textContent = button.dataset.done
  })
}

// Text fetched when it is wanted. A browser that keeps its clipboard to itself gets it in a field, ready to be copied.
for (const link of document.querySelectorAll("[data-copy-from]")) {
  link.addEventListener("click", async (event) => {
    event.preventDefault()
    try {
      const answer = await fetch(link.href)
      if (!answer.ok) throw new Error(String(answer.status))
      const text = await answer.text()
      try {
        await navigator.clipboard.writeText(text)
        link.textContent = link.dataset.done
      } catch { offered(link, text) }
    } catch { location.assign(link.href) }
  })
}

function offered(link, text) {
  const field = link.copyField || (link.copyField = document.createElement("textarea"))
  const hint = link.copyHint || (link.copyHint = document.createElement("p"))
  hint.className = "hint to-copy"
  hint.textContent = link.dataset.refused
  field.className = "to-copy"
  field.readOnly = true
  field.rows = 5
  field.value = text
  field.setAttribute("aria-label", link.dataset.refused)
  field.dataset.testid = "to-copy"
  link.parentElement.after(hint, field)
  field.focus()
  field.select()
}

// A second press of the same form does no harm on the server; here it only saves the wait.
for (const form of document.querySelectorAll("form[method=post]")) {
  form.addEventListener("submit", () => {
    for (const button of form.querySelectorAll("button")) setTimeout(() => { button.disabled = true }, 0)
  })
}
addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("button:disabled:not([data-needs-edit])")) button.disabled = false
})

for (const select of document.querySelectorAll("select[data-fills]")) {
  select.addEventListener("change", () => {
    const field = document.getElementById(select.dataset.fills)
    if (select.value) field.value = field.value ? `${field.value}；${select.value}` : select.value
    select.value = ""
    field.focus()
  })
}

for (const list of document.querySelectorAll("[data-sortable]")) {
  const number = () => [...list.children].forEach((row, at) => { row.querySelector("[data-order]").value = at + 1 })
  const moved = () => { number(); list.dispatchEvent(new Event("input", { bubbles: true })) }
  const move = (row, by) => {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling
    if (other) by < 0 ? other.before(row) : other.after(row)
    moved()
  }
  for (const row of list.children) {
    for (const button of row.querySelectorAll("[data-move]")) {
      button.hidden = false
      button.addEventListener("click", () => { move(row, Number(button.dataset.move)); button.focus() })
    }
    row.addEventListener("dragstart", (event) => { list.dragged = row; event.dataTransfer.effectAllowed = "move" })
    row.addEventListener("dragover", (event) => {
      if (!list.dragged || list.dragged === row) return
      event.preventDefault()
      const below = event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2
      below ? row.after(list.dragged) : row.before(list.dragged)
    })
    row.addEventListener("dragend", () => { list.dragged = null; moved() })
    for (const handle of row.querySelectorAll("[data-handle]")) {
      handle.hidden = false
      handle.addEventListener("mousedown", () => { row.draggable = true })
      handle.addEventListener("mouseup", () => { row.draggable = false })
    }
  }
}

// What is typed and not kept: said beside it, and asked about before the page goes. A browser that comes back puts
// typed words into the fields again; so the fields are compared with what the page was sent with.
const edited = (field) => {
  if (!field.name || field.type === "hidden" || field.matches("button")) return false
  if (field.matches("select")) {
    const sent = [...field.options].findIndex((option) => option.defaultSelected)
    return field.selectedIndex !== Math.max(0, sent)
  }
  return field.matches("[type=checkbox], [type=radio]") ? field.checked !== field.defaultChecked
    : field.value !== field.defaultValue
}
for (const form of document.querySelectorAll("form[data-warns]")) {
  const unsaved = () => form.hasAttribute("data-typed") || [...form.elements].some(edited)
  let sent = false
  const look = () => {
    for (const sign of form.querySelectorAll("[data-unsaved]")) sign.hidden = !unsaved()
    for (const button of form.querySelectorAll("[data-needs-edit]")) button.disabled = !unsaved()
  }
  for (const kind of ["input", "change"]) form.addEventListener(kind, look)
  form.addEventListener("submit", () => { sent = true })
  addEventListener("pageshow", () => { sent = false; look() })
  addEventListener("beforeunload", (event) => {
    if (sent || !unsaved()) return
    event.preventDefault()
    event.returnValue = ""
  })
}
