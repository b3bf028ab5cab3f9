"""The findings of the day shown: nine issued, one still unreviewed and urgent, two waiting, one refused."""

from server.demo.story import Act, Shot, Story

TODAY = (
    Story("cover", 0, "08:40", "he", "SZ-Z-P3", "RES-05", 2, "雨水井盖移开未复位，无人看守",
          Shot("manhole", weather="morning"),
          "甬路三段", (
              Act(0, "08:41", "he", "call", "排水道路分包丁 马平", more={"result": "reached"}),
              Act(0, "08:55", "safety", "issue"),
              Act(0, "09:30", "drain", "reply", "井盖已复位，周边设护栏", Shot("manhole", True)),
              Act(0, "14:50", "safety", "pass")), more={"unit": "o7"}),
    Story("anchor", 0, "09:12", "wang", "SZ-B03-FE", "GON-04", 3, "4#吊篮安全绳与悬挂支架共点固定",
          Shot("gondola"), "3号楼", (
        Act(0, "09:14", "wang", "call", "外檐分包乙 周强", more={"result": "reached"}),
        Act(0, "09:20", "facade", "seen"),
        Act(0, "09:55", "facade", "control", "吊篮已落地停用，挂牌", Shot("gondola", True)),
        Act(0, "10:06", "safety", "issue"),
        Act(0, "10:40", "chief", "order", "3号楼东立面吊篮作业", more={
            "kind": "stop", "number": "局部暂停令01号", "scope": ["SZ-B03-FE"]}),
        Act(0, "10:50", "safety", "notice", "请逐台核查吊篮安全绳，合格后报监理验收", more={
            "kind": "supervision", "to": "o5", "also": ["toe-boards"]}),
        Act(0, "11:50", "facade", "received")), position="2门上方", more={"urgent": True}),
    Story("hollow", 0, "09:30", "assistant", "SZ-B04-FS", "FAC-01", 2, "3、4层窗间空鼓约2㎡，裂缝1条",
          Shot("crack"), "4号楼", (
        Act(0, "10:10", "quality", "issue"), Act(0, "11:55", "facade", "seen")), position="1门上方"),
    Story("canopy", 0, "09:40", "liu", "SZ-B08-E4", "FALL-01", 2, "上方铲墙，楼门口无防护棚",
          Shot("canopy"), "8号楼4门", (
        Act(0, "09:41", "liu", "call", "外檐分包乙 周强", more={"result": "reached"}),
        Act(0, "09:52", "safety", "issue"),
        Act(0, "10:25", "facade", "control", "上方停工，拉设围挡派人看守", Shot("fence", True)),
        Act(0, "15:40", "facade", "reply", "防护棚已搭设", Shot("canopy", True, "evening"))), position="居民通道"),
    Story("corner", 0, "10:02", "zhang", "SZ-B14-RF", "ROOF-06", 2, "女儿墙根附加层漏做约6m",
          Shot("corner", sideways=True), "14号楼", (
              Act(0, "11:25", "quality", "issue"),
              Act(0, "11:55", "roof", "control", "已停止铺贴大面", Shot("corner", weather="cloudy"))),
          position="3门段"),
    Story("swept", 0, "10:30", "assistant", "SZ-B04-E2", "CIVIL-02", 1, "楼门旁渣土未苫盖", Shot("spoil"), "4号楼2门",
          more={"unit": "o4"}, fixed=Shot("spoil", True)),
    Story("bags", 0, "10:50", "wang", "SZ-B05-E4", "CIVIL-04", 1, "装修垃圾袋堆在楼门口内",
          Shot("stairs", weather="cloudy"),
          "5号楼4门", (Act(0, "11:20", "safety", "issue"), Act(0, "11:45", "guard", "seen"))),
    Story("joint", 0, "11:00", "he", "SZ-B16-E2", "RWP-03", 1, "雨水立管承插口漏胶，缺伸缩节",
          Shot("pipe", weather="cloudy", sideways=True), "16号楼2门", (
              Act(0, "11:40", "quality", "issue"), Act(0, "12:00", "facade", "seen"))),
    Story("notice", 0, "11:40", "yang", "SZ-B13-E2", "RES-03", 1, "停水未见通知", Shot("entrance"), "13号楼2门", (
        Act(0, "14:00", "safety", "reject", "停水通知13日已张贴在本门，照片为旧告示"),)),
    Story("boards-again", 0, "14:20", "zhang", "SZ-B15-E2", "SCF-06", 2, "作业层缺挡脚板、密目网约12m",
          Shot("scaffold", weather="cloudy", withheld="both"), "15号楼2门", (
              Act(0, "14:40", "safety", "issue"), Act(0, "15:45", "facade", "seen")), position="脚手架"),
    Story("shade", 0, "15:30", "he", "SZ-B11-E3", "FAC-07", 1, "修补处色差明显、接槎可见",
          Shot("crack", True), "11号楼3门"),
    Story("cars", 0, "15:50", "guard", "SZ-B10-E4", "FALL-08", 1, "楼前2辆车、3台空调外机未遮护",
          Shot("overview"), "10号楼",
          visit={"patrol": {"type": "self", "participants": []}}),
    Story("sacks", 0, "16:35", "wang", "SZ-B04-E5", "LANE-02", 2, "1至2层楼梯平台堆放砂浆和木方",
          Shot("stairs"), "4号楼5门", (
        Act(0, "16:36", "wang", "call", "施工总包甲 吴迪", more={"result": "no_answer"}),)),
)
