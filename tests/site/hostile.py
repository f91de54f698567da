"""Texts with which an author, or whoever wrote what was clipped, tries to run scripts."""

EVIL = "//evil.example/x"

SCRIPTS = (
    "<script>alert(1)</script>",
    f"<SCRIPT SRC={EVIL}.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</script>",
    "</div></article></main><script>alert(1)</script>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    '<svg><a xlink:href="javascript:alert(1)"><text>words</text></a></svg>',
    "<svg><style><img src=x.png onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x.png onerror=alert(1)>",
    '<math href="javascript:alert(1)">words</math>',
    '<iframe src="javascript:alert(1)"></iframe>',
    '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
    '<object data="javascript:alert(1)"></object>',
    f"<embed src={EVIL}.swf>",
    "<template><script>alert(1)</script></template>",
    "<xmp><script>alert(1)</script></xmp>",
    "<title><script>alert(1)</script></title>",
    '<noscript><p title="</noscript><img src=x.png onerror=alert(1)>"></noscript>',
    '<textarea><img title="</textarea><img src=x.png onerror=alert(1)>"></textarea>',
    "<select><style></select><img src=x.png onerror=alert(1)></style>",
    "<!--><img src=x.png onerror=alert(1)>-->",
    "<!-- --!><img src=x.png onerror=alert(1)> -->",
    "<?php ?><img src=x.png onerror=alert(1)>",
    "<![CDATA[<img src=x.png onerror=alert(1)>]]>",
    "]]><script>alert(1)</script>",
    "<plaintext><script>alert(1)</script>",
    "==<script>alert(1)</script>==",
    "| <script>alert(1)</script> | b |\n| --- | --- |\n| <img src=x.png onerror=alert(1)> | b |",
    '```"><script>alert(1)</script>\nwords\n```',
    "``` {.python onclick=alert(1)}\nwords\n```",
    "`<script>alert(1)</script>`",
    '*[WORD]: "><script>alert(1)</script>\n\nA WORD.',
    'Note.[^a"><script>alert(1)</script>]\n\n[^a"><script>alert(1)</script>]: <script>x</script>',
    "Term <script>alert(1)</script>\n:   <script>alert(1)</script>",
    "# Heading <script>alert(1)</script>",
    "[[about|<script>alert(1)</script>]]",
    '[[about|"><script>alert(1)</script>]]',
    '[words](/about/ "\\"><script>alert(1)</script>")',
    "[<script>alert(1)</script>](/about/)",
    '!["><script>alert(1)</script>](x.png)',
)

HANDLERS = (
    "<img src=x.png onerror=alert(1)>",
    '<img src="x.png"onerror="alert(1)">',
    '<img/src="x.png"/onerror=alert(1)>',
    "<IMG SRC=x.png ONERROR=alert(1)>",
    "<img src=x.png oNeRrOr\n=\nalert(1)>",
    '<img src=x.png alt="`"onerror=alert(1)//`">',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)><summary>words</summary></details>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x.png onerror=alert(1)></audio>",
    "<p onmouseover=alert(1) tabindex=0 autofocus onfocus=alert(1)>words</p>",
    "<x-words onclick=alert(1)>words</x-words>",
    "<p onanimationstart=alert(1) style=animation-name:x>words</p>",
    "[words](/about/){: onclick=alert(1) }",
    "[words](/about/){: ONFOCUS=alert(1) autofocus=autofocus }",
    "A paragraph.\n{: onmouseover=alert(1) tabindex=0 }",
    "# Heading {: onclick=alert(1) }",
    "![words](x.png){: onerror=alert(1) }",
    "- item\n{: onclick=alert(1) }",
)

STYLES = (
    f"<style>@import '{EVIL}.css'; body {{ background: url({EVIL}.png) }}</style>",
    f"<link rel=stylesheet href={EVIL}.css>",
    f'<p style="background: url({EVIL}.png); position: fixed">words</p>',
    f'A paragraph.\n{{: style="background: url({EVIL}.png)" }}',
    f'<td background="{EVIL}.png">words</td>',
    "| a | b |\n| :-- | --: |\n| c | d |",
    "<font color=red>words</font>",
)

REQUESTS = (
    f"<img src={EVIL}.png>",
    f'<img src=x.png srcset="{EVIL}.png 2x">',
    f"<picture><source srcset={EVIL}.png><img src=x.png></picture>",
    f"![words](https:{EVIL}.png)",
    f"![words]({EVIL}.png)",
    f"![words][r]\n\n[r]: https:{EVIL}.png",
    f'<a href="/about/" ping="{EVIL}">words</a>',
    f'<base href="{EVIL}/">\n\n[words](/about/)',
    f"<form action={EVIL}><button formaction=javascript:alert(1)>words</button></form>",
    f'<meta http-equiv="refresh" content="0; url={EVIL}">',
    '<meta http-equiv="refresh" content="0; url=javascript:alert(1)">',
    f"<link rel=prefetch href={EVIL}>",
    f"<video poster={EVIL}.png></video>",
    "<blockquote cite=javascript:alert(1)>words</blockquote>",
)

ADDRESSES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#10;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#106;avascript:alert(1)",
    "&#x6A;avascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "&#1;javascript:alert(1)",
    " javascript:alert(1)",
    "javascript://%0aalert(1)",
    "vbscript:alert(1)",
    "data:text/html,%3Cscript%3Ealert(1)%3C/script%3E",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "view-source:javascript:alert(1)",
    "blob:https://example.org/x",
    "file:///etc/passwd",
)

LINKS = (
    "[words]({})",
    "[words](<{}>)",
    "[words][{0}]\n\n[{0}]: {0}",
    "<{}>",
    '<a href="{}">words</a>',
    "<a href='{}'>words</a>",
    "[words](/about/){{: href='{}' }}",
    "[words]( {} )",
    "![words]({})",
)

REFUSED = (
    *(f"[[{address}]]" for address in ADDRESSES if address[0] != " "),
    *(f"[[{address}|words]]" for address in ADDRESSES),
    "[words](java\tscript:alert(1))",
    "[words](\x01javascript:alert(1))",
    '<a href="java\tscript:alert(1)">words</a>',
    "![words](java\tscript:alert(1))",
    "[words](../../../../etc/passwd)",
    "![words](../../../../etc/passwd)",
    "![words](/../../etc/passwd)",
    "[[=7*7]]",
)
"""Texts that are no good even as texts: the build says so and stops."""

TEMPLATES = (
    "{{ 7 * 7 }} {{ site.title }} {{ view }} {{ lipsum.keys() }}",
    "{% include 'base.html' %} {% set x = 1 %} {# comment #}",
    "${7-7} #{7-7} <%= 7-7 %>",
)

TEXTS = (
    '"><script>alert(1)</script>',
    "'><img src=x.png onerror=alert(1)>",
    "</title></script></style><script>alert(1)</script>",
    '" onmouseover="alert(1)" autofocus onfocus="alert(1)',
    "' style='background:url(//evil.example/x)",
    "]]> --> <!-- <![CDATA[ &lt;b&gt; &amp; &#60;",
    "javascript:alert(1)",
    "{{ 7 * 7 }} {% include 'base.html' %}",
    "\u202e\u2066 \u2028 \u2029 \ufeff \u0085 words",
)
"""For fields that hold a text as it is: every sign of it is to be read on the page."""
