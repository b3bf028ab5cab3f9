"""Who works in the demo: invented people with a role, a unit, a phone number to sign in with and a phone."""

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """`key` is how the script calls them; the account id and the sign-in follow from `nr`."""

    key: str
    nr: int
    name: str
    role: str
    org: str
    title: str

    @property
    def id(self) -> str:
        """The account id."""
        return f"u{self.nr}"

    @property
    def login(self) -> str:
        """The phone number: an invented block nobody can be called on."""
        return f"1380000{self.nr:04d}"


PEOPLE = (
    Person("admin", 1, "高敏", "admin", "o2", "系统管理员"),
    Person("pm", 2, "郑立", "pm", "o2", "代建项目负责人"),
    Person("hq", 3, "冯志远", "hq", "o1", "现场指挥"),
    Person("chief", 4, "赵明", "chief", "o3", "总监理工程师"),
    Person("safety", 5, "李文博", "specialist", "o3", "专监（安全）"),
    Person("quality", 6, "陈晓", "specialist", "o3", "专监（土建）"),
    Person("assistant", 7, "孙浩", "assistant", "o3", "监理员"),
    Person("wang", 8, "王强", "inspector", "o2", "巡查员"),
    Person("liu", 9, "刘洋", "inspector", "o2", "巡查员"),
    Person("zhang", 10, "张敏", "inspector", "o1", "巡查员"),
    Person("he", 11, "何伟", "inspector", "o1", "巡查员"),
    Person("yang", 12, "杨柳", "inspector", "o9", "社区巡查员"),
    Person("main", 13, "钱军", "contractor", "o4", "项目经理"),
    Person("guard", 14, "吴迪", "contractor", "o4", "专职安全员"),
    Person("facade", 15, "周强", "subcontractor", "o5", "项目负责人"),
    Person("roof", 16, "徐辉", "subcontractor", "o6", "项目负责人"),
    Person("drain", 17, "马平", "subcontractor", "o7", "项目负责人"),
    Person("district", 18, "陈岚", "district", "o8", "联络员"),
    Person("viewer", 19, "林芳", "viewer", "o9", "社区书记"),
)
OFFICE = ("district", "admin")
"""Who belongs to the district's own project too."""

BY_KEY = {person.key: person for person in PEOPLE}


def password(day: str) -> str:
    """The one password of the demo: made from the day, printed for everybody, worth nothing elsewhere."""
    return f"xunlou-{hashlib.sha256(f'demo {day}'.encode()).hexdigest()[:6]}"
