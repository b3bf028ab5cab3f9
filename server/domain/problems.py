"""Refusals are a vocabulary: one catalogue of stable codes with HTTP status, retry and words."""

from typing import Any, NamedTuple


class Entry(NamedTuple):
    """`status` is HTTP's; `retry`: the same bytes may succeed later; `zh`/`en` say it to a person."""

    status: int
    retry: bool
    zh: str
    en: str


CATALOGUE: dict[str, Entry] = {
    # the body on its way
    "truncated": Entry(400, True, "数据没有传完整，请重试", "The body ended too early"),
    "length_required": Entry(411, True, "请求缺少长度", "Content-Length is required; chunked bodies are refused"),
    "digest_missing": Entry(400, True, "请求缺少校验值", "Content-Digest with sha-256 is required"),
    "digest_mismatch": Entry(400, True, "数据在传输中损坏，请重试", "The body does not match its Content-Digest"),
    "hash_mismatch": Entry(400, True, "照片与其编号不符", "The bytes do not hash to the name in the address"),
    "too_large": Entry(413, False, "内容超过上限", "The body is over the limit"),
    # what it says
    "bad_envelope": Entry(400, False, "记录格式无法识别", "Not a record: JSON, id, type or version is wrong"),
    "bad_request": Entry(400, False, "请求内容有误", "The request is not understood"),
    "id_conflict": Entry(409, False, "同一编号已有不同内容，两份均已留存",
                         "This id already holds other bytes; both bodies are kept"),
    "conflict": Entry(409, False, "与现有内容冲突", "It conflicts with what is there"),
    # who says it
    "signed_out": Entry(401, True, "登录已失效，请重新登录", "Signed out: please sign in again"),
    "wrong_login": Entry(401, True, "手机号或密码不对", "Wrong phone number or password"),
    "not_member": Entry(403, False, "您不是本项目成员", "You are not a member of this project"),
    "not_allowed": Entry(403, False, "您没有这项权限", "Your role does not allow this"),
    "bad_origin": Entry(403, True, "请求来源不被允许", "The request comes from another site"),
    "throttled": Entry(429, True, "操作过于频繁，请稍后再试", "Too many attempts: wait and try again"),
    "quota": Entry(429, True, "今日上传已达上限，数据仍在手机上", "Today's upload quota is used up; nothing is lost"),
    # what is asked for
    "not_found": Entry(404, False, "没有找到", "Not found"),
    "not_yet": Entry(404, True, "照片还在手机上，尚未上传", "The picture is still on a phone"),
    "erased": Entry(410, False, "内容已依法删除", "The content has been erased"),
    "method_not_allowed": Entry(405, False, "不支持这种操作", "This method is not offered here"),
    "not_a_picture": Entry(422, False, "文件不是可识别的照片", "The file is not a picture that can be shown"),
    "unsupported": Entry(415, False, "不支持这种内容类型", "This content type is not supported"),
    # the house
    "storage_full": Entry(507, True, "服务器空间不足，照片稍后再传，文字记录不受影响",
                          "The server is low on space: pictures wait, records still pass"),
    "store_unavailable": Entry(503, True, "照片存储暂时不可用，照片稍后再传，文字记录不受影响",
                               "The store of pictures does not answer: pictures wait, records still pass"),
    "busy": Entry(503, True, "服务器忙，请稍后再试", "The server is busy: try again"),
    "internal": Entry(500, True, "服务器出错，数据未丢失，请稍后再试", "Something went wrong on the server"),
    # spreadsheets and commands
    "bad_spreadsheet": Entry(422, False, "表格有误，未导入任何内容", "The spreadsheet has errors; nothing imported"),
    "bad_setting": Entry(500, False, "设置有误", "A setting is wrong"),
    # sheets
    "sheet_version": Entry(409, False, "调度会材料已有新版本，请刷新", "Another version was issued meanwhile"),
    "newer_format": Entry(409, False, "该材料由较新版本的程序生成，请升级后再查",
                          "This sheet was made by a newer version of the program: upgrade, then check it"),
    "redacted": Entry(410, False, "内容已依法遮盖", "The content has been redacted"),
}


class Problem(Exception):
    """A refusal the caller can act on; `code` is one of `CATALOGUE`, `facts` go to the answer's `facts`."""

    def __init__(self, code: str, detail: str = "", **facts: Any) -> None:
        entry = CATALOGUE[code]
        super().__init__(detail or entry.en)
        self.code, self.status, self.retry = code, entry.status, entry.retry
        self.detail = detail or f"{entry.zh} {entry.en}"
        self.facts = facts

    def body(self) -> dict[str, Any]:
        """The JSON answer: {"error", "detail", "retry"} and the facts, if any."""
        answer: dict[str, Any] = {"error": self.code, "detail": self.detail, "retry": self.retry}
        return {**answer, "facts": self.facts} if self.facts else answer
