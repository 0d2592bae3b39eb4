"""Scrapy's settings. What is unsafe for a daemon by default is set right here."""

from scrapy.settings import default_settings

from crawler.version import USER_AGENT as USER_AGENT

BOT_NAME = "ukimet"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"

# Manners: one connection, robots.txt (by our own middleware, which remembers it), a slow default.
CONCURRENT_REQUESTS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 2.0
DOWNLOAD_DELAY_JITTER = 0
ROBOTSTXT_OBEY = False
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"

# Safety: off or bounded here, open or unbounded by default.
DOWNLOAD_VERIFY_CERTIFICATES = True
TELNETCONSOLE_ENABLED = False
REMOTE_CONTROL_ENABLED = False
DOWNLOAD_HANDLERS = {
    "http": "crawler.downloading.BoundedDownloadHandler",
    "https": "crawler.downloading.BoundedDownloadHandler",
    **dict.fromkeys(("data", "file", "ftp", "s3")),
}
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30
DNS_TIMEOUT = 15
REDIRECT_MAX_TIMES = 5
METAREFRESH_ENABLED = False
HTTPPROXY_ENABLED = True
MEMUSAGE_ENABLED = False

# Retries are bounded; what still fails is noted and tried again by a later run.
RETRY_ENABLED = True
RETRY_TIMES = 1
RETRY_HTTP_CODES = [500, 502, 504, 522, 524, 408]

# Thrift: what does nothing here, and is paid for with memory or with every page. Scrapy loads the
# libraries of whatever a table names, also with None or switched off, and they stay: 12 MB, most
# of it for the remote control (an extension) and the cookies.
_IDLE = frozenset(
    (
        "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
        "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
        "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
        # Lets every request pass that is not filtered for duplicates, which are all of ours.
        "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
        "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
        "scrapy.downloadermiddlewares.stats.DownloaderStats",
        "scrapy.spidermiddlewares.depth.DepthMiddleware",
        "scrapy.spidermiddlewares.metacopy.MetaCopyDetectionMiddleware",
    )
)


def _at_work(table: dict[str, int]) -> dict[str, int]:
    """One of Scrapy's tables of what it loads by default, without what would be idle here."""
    return {name: order for name, order in table.items() if name not in _IDLE}


DOWNLOADER_MIDDLEWARES_BASE = _at_work(default_settings.DOWNLOADER_MIDDLEWARES_BASE)
SPIDER_MIDDLEWARES_BASE = _at_work(default_settings.SPIDER_MIDDLEWARES_BASE)
EXTENSIONS_BASE: dict[str, int] = {}
# Scrapy makes so many tasks for each response; the pipeline never waits for anything.
CONCURRENT_ITEMS = 1
# Would read and parse the source of the callback for every response.
WARN_ON_GENERATOR_RETURN_VALUE = False

DOWNLOADER_MIDDLEWARES = {
    "crawler.middlewares.HostMiddleware": 50,
    "crawler.middlewares.RobotsMiddleware": 100,
    "crawler.middlewares.ConditionalRequestMiddleware": 440,
    "crawler.middlewares.CountingMiddleware": 840,
    "crawler.middlewares.RetryAfterMiddleware": 850,
}
ITEM_PIPELINES = {"crawler.pipelines.ArchivePipeline": 300}

LOG_ENABLED = False
LOG_INSTALL_ROOT_HANDLER = False
LOG_VERSIONS: list[str] = []
