"""A district's brief over a few compounds, as the verdict would have frozen them."""

from server.domain.district import District, assemble
from server.domain.district_progress import acceptance
from server.domain.sheet_material import Previous

NAMES = ("水竹花园", "同心楼", "西站前街片区", "凯莱里", "洪湖南里", "丁字沽零号路", "本溪楼", "佳宁里", "风采里",
         "千里堤", "团结路老旧小区综合改造工程", "保春里")
WORKS = (("roof_waterproof", "屋面防水及保温"), ("facade", "外檐修缮"), ("drainage", "排水管网"), ("road", "甬路"))


def case(nr, answer=None, **more):
    """One ask, as long as people write them."""
    return {"id": f"c{nr}", "number": f"XT-20230612-00{nr}", "matter": f"{nr}号楼：违建占压雨水井，居民已谈2次未拆",
            "done": "居民已谈2次未拆，雨季排水受阻", "ask": "请区城管委牵头拆除违建，腾出雨水井", "lead": "区城管委",
            "needed_by": f"2023-06-{19 + nr}", "at": "2023-06-12T09:20:00.000Z",
            "answer": {"text": answer, "at": "2023-06-14T07:30:00.000Z"} if answer else None, **more}


def block(nr, cases=()):
    """One compound with numbers of its own; in each the identity holds."""
    opening, new, closed = 10 + nr, 21 + nr, 18 + nr
    lights = [{"item": id, "name": name, "planned": 12, "reached": 12 - (at == nr % 4), "late": 5 + nr if at == nr % 4
               else 0} for at, (id, name) in enumerate(WORKS)] if nr % 3 != 2 else []
    stages = [{"stage": stage} for stage in ["passed_first"] * (9 + nr) + ["passed_later"] * 2 + ["done"] * 3]
    return {"name": NAMES[nr], "cut_seq": 900 + nr, "chain": f"{nr:064x}",
            "since": {"seq": 400, "opening": opening, "daily": [30, 1],
                      "brief": {"number": 3, "day": "2023-06-01"}},
            "dailies": [{"number": 31 + n, "version": 1, "day": f"2023-06-{n:02}", "cut_seq": 400 + n,
                         "content_sha256": f"{n:064x}"} for n in range(1, 15)],
            "reconcile": {"opening": opening, "new": new, "closed": closed, "void_merged": 1,
                          "closing": opening + new - closed - 1},
            "coverage": {"number": 45, "day": "2023-06-14", "denominator": 103, "findings": 7, "clean": 51,
                         "no_access": 3, "building_looked": 36, "on_phone": 2, "no_record": 4},
            "urgent": {"open": nr % 3, "unreviewed": nr % 2 if nr % 3 else 0}, "overdue": nr % 4, "lights": lights,
            "accepted": acceptance(stages if nr % 3 != 2 else []), "cases": list(cases)}


def brief(count=3, **changes):
    """The content of a brief over so many compounds; the first two have asked for something."""
    asked = {0: [case(1, "区城管委6月16日到场核查，请街道、社区配合"), case(2)],
             1: [case(3, lead="", needed_by=None)]}
    blocks = {f"p{nr + 1}": block(nr, asked.get(nr, ())) for nr in range(count)}
    return assemble(District(**{
        "project": "d1", "name": "红桥区", "number": 4, "version": 1, "day": "2023-06-15",
        "as_of": "2023-06-15T01:10:00.000Z", "cut_seq": 12, "chain": "d" * 64, "zone": "Asia/Shanghai",
        "meeting": {"time": "09:30", "place": "区政府第二会议室", "chair": "", "title": ""}, "order": list(blocks),
        "compounds": blocks, "previous": Previous(3, "2023-06-01", "2023-06-01T01:00:00.000Z", 9, {}), **changes}))
