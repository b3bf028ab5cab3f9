/** Pictures over the page, full size: zoom, drag, turn, before and after side by side. Links work without it. */
{
  const viewer = document.getElementById("viewer")
  const links = [...document.querySelectorAll("a[data-viewer]")]
  const part = (name) => viewer.querySelector(`[data-${name}]`)
  const act = (name) => viewer.querySelector(`[data-act=${name}]`)
  const ZOOM_MAX = 12, STEP = 1.25
  const view = { at: 0, zoom: 1, x: 0, y: 0, turned: 0, both: false, caption: false }

  const first = (side) => links.find((link) => link.dataset.part === side && !link.dataset.of)
  const drawnOn = (link) => links.find((one) => one.dataset.of === link.dataset.sha || link.dataset.of === one.dataset.sha)

  /** The link shown in the first pane: side by side it is the first picture of before. */
  const current = () => (view.both && first("before")) || links[view.at]

  const fill = (image, link) => {
    const address = view.caption ? link.dataset.marked : link.dataset.view
    if (image.getAttribute("src") !== address) image.src = address
    image.alt = link.dataset.said
  }

  const place = () => {
    const { zoom, x, y, turned } = view
    for (const image of viewer.querySelectorAll(".pane img")) {
      const pane = image.parentElement, sideways = turned % 180 !== 0
      // Turned on its side a picture has to fit the other way round.
      image.style.maxWidth = `${sideways ? pane.clientHeight : pane.clientWidth}px`
      image.style.maxHeight = `${sideways ? pane.clientWidth : pane.clientHeight}px`
      image.style.transform = `translate(${x}px, ${y}px) scale(${zoom}) rotate(${turned}deg)`
    }
    viewer.dataset.zoomed = String(zoom > 1)
  }

  const show = () => {
    const link = current(), other = view.both ? first("after") : null, drawn = drawnOn(link)
    fill(part("main"), link)
    part("other-pane").hidden = !other
    if (other) fill(part("other"), other)
    part("said").textContent = link.dataset.said
    part("other-said").textContent = other ? `│ ${other.dataset.said}` : ""
    part("nr").textContent = view.both ? "" : `${view.at + 1} / ${links.length}`
    part("sha").textContent = link.dataset.sha
    part("original").hidden = !link.dataset.original
    if (link.dataset.original) part("original").href = link.dataset.original
    // Not `disabled`: the keys of the viewer would die with the button that has the focus.
    act("previous").setAttribute("aria-disabled", String(view.both || view.at === 0))
    act("next").setAttribute("aria-disabled", String(view.both || view.at === links.length - 1))
    act("both").hidden = !(first("before") && first("after"))
    act("drawn").hidden = !drawn
    for (const [name, on] of [["both", view.both], ["caption", view.caption], ["drawn", Boolean(link.dataset.of)]]) {
      act(name).setAttribute("aria-pressed", String(on))
    }
    place()
  }

  const fit = () => { view.zoom = 1; view.x = 0; view.y = 0; place() }
  const zoom = (by) => {
    view.zoom = Math.min(ZOOM_MAX, Math.max(1, view.zoom * by))
    if (view.zoom === 1) { view.x = 0; view.y = 0 }
    place()
  }
  const go = (by) => {
    const at = view.at + by
    if (view.both || at < 0 || at >= links.length) return
    Object.assign(view, { at, turned: 0 })
    fit()
    show()
  }
  const acts = {
    previous: () => go(-1), next: () => go(1), bigger: () => zoom(STEP), smaller: () => zoom(1 / STEP), fit,
    turn: () => { view.turned = (view.turned + 90) % 360; place() },
    both: () => { view.both = !view.both; view.turned = 0; fit(); show() },
    caption: () => { view.caption = !view.caption; show() },
    drawn: () => { view.at = links.indexOf(drawnOn(current())); view.both = false; show() },
    close: () => viewer.close(),
    copy: async () => {
      await navigator.clipboard.writeText(part("sha").textContent)
      act("copy").textContent = act("copy").dataset.done
    },
  }
  const KEYS = { "+": "bigger", "=": "bigger", "-": "smaller", 0: "fit", r: "turn", ArrowLeft: "previous", ArrowRight: "next" }

  if (viewer && typeof viewer.showModal === "function") {
    for (const [at, link] of links.entries()) {
      link.addEventListener("click", (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return
        event.preventDefault()
        Object.assign(view, { at, turned: 0, both: false, caption: false })
        viewer.showModal()
        act("close").focus()
        fit()
        show()
      })
    }
    act("copy").hidden = !navigator.clipboard
    for (const button of viewer.querySelectorAll("[data-act]")) button.addEventListener("click", () => acts[button.dataset.act]())
    viewer.addEventListener("keydown", (event) => {
      const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key]
      if (!name || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      acts[name]()
    })
    const stage = part("stage")
    stage.addEventListener("wheel", (event) => { event.preventDefault(); zoom(event.deltaY < 0 ? STEP : 1 / STEP) }, { passive: false })
    stage.addEventListener("pointerdown", (event) => {
      if (view.zoom === 1) return
      stage.setPointerCapture(event.pointerId)
      view.from = [event.clientX - view.x, event.clientY - view.y]
    })
    stage.addEventListener("pointermove", (event) => {
      if (!view.from) return
      view.x = event.clientX - view.from[0]
      view.y = event.clientY - view.from[1]
      place()
    })
    for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, () => { view.from = null })
    addEventListener("resize", () => { if (viewer.open) place() })
  }
}
