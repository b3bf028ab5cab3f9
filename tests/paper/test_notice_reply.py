"""What a reply claims: no repair that re-inspection found wanting, and no request for a look that was taken."""

from tests.paper.forms import answered, issued, pages, printed

DUE = "2023-06-16T10:00:00.000Z"


def test_a_repair_found_wanting_is_not_called_done_and_no_new_look_is_asked_for():
    content = answered(issued(), check="fail", text="已补齐")
    told = "".join(pages(printed(content)))
    assert "对所列1项问题已回复1项（其中复查不合格1项，继续整改），情况如下：" in told
    assert "已完成整改" not in told and "自查" not in told and content["closing"] == ""


def test_the_reason_and_the_new_limit_of_a_failure_stand_in_the_opinion():
    said = {"text": "端部仍缺一块。", "fix_by": DUE}
    told = "".join(pages(printed(answered(issued(), check="fail", said=said))))
    assert "第1项复查不合格：端部仍缺一块，限6月16日18:00前。" in told
    content = answered(issued(findings=2), check={"f1": "fail", "f2": "pass"}, said={"text": "未补齐", "fix_by": None})
    assert content["opinion"] == ["第2项复查合格（6月15日14:00）。", "第1项复查不合格：未补齐。"]


def test_only_what_nobody_has_looked_at_again_is_asked_for():
    content = issued(findings=3)
    assert answered(content)["closing"] == "以上整改情况已自查，请予复查。"
    assert answered(content, check={"f2": "pass"})["closing"] == "第1、3项整改情况已自查，请予复查。"
    assert answered(content, check="pass")["closing"] == ""
