"""The findings of the days before: what is still open, and what was put right, on the morning of the day shown."""

from server.demo.story import Act, Shot, Story

BEFORE = (
    Story("toe-boards-first", -9, "10:00", "wang", "SZ-B05-E2", "SCF-06", 2, "作业层缺挡脚板约5m",
          Shot("scaffold", weather="cloudy"), "5号楼2门", (
              Act(-9, "10:30", "safety", "issue", more={"due": "D1"}),
              Act(-8, "09:00", "facade", "reply", "挡脚板已补齐", Shot("scaffold", True)),
              Act(-8, "15:00", "safety", "pass"))),
    Story("pipe-root", -5, "10:00", "zhang", "SZ-B10-RF", "ROOF-09", 2, "蓄水24h后管根渗漏", Shot("leak"), "10号楼", (
        Act(-5, "10:40", "quality", "issue", more={"due": "D3"}),
        Act(-2, "10:00", "roof", "reply", "管根重做附加层并打胶", Shot("leak", True, "cloudy")),
        Act(-2, "15:30", "quality", "fail", "二次蓄水后管根仍有渗水", Shot("leak", weather="evening"),
            {"due": "D0"})), position="5门段"),
    Story("board-14", -4, "09:20", "zhang", "SZ-B14-E3", "TEMP-05", 1, "分配电箱敞开，未上锁挂牌",
          Shot("board", weather="morning"), "14号楼3门", (
              Act(-4, "09:50", "safety", "issue", more={"due": "D1"}),
              Act(-3, "11:00", "guard", "extend_ask", "新箱体到货延迟，先断电停用", more={"new_due": "@+1 18:00"}),
              Act(-3, "14:00", "safety", "extend_answer", "同意，期间断电停用", more={"granted": True}))),
    Story("toe-boards", -3, "09:30", "wang", "SZ-B05-E1", "SCF-06", 2, "作业层缺挡脚板约8m",
          Shot("scaffold"), "5号楼1门",
          (Act(-3, "10:00", "safety", "issue", more={"due": "D1"}),
           Act(-3, "10:30", "facade", "seen"),
           Act(0, "10:05", "safety", "comment", "已电话催办周强，答复今日收工前补齐")), position="脚手架"),
    Story("shed", -2, "09:50", "yang", "SZ-B06-FE", None, 1, "违建占压雨水井，居民已谈2次未拆",
          Shot("shed", weather="cloudy"), "6号楼", (
              Act(-2, "17:20", "pm", "escalate", "居民已谈2次未拆，雨季排水受阻", more={
                  "tier": "district", "ask": "请区城管委牵头拆除违建，腾出雨水井", "lead": "区城管委",
                  "needed_by": "@+6"}),
              Act(0, "15:30", "district", "answer", "区城管委6月16日到场核查，请街道、社区配合")),
          more={"kind": "coordination", "needs": {"whom": "区城管委", "what": "牵头拆除违建，腾出雨水井"}}),
)

EVE = (
    Story("cable", -1, "09:10", "liu", "SZ-B09-E4", "TEMP-03", 2, "电缆拖地浸水约10m", Shot("cable"), "9号楼4门", (
        Act(-1, "09:30", "safety", "issue"),
        Act(-1, "15:50", "guard", "reply", "电缆沿墙架空，过门处加护线板", Shot("cable", True, "evening")),
        Act(0, "10:20", "safety", "pass"))),
    Story("spoil", -1, "09:40", "he", "SZ-Z-P5", "CIVIL-02", 1, "开挖土方未苫盖",
          Shot("spoil", weather="cloudy"), "甬路五段", (
        Act(-1, "10:00", "safety", "issue", more={"due": "D1"}),
        Act(0, "09:20", "drain", "reply", "土方已苫盖压牢", Shot("spoil", True)),
        Act(0, "14:10", "assistant", "pass")), more={"unit": "o7"}),
    Story("outlet", -1, "10:20", "zhang", "SZ-B15-RF", "ROOF-08", 1, "水落口堵塞，周边积水",
          Shot("leak", weather="morning"),
          "15号楼", (
              Act(-1, "10:50", "quality", "issue"),
              Act(-1, "16:10", "roof", "reply", "水落口已疏通，装篦子", Shot("leak", True)),
              Act(0, "11:00", "quality", "pass")), position="2门段"),
    Story("fence", -1, "10:50", "he", "SZ-Z-W2", "CIVIL-01", 1, "围挡缺口约2m，可进人", Shot("fence"), "围墙二段", (
        Act(-1, "11:05", "safety", "issue", more={"due": "D1"}),
        Act(0, "09:40", "guard", "reply", "围挡已补齐", Shot("fence", True, "morning")),
        Act(0, "14:30", "assistant", "pass"))),
    Story("sill", -1, "11:10", "zhang", "SZ-B04-FS", "FAC-08", 1, "窗边密封不连续，墙面有裂缝",
          Shot("crack", weather="cloudy"),
          "4号楼", (Act(-1, "11:30", "quality", "issue"),
                  Act(0, "11:35", "quality", "merge", "与今日登记的空鼓为同一处", more={"target": "hollow"}))),
    Story("downpipe", -1, "11:20", "liu", "SZ-B09-FS", "RWP-02", 1, "雨水管缺管卡2处", Shot("pipe"), "9号楼", (
        Act(-1, "11:40", "quality", "issue"), Act(-1, "14:05", "facade", "seen"))),
    Story("rail", -1, "14:00", "assistant", "SZ-B06-FW", "BAL-07", 2, "旧栏杆拆除后临空无防护",
          Shot("balcony"), "6号楼", (
        Act(-1, "14:02", "assistant", "call", "外檐分包乙 周强", more={"result": "reached"}),
        Act(-1, "14:15", "safety", "issue"),
        Act(-1, "15:00", "facade", "control", "已停工，室内侧封闭", Shot("balcony", weather="evening")),
        Act(0, "09:50", "facade", "reply", "临时护栏已安装", Shot("balcony", True)),
        Act(0, "15:10", "safety", "fail", "护栏立杆未固定，推之晃动", Shot("balcony", True, "cloudy"))),
          position="3层阳台"),
    Story("puddle", -1, "14:40", "he", "SZ-Z-P2", "PATH-05", 2, "倒坡向3号楼2门，积水约6㎡",
          Shot("puddle", weather="cloudy"),
          "甬路二段", (Act(-1, "15:05", "quality", "issue"), Act(-1, "15:40", "drain", "seen"))),
    Story("cylinders", -1, "15:00", "wang", "SZ-B08-FE", "HOT-04", 2, "氧气、乙炔瓶并排放置，距火点约2m",
          Shot("cylinders"),
          "8号楼", (
              Act(-1, "15:01", "wang", "call", "外檐分包乙 周强", more={"result": "reached"}),
              Act(-1, "15:20", "safety", "issue"),
              Act(-1, "15:45", "facade", "control", "动火已停止", Shot("cylinders", True, "evening")),
              Act(0, "10:30", "facade", "reply", "气瓶分开立放固定，配灭火器2具",
                  Shot("cylinders", True, withheld="full"))), more={"unit": "o5"}),
    Story("bridge", -1, "15:30", "he", "SZ-B17-E1", "RES-02", 2, "沟槽便桥无护栏，晃动",
          Shot("trench"), "17号楼1门", (
        Act(-1, "15:45", "safety", "issue"),
        Act(-1, "16:40", "drain", "control", "便桥已封闭，改走2门绕行", Shot("trench", True, "evening")),
        Act(0, "09:30", "drain", "dispute", "该处沟槽为燃气公司开挖，不在我方合同范围")), more={"unit": "o7"}),
)
