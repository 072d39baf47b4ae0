"""The trade's names: news agencies, and the platforms that people publish on (data only).

Picture desks, and who else stands in photo credits, are in credits.py: an agency here is one whose words papers print.
"""

from __future__ import annotations

AGENCIES = {
    "ap": "The Associated Press", "associated press": "The Associated Press", "reuters": "Reuters", "thomson reuters": "Reuters", "afp": "Agence France-Presse",
    "agence france-presse": "Agence France-Presse", "dpa": "dpa", "deutsche presse-agentur": "dpa", "upi": "UPI", "united press international": "UPI", "xinhua": "Xinhua",
    "xinhua news agency": "Xinhua", "tass": "TASS", "itar-tass": "TASS", "ria novosti": "RIA Novosti", "ria": "RIA Novosti", "interfax": "Interfax", "interfax-ukraine": "Interfax-Ukraine",
    "ukrinform": "Ukrinform", "unian": "UNIAN", "kyodo": "Kyodo News", "kyodo news": "Kyodo News", "jiji": "Jiji Press", "jiji press": "Jiji Press", "yonhap": "Yonhap",
    "yonhap news agency": "Yonhap", "kcna": "KCNA", "korean central news agency": "KCNA", "efe": "EFE", "ansa": "ANSA", "apa": "APA", "keystone-sda": "Keystone-SDA", "pa": "PA Media",
    "pa media": "PA Media", "press association": "PA Media", "anadolu": "Anadolu Agency", "anadolu agency": "Anadolu Agency", "irna": "IRNA", "isna": "ISNA", "fars": "Fars",
    "fars news agency": "Fars", "tasnim": "Tasnim", "sana": "SANA", "pti": "PTI", "press trust of india": "PTI", "ani": "ANI", "aap": "AAP", "australian associated press": "AAP",
    "canadian press": "The Canadian Press", "belga": "Belga", "anp": "ANP", "ntb": "NTB", "ritzau": "Ritzau", "stt": "STT", "pap": "PAP", "ctk": "ČTK", "mti": "MTI", "tanjug": "Tanjug",
    "lusa": "Lusa", "bernama": "Bernama", "antara": "Antara", "bloomberg": "Bloomberg", "bloomberg news": "Bloomberg", "dow jones newswires": "Dow Jones Newswires", "epa": "EPA",
    "sputnik": "Sputnik", "cna": "CNA", "vna": "VNA", "petra": "Petra", "wam": "WAM", "spa": "SPA", "saudi press agency": "SPA", "mena": "MENA", "belta": "BelTA",
    "europa press": "Europa Press", "europapress": "Europa Press", "agerpres": "Agerpres", "bta": "BTA", "télam": "Télam", "prensa latina": "Prensa Latina", "wafa": "WAFA", "sda": "SDA",
    "agência brasil": "Agência Brasil", "notimex": "Notimex", "lehtikuva": "Lehtikuva", "tt": "TT",
}  # fmt: skip
"""News agencies: by their names and short names in lower case, without "the", the name that a reading gives."""
PLATFORMS = {
    "truth social": "Truth Social", "twitter": "Twitter", "x": "X", "facebook": "Facebook", "instagram": "Instagram", "telegram": "Telegram", "tiktok": "TikTok", "youtube": "YouTube",
    "linkedin": "LinkedIn", "mastodon": "Mastodon", "bluesky": "Bluesky", "threads": "Threads", "weibo": "Weibo", "wechat": "WeChat", "reddit": "Reddit", "vk": "VK",
    "vkontakte": "VKontakte", "snapchat": "Snapchat", "whatsapp": "WhatsApp", "gab": "Gab", "parler": "Parler", "substack": "Substack", "medium": "Medium", "periscope": "Periscope",
    "twitch": "Twitch", "discord": "Discord", "rumble": "Rumble", "line": "Line", "kakaotalk": "KakaoTalk", "sina weibo": "Sina Weibo", "weixin": "Weixin", "signal": "Signal",
    "douyin": "Douyin", "odnoklassniki": "Odnoklassniki", "tumblr": "Tumblr", "vine": "Vine", "pinterest": "Pinterest", "viber": "Viber", "gettr": "Gettr",
}  # fmt: skip
"""Platforms by their names in lower case, and as they are written."""
AMBIGUOUS_PLATFORMS = frozenset({"x", "signal", "line", "medium", "threads", "vine", "discord", "gab", "rumble"})
"""Words that are a platform only when written with a capital."""
