"""The vocabularies that invented names are made of. Every company bears the word 示例 (example)."""

FIRST = "澄屿岚沐禾汐霁珩砚槿翎淙棠墨笙羽昱泠蔚苒朔霖菡煦岑旻钰漪璟荞"
SECOND = "川原舟庭野溪桥林阁洲岩泉坡湾堂亭陌塘峰岭苑浦竹石云田月星木谷"
INDUSTRIES = (
    "机械",
    "纺织",
    "水务",
    "物流",
    "建材",
    "食品",
    "仪器",
    "化工",
    "印刷",
    "园艺",
    "造船",
    "电子",
    "陶瓷",
    "家具",
    "农业",
    "能源",
    "软件",
    "矿业",
    "医药",
    "航运",
)
FORMS = ("有限公司", "股份有限公司", "集团有限公司")

HEAD_OFFICE = "总部"
PLACES = (
    "北京",
    "上海",
    "广东",
    "深圳",
    "江苏",
    "浙江",
    "山东",
    "四川",
    "湖北",
    "湖南",
    "河南",
    "河北",
    "福建",
    "安徽",
    "辽宁",
    "陕西",
    "重庆",
    "天津",
    "江西",
    "广西",
    "云南",
    "贵州",
    "山西",
    "吉林",
    "黑龙江",
    "内蒙古",
    "新疆",
    "甘肃",
    "宁夏",
    "青海",
    "海南",
    "西藏",
    "大连",
    "宁波",
    "厦门",
    "青岛",
    "苏州",
)
NEW_PLACES = ("珠海", "无锡", "温州", "佛山", "烟台", "泉州", "绍兴", "嘉兴", "常州", "徐州", "潍坊", "洛阳")
CENTRES = ("华北年金中心", "华东年金中心", "华南年金中心", "西部年金中心")
ZONES = ("北区", "东区", "南区", "西区")

# 产品线代码, 产品线, 产品类别, 业务大类
PRODUCT_LINES = (
    ("PL201", "企年投资", "企业年金", "投资"),
    ("PL202", "企年受托", "企业年金", "受托"),
    ("PL203", "职年投资", "职业年金", "投资"),
    ("PL204", "职年受托", "职业年金", "受托"),
    ("PL205", "自有险资", "其他", "投资"),
    ("PL206", "直投", "其他", "投资"),
    ("PL207", "三方", "其他", "投资"),
    ("PL208", "团养", "团体养老", "受托"),
    ("PL209", "企康", "团体养老", "受托"),
    ("PL210", "企业年金", "企业年金", "综合"),
    ("PL211", "职业年金", "职业年金", "综合"),
    ("PL301", "其他", "其他", "其他"),
)

SINGLE, COLLECTIVE, OCCUPATIONAL = "单一计划", "集合计划", "职业年金"
PLAN_TYPES = (SINGLE, COLLECTIVE, OCCUPATIONAL)
DEFAULT_PORTFOLIOS = {COLLECTIVE: "QTAN001", SINGLE: "QTAN002", OCCUPATIONAL: "QTAN003"}

# The lines of business of a plan's rows, with their share.
ENTERPRISE_BUSINESS = (
    ("企年投资", 0.44),
    ("企年受托", 0.40),
    ("企业年金", 0.05),
    ("自有险资", 0.02),
    ("直投", 0.02),
    ("三方", 0.02),
    ("团养", 0.02),
    ("企康", 0.02),
    ("其他", 0.01),
)
OCCUPATIONAL_BUSINESS = (("职年投资", 0.5), ("职年受托", 0.4), ("职业年金", 0.1))
UNKNOWN_BUSINESS = "养老新业务"  # no product line has this name

PORTFOLIO_TYPES = ("固定收益型", "权益型", "混合型", "货币型")


def company(number: int) -> str:
    """Return the name of the company of that number, 0 up to 17,999; no two are alike."""
    first, second = FIRST[number % 30], SECOND[number // 30 % 30]
    industry = INDUSTRIES[(number // 900 + number) % 20]
    return f"{first}{second}示例{industry}{FORMS[number % 3]}"


def short_company(name: str) -> str:
    """Return the name without its legal form."""
    for form in sorted(FORMS, key=len, reverse=True):
        name = name.removesuffix(form)
    return name
