// 已看 is said by the page once somebody of the unit has it before his eyes: fetched ahead or in a hidden tab it is not looked at.
const look = document.querySelector("form[data-seen]")

const say = () => {
  if (!look || document.visibilityState !== "visible") return
  document.removeEventListener("visibilitychange", say)
  fetch(look.action, { method: "POST", body: new URLSearchParams(new FormData(look)), redirect: "manual" }).catch(() => {})
}

document.addEventListener("visibilitychange", say)
say()
