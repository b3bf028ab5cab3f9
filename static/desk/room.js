/** 会议模式: one slide at a time, turned by keys, a presenter or the two buttons; a line is kept without leaving it. */
{
  const slides = [...document.querySelectorAll("[data-slide]")], turn = document.querySelector(".turn")
  const count = document.querySelector("[data-count]"), full = document.querySelector("[data-full]")
  const unkept = document.querySelector("[data-unkept]"), lines = [...document.querySelectorAll("form.line")]
  let at = 0

  // Words nobody kept stay on their page; turned away from it, they are named below, and asked about before leaving.
  const holding = () => slides.flatMap((slide, nr) => (slide.querySelector("form.line")?.elements.text.value.trim() ? [nr] : []))
  const remind = () => {
    const elsewhere = holding().filter((nr) => nr !== at)
    unkept.hidden = !elsewhere.length
    unkept.textContent = unkept.dataset.unkept.replace("{n}", elsewhere.map((nr) => nr + 1).join("、"))
  }
  addEventListener("beforeunload", (event) => {
    if (!holding().length) return
    event.preventDefault()
    event.returnValue = ""
  })

  const show = (wanted) => {
    at = Math.max(0, Math.min(slides.length - 1, wanted))
    slides.forEach((slide, nr) => { slide.hidden = nr !== at })
    count.textContent = `${at + 1} / ${slides.length}`
    for (const button of turn.querySelectorAll("[data-turn]")) button.disabled = !slides[at + Number(button.dataset.turn)]
    history.replaceState(null, "", `#${slides[at].id}`)
    remind()
    scrollTo(0, 0)
  }

  // Whoever writes keeps the arrows and the space for his words; an empty line, and a presenter's keys, still turn.
  const writing = (target, key) => {
    if (key.startsWith("Page") || !target.matches("input, select, button, a, summary")) return false
    return key === " " || !(target.matches("a, button, summary") || (target.name === "text" && !target.value))
  }
  const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1 }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") document.activeElement.blur()
    const step = STEPS[event.key]
    if (!step || event.altKey || event.ctrlKey || event.metaKey || writing(event.target, event.key)) return
    event.preventDefault()
    document.activeElement.blur()
    show(at + step)
  })
  // The list of a select takes the Escape that closes it for itself; the page hears the key only as it comes up.
  addEventListener("keyup", (event) => { if (event.key === "Escape" && event.target.matches("select")) event.target.blur() })
  for (const button of turn.querySelectorAll("[data-turn]"))
    button.addEventListener("click", () => show(at + Number(button.dataset.turn)))

  // What is decided so far, as the server lists it now: own lines, a colleague's, those written anew or taken back.
  const refresh = async () => {
    const answer = await fetch(location.pathname)
    if (!answer.ok) return
    const page = new DOMParser().parseFromString(await answer.text(), "text/html")
    for (const list of document.querySelectorAll("[data-typed]")) {
      const now = page.querySelector(`[data-typed="${list.dataset.typed}"]`)
      if (now) list.replaceWith(now)
    }
    document.querySelector("[data-none]").hidden = page.querySelector("[data-none]").hidden
  }

  const sent = async (form, body) => {
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } })
    return answer.json()
  }
  const telling = (line) => (good, words) => {
    const said = line.querySelector("[data-said]")
    said.textContent = words
    said.hidden = false
    said.classList.toggle("bad", !good)
  }

  // Opened, its form is not to lie under the line.
  addEventListener("toggle", ({ target }) => { if (target.matches(".amend[open]")) target.scrollIntoView({ block: "nearest" }) }, true)
  addEventListener("submit", async (event) => {
    const form = event.target.closest("[data-amend]")
    if (!form) return
    event.preventDefault()
    const line = form.closest("[data-slide]").querySelector("form.line"), tell = telling(line)
    const body = new URLSearchParams(new FormData(form, event.submitter))
    try {
      const result = await sent(form, body)
      tell(result.good, result.text)
      if (result.good) await refresh()
    } catch { tell(false, line.dataset.failed) }
  })

  for (const form of lines) {
    const press = form.querySelector("button"), text = form.elements.text, tell = telling(form)
    let typed = ""
    form.elements.due_other.addEventListener("input", () => { form.querySelector("[value=other]").checked = true })
    form.addEventListener("submit", async (event) => {
      event.preventDefault()
      if (press.disabled) return
      press.disabled = true
      const body = new URLSearchParams(new FormData(form)), words = String(body)
      let next = text
      try {
        const result = await sent(form, body)
        tell(result.good, result.text)
        if (result.good) {
          if (words !== typed) text.value = ""
          typed = words
          form.elements.event.value = result.event
          await refresh()
        } else next = form.elements[result.field] ?? text
      } catch {
        tell(false, form.dataset.failed)     // signed out, or no network: the words stay where they are
      }
      press.disabled = false
      next.focus()
    })
  }

  if (document.documentElement.requestFullscreen) {
    full.hidden = false
    full.addEventListener("click", () => {
      document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    })
  }
  document.body.classList.add("turning")
  turn.hidden = false
  addEventListener("load", () => scrollTo(0, 0))      // the address names a part; the browser would go to its edge
  addEventListener("hashchange", () => show(slides.findIndex((slide) => `#${slide.id}` === location.hash)))
  show(Math.max(0, slides.findIndex((slide) => `#${slide.id}` === location.hash)))
}
