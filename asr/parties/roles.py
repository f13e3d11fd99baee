"""What is said by one side of a service call and hardly by the other, in Chinese and English.

Each sign has a weight: about the logarithm of how many times more often it is said by its side. The weights are
judged, not learnt; `attribute` tempers their sum, because signs come together.
"""

import re
from dataclasses import dataclass

from asr.transcript import Party


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that tells a side.

    Attributes:
        name: what the speaker does, in plain words: "offers help".
        party: whose it is.
        weight: log-odds for one occurrence; a second one counts half, more count nothing.
        pattern: in lower-case text.
    """

    name: str
    party: Party
    weight: float
    pattern: re.Pattern[str]


def _agent(name: str, weight: float, *patterns: str) -> Sign:
    return Sign(name, Party.AGENT, weight, re.compile("|".join(f"(?:{p})" for p in patterns)))


def _customer(name: str, weight: float, *patterns: str) -> Sign:
    return Sign(name, Party.CUSTOMER, weight, re.compile("|".join(f"(?:{p})" for p in patterns)))


_THINGS = (
    "account|policy|order|booking|reservation|card|bill|invoice|payment|plan|subscription|claim|delivery|parcel"
    "|package|balance|contract|loan|mortgage|application|flight|ticket|internet|router|phone|line|password"
    "|appointment|refund|deposit|membership|insurance|statement|meter|installment"
)
_DETAILS = (
    "name|date of birth|birthday|address|zip|post ?code|account|phone|email|policy|order|booking|reservation|card"
    "|last four|digits|membership|reference|security|username|details|social|identification"
)
_MATTERS = (
    "卡|手机|号码|订单|账户|账号|账单|话费|流量|快递|包裹|件|保单|保险|车险|贷款|信用卡|银行卡|密码|宽带|网|套餐|房间|机票|票|电费"
    "|水费|电|理赔|退款|钱|保费|货|会员|余额|积分|车|合同|理财"
)
_ACTS = "查|看|核实|核对|确认|办|处理|登记|转|申请|反馈|改|记|退|开|关|取消|续|催|安排|联系|操作|问|订|换|解决|弄|调|挂失|重置|报"

ENGLISH = (
    _agent(
        "greets for the company",
        2.5,
        r"\bthank(?:s| you)(?: so much| very much)? for (?:calling|contacting|choosing|holding|waiting)\b",
        r"\bwelcome to\b",
        r"\byou(?:'ve| have) (?:reached|called)\b",
        r"^(?:good (?:morning|afternoon|evening)|hello|hi),? [\w' ]+,? (?:my name is|this is|you're speaking)\b",
    ),
    _agent(
        "offers help",
        2.5,
        r"\bhow (?:may|can|could) (?:i|we) (?:help|assist|be of|direct)\b",
        r"\bwhat can (?:i|we) (?:do|help)\b",
        r"\banything else (?:i|we|that i|today|you need|for you)\b",
        r"\b(?:any|have) other questions\b",
        r"\bi(?:'d be happy|'ll be happy| can certainly|'m here) to help\b",
        r"\bi can (?:definitely |certainly )?(?:help|assist) you\b",
    ),
    _agent(
        "says that the call is recorded",
        2.0,
        r"\b(?:call|line|conversation)(?:'s| is| may be| will be| are)?(?: being)? (?:recorded|monitored)\b",
        r"\brecorded line\b",
    ),
    _agent(
        "asks for identity",
        2.2,
        rf"\b(?:can|could|may|would) (?:i|you)(?: please| just)? "
        rf"(?:have|get|take|confirm|verify|provide|tell|give|spell)\b[^.?!]{{0,24}}\b(?:your|the) [^.?!]{{0,16}}\b(?:{_DETAILS})",
        r"\b(?:verify|confirm) your (?:identity|details|account|information|name|address|email|date)\b",
        rf"\bwhat(?:'s| is) (?:your|the) (?:full |first |last )?(?:{_DETAILS})\b",
        r"\bwho am i (?:speaking|talking) (?:with|to)\b",
        rf"^(?:your )?(?:full |account |policy |order |booking |card )?(?:{_DETAILS})(?: number)?,? ?(?:please)?\?",
    ),
    _agent(
        "speaks for a company by name",
        1.8,
        r"\b(?:this is|my name is|i'm|i am) \w+(?: \w+)?,? (?:and i'm |i'm )?(?:calling )?(?:from|with|at|on behalf of) (?!my\b|home\b|the (?:airport|car|road)\b)",
        r"\bcalling (?:you )?(?:from|on behalf of) (?!my\b|home\b|work\b|the\b|a\b)",
        r"\bam i (?:speaking|talking) (?:with|to) (?:mr|mrs|ms|miss|mister)\b",
        r"\bis this (?:mr|mrs|ms|miss|mister)\b",
    ),
    _agent(
        "looks something up",
        1.5,
        r"\b(?:put|place) you on (?:a )?(?:brief |short )?hold\b",
        r"\bbear with me\b",
        r"\blet me (?:just |quickly |go ahead and )?(?:check|look|pull|take a look|have a look|verify|transfer|see what|find out)\b",
        r"\b(?:one|just a) moment,? please\b|\bplease hold\b|\bhang on\b[^?]*$",
        r"\bi(?:'m| am)(?: just| now)? (?:checking|looking|pulling)\b",
        r"^checking now\b",
        r"\bi(?:'m| am) (?:seeing|showing) (?:here|that)\b",
        r"\b(?:transfer|connect) you\b",
    ),
    _agent(
        "does something for the other",
        1.5,
        r"\bi(?:'ve| have|'ll| will|'m going to| can)(?: just| now| also| already| go ahead and)? "
        r"(?:refund|reset|process|updat|escalat|waiv|credit|arrang|register|log|book|sen[dt]|adjust|issu|rais|fil|extend|do|done|set)"
        r"\w*\b[^.?!]{0,40}\b(?:you|your)\b",
        r"\bfor you (?:today|now|right away|right now|straight away)\b",
    ),
    _agent(
        "apologises for the company",
        1.2,
        r"\b(?:sorry|apologi[sz]e)(?: to hear)? (?:for|about) (?:the|any|that|this|all) (?:\w+ )?(?:inconvenience|trouble|delay|wait|mix ?up|confusion|experience|issue)\b",
        r"\bi(?: can| completely| totally| fully| do)? understand (?:how|your|that you|why you)\b",
        r"\bthat's our mistake\b",
    ),
    _agent(
        "closes the call",
        1.0,
        r"\bhave a (?:great|good|nice|wonderful|lovely|pleasant) (?:day|evening|afternoon|night|weekend|one)\b",
        r"\byou(?:'re| are) (?:very |most |quite )?welcome\b",
        r"\bthank(?:s| you)(?: so much| very much)? for (?:your (?:patience|business|loyalty|understanding|time)|being|staying)\b",
    ),
    _agent(
        "speaks of the company's rules",
        0.9,
        r"\bour (?:policy|system|records|team|department|terms|office|apologies|technician)",
    ),
    _agent("speaks of the other's affairs", 0.7, rf"\byour (?:\w+ )?(?:{_THINGS})\b"),
    _agent(
        "explains terms",
        0.9,
        r"\byou (?:can|will|'ll|may|would)(?: also| then| still)? (?:need to|get|receive|cancel|be able|have to|find)\b",
        r"\bplease note\b|\bour (?:new|special|latest) (?:offer|plan|product)\b|\bsign(?:ed)? you up\b|\bas you(?:'ve| have) been\b",
    ),
    _agent(
        "asks for a code or password",
        1.5,
        r"\b(?:read|tell|give|send) me (?:the|your|that)(?: \w+){0,3} (?:code|password|pin)\b|\bwhat(?:'s| is) your (?:\w+ ){0,2}(?:password|pin)\b",
    ),
    _agent("says sir or madam", 0.8, r"\b(?:sir|ma'am|madam|mister|mr\.?|mrs\.?|ms\.?)(?: [a-z]+)?\b"),
    _customer(
        "says why they call",
        1.6,
        r"\bi(?:'m| am|'m just| was) (?:calling|ringing|phoning)(?: in)? (?:about|because|regarding|to|for|since) (?!your\b|you\b|confirm|let you|inform|follow|tell you|offer|remind)",
        r"\bi(?:'ve| have)(?: got| had| been having)? (?:a|an|some|this|one|trouble)(?: \w+)? ?(?:problem|question|issue|trouble|complaint|with|receiving|getting)\b",
        r"\bi(?:'d like| would like|want|wanted| want| wanted| need| needed|'m trying| was trying|'m looking| was hoping| was wondering)(?: to| if| a| some| an| help| you)\b(?! (?:confirm|verify|apolog|thank|ask you|offer|let you|make sure|inform|your|go over))",
        r"\b(?:can|could|would) you (?:please )?(?:help me|check (?:my|on)|tell me (?:when|why|what|how|if)|send me|explain)\b",
    ),
    _customer(
        "speaks of their own affairs",
        1.0,
        rf"\bmy (?:\w+ )?(?:{_THINGS}|money|husband|wife|stay|house|bank|username)\b",
    ),
    _customer(
        "tells what happened to them",
        1.0,
        r"\bi (?:ordered|bought|paid|received|returned|cancelled|canceled|booked|signed up|was (?:charged|told|billed)|got (?:charged|a|an|this|your)|never|tried)\b",
        r"\bnever (?:arrived|came|showed up|received|got)\b|\b(?:doesn't|does not|isn't|not|won't|stopped) work(?:ing)?\b|\bwhere(?:'s| is) my\b|\bi don't understand\b",
    ),
    _customer(
        "blames the company",
        1.2,
        r"\byou (?:guys|people)\b",
        r"\byour company\b",
        r"\byou(?:'re| are|'ve| have)? (?:still )?(?:charging|charged|took|taken|promised|cancelled|canceled)\b[^.?!]{0,12}\b(?:me|my)\b",
        r"\b(?:nobody|no ?one|somebody|someone)(?: \w+)? (?:called|told|came|helped|answers?|answered|said)\b",
        r"\bi(?:'ve| have) (?:already )?(?:been (?:waiting|on hold|calling|trying|transferred|charged)|called|paid|told|tried)\b",
    ),
    _customer(
        "complains",
        1.8,
        r"\b(?:speak|talk) (?:to|with) (?:a|your|the|another) (?:manager|supervisor|boss|person|human)\b",
        r"\b(?:unacceptable|ridiculous|outrageous|unbelievable|disgusting|fed up|sick of|rip ?off|scam|terrible service)\b",
        r"\b(?:fil(?:e|ing)|mak(?:e|ing)) a complaint\b(?! for you)",
        r"\bnever (?:using|buying|again)\b",
        r"\bi(?:'m| am) (?:really |very |so |extremely |getting )*(?:disappointed|annoyed|frustrated|upset|angry|furious)\b",
        r"\bthis is the (?:second|third|fourth|fifth) time\b",
    ),
    _customer(
        "has no more questions",
        1.2,
        r"^(?:no|nope)\b[^?]{0,12}\b(?:that's|that is|that'll be|that will be|i'm) (?:it|all|everything|good|fine|okay|ok)\b",
        r"\bthat(?:'s| is| was) (?:all|everything)(?: i (?:need|needed|wanted))?\b",
    ),
    _customer(
        "thanks for help",
        0.8,
        r"\b(?:i appreciate (?:it|that|your help)|thanks? (?:you )?(?:so much )?for (?:your help|helping|fixing))\b",
    ),
    _customer(
        "answers a call",
        1.0,
        r"^hello[.?!]?$",
        r"\bwho(?:'s| is) (?:this|calling|speaking)\b",
        r"^(?:yes,? )?(?:speaking|this is (?:he|she|him|her))\b",
        r"\bgo ahead\b[.!]?$",
    ),
)

CHINESE = (
    _agent(
        "greets for the company",
        2.5,
        "欢迎您?(?:致电|来电|拨打)|感谢您?的?(?:致电|来电|拨打)|很高兴能?(?:为|给)?[您你]?服务|竭诚为您",
        "(?:这里|我这边|我们这边|我们这里|这边)是[^，。？]{0,12}(?:客服|银行|保险|公司|中心|平台|酒店|通信|快递|物流|证券|商城|热线|部)",
    ),
    _agent(
        "offers help",
        2.5,
        "什么(?:可以|能|需要|问题)?(?:帮|为|可以帮|能帮)(?:助|到)?[您你]|什么(?:可以|能)帮|(?:可以|能)帮到?您",
        "(?:还有|有没有|还需要)[^，。？]{0,4}(?:其他|其它|别的|什么)[^，。？]{0,4}(?:需要|问题|帮)|请讲[。？]?$|您请(?:说|讲)",
    ),
    _agent(
        "says that the call is recorded", 2.0, "(?:通话|电话|来电|线路)[^，。？]{0,8}录音|录音电话|录音线路"
    ),
    _agent(
        "asks for identity",
        2.2,
        "(?:请问|麻烦|方便|请您?|报一下|提供|说一下|告诉我|核对|核实|确认)[^。？我]{0,14}(?:姓名|贵姓|怎么称呼|身份证|手机号|电话号码|卡号|订单号|保单号|单号|证件|出生|生日|地址|后四位|尾号|户名|机主)",
        "[您你]的?(?:贵姓|姓名|全名)|核[对实]一?下?您?的?(?:身份|信息|个人)",
        "(?:保单号|订单号|单号|卡号|号码|姓名|身份证号?)是?(?:多少|什么)[？?]|请问是[^，。？]{1,4}(?:先生|女士|小姐)",
    ),
    _agent(
        "names their number or post",
        2.0,
        "工号|我是[^，。？]{0,14}(?:客服|专员|客户经理|顾问|代表|坐席|座席)|(?:客服|专员|代表)[^，。？]{0,4}为您",
    ),
    _agent(
        "looks something up",
        1.5,
        "(?:请|麻烦|劳驾)[^，。？]{0,5}(?:稍等|稍候|别挂|不要挂|等一下)|您(?:先)?(?:稍等|稍候)|(?:让|叫)您久等|您久等|感谢您的?耐心",
        f"(?:帮|为|给|替)您[^，。？]{{0,3}}(?:{_ACTS})",
        "我(?:这边|这里)?(?:帮您)?(?:查|看)(?:一下|到)",
    ),
    _agent(
        "does something for the other",
        1.5,
        "已经?(?:帮|为|给|替)您|(?:帮|为|给|替)您(?:办好|改好|登记好|处理好|退|发|安排|介绍|回电|打电话)|(?:稍后|马上|尽快|到时|之后|随后)[^，。？]{0,8}您",
    ),
    _agent(
        "apologises for the company",
        1.2,
        "[给为]您(?:带来|造成|添)|(?:非常|十分|实在|真的)?(?:很)?(?:抱歉|对不起)|理解您|您(?:先)?(?:别|不要)(?:着急|生气|激动)|(?:您|请您?)放心",
    ),
    _agent("closes the call", 1.5, "祝您|(?:感谢|谢谢)您?的?(?:来电|支持|理解|信任|配合|耐心|等待)|不客气"),
    _agent(
        "speaks of the company's rules",
        1.0,
        "系统(?:里|显示|上|这边)|我们(?:公司|规定|会|可以|后台|技术|工作人员|这边会|的规定)|按照?规定|根据规定|工作日|需要提醒您|跟您(?:确认|核对|说明)",
    ),
    _agent("says 您", 0.6, "您(?!好)"),
    _agent("says sir or madam", 0.8, "[\u4e00-\u9fff](?:先生|女士|小姐)"),
    _customer(
        "says why they call",
        1.8,
        "我?想(?:问|查|咨询|了解|办|退|改|换|取消|投诉|申请|开|注销|预订|订|买|请问)|我要(?:退|办|查|改|换|取消|找|问|报|注销|挂失)|我(?:是)?(?:打电话|来电|打过来)",
        f"(?:帮|给|替)我(?:再|先|也|赶紧|赶快)?(?:{_ACTS})|帮帮?我|(?:能不能|可不可以|能|可以)帮我",
    ),
    _customer(
        "speaks of their own affairs",
        1.0,
        f"我(?:的|那个|这个|家|这)?(?:[^，。？您]{{0,4}}的)?(?:{_MATTERS})|我(?:[^，。？您]{{0,6}})?(?:买|订|办|寄|交|付|充|申请|预订|下单|打了)(?:的|了|过)",
    ),
    _customer("says 你们", 1.2, "你们"),
    _customer(
        "complains",
        1.8,
        "我(?:要|想|去|得|一定要|就要)[^，。？]{0,4}投诉|投诉(?:你|到底)|什么态度|太(?:过分|差|慢|离谱|不像话)|凭什么|(?:到底|究竟)(?:怎么|是|什么|有|想)|怎么(?:回事|搞的|还没|还不|老是|总是)",
        "等了?(?:半天|好久|很久|这么久|[一二三四五六七八九十两几\\d]+(?:个|天|小时|分钟|次|周|月))|都[^，。？]{1,8}(?:次|天|个月|月|周|小时)了|骗(?:人|我)|曝光|12315|消协|(?:找|叫|让|转)[^，。？]{0,5}(?:主管|领导|经理|人工)|气死|受不了",
    ),
    _customer(
        "has no more questions",
        1.2,
        "^(?:嗯，?|好，?|哦，?)?(?:没有了|没了|没事了|没有别的|暂时没有|就这些|不用了|没有问题了)",
    ),
    _customer("thanks for help", 0.6, "麻烦你了|辛苦了|那就好|太好了|那太好"),
    _customer(
        "answers a call",
        1.2,
        "^喂|哪位|你是(?:谁|哪|干什么|推销)|谁啊|打错|没兴趣|不感兴趣|我在开车|[你您]说吧|怎么有我",
    ),
)
"""Patterns for text in simplified characters."""
