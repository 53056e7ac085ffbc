// The framework's own words have no setting for another language: they are replaced as they appear, in texts, in the
// names read aloud and in hints. What is written by the office itself is never touched: fields and editors are left out.
(() => {
  document.documentElement.lang = "zh-CN";
  if (window.nianbaoWords) return;
  const lost = "与服务器的连接中断，正在自动重新连接。已经显示“已保存”的内容没有丢失；如果一直连不上，请告诉信息化同事。";
  const rejected = "不支持这种文件，请选择 Word、PDF、OFD、图片、网页、文本或 Excel 文件。";
  const exact = new Map(Object.entries({
    "Skip to main content": "跳到正文",
    "Sidebar": "导航", "App pages": "导航", "Collapse sidebar": "收起导航", "Expand sidebar": "展开导航",
    "Main menu": "菜单", "Notifications": "通知", "Running...": "正在处理", "Stop script": "停止", "Stop": "停止", "Rerun": "刷新",
    "Close": "关闭", "Open": "展开选项", "Link to heading": "本标题的链接",
    "Choose an option": "请选择", "Choose options": "请选择", "No results": "没有匹配的选项", "No options": "没有可选的内容",
    "No options to select": "没有可选的内容", "No options to select.": "没有可选的内容", "Select all": "全选",
    "Selectbox options": "选项", "Multiselect options": "选项", "Selected values": "已选择的内容",
    "Clear all": "清空", "Clear value": "清空", "Clear entry": "清空", "Increment": "加一", "Decrement": "减一",
    "Send message": "发送", "Show password": "显示密码", "Hide password": "隐藏密码", "Invalid input.": "请重新填写。",
    "Upload": "选择文件", "Add files": "再选文件", "add icon": "再选文件", "file upload": "选择文件",
    "Drag and drop a file here": "把文件拖到这里", "Drag and drop files here": "把文件拖到这里",
    "Error:": "", "Only one file is allowed.": "一次只能选择一个文件。", "File type not allowed.": rejected,
    "Download failed": "没有下载成功，请再试一次。",
    "Failed to generate file for download": "没有下载成功。可能已经退出登录，或者这份年报不再对您开放，请刷新页面再看。",
    "Page not found": "没有这个页面", "Connection error": "连接中断", "Connecting": "正在连接",
    "Connection timed out.": lost, "streamlit run yourscript.py": "",
    "Script execution error": "这一页没有打开",
    "Pagination": "翻页", "Previous page": "上一页", "Next page": "下一页",
  }));
  /** @type {[RegExp, string][]} */
  const shaped = [
    [/^Help for (.*)$/s, "说明：$1"], [/^Remove (.*)$/s, "移除：$1"],
    [/^The page that you have requested|^You have requested page/, "地址中的页面不存在，已经打开工作台。"],
    [/^Connection lost|server is not responding|^Connection failed|^Is Streamlit still running/, lost],
    [/files are not allowed\.?$/, rejected],
    [/(?:File|file) must be (.*?) or smaller\.?$/, "文件超过 $1，请压缩图片后再选择。"],
    [/^File is (?:too large|larger than).*$/, "文件太大，请压缩图片后再选择。"],
    [/^(\S+) per file$/, "每个文件不超过 $1"],
    [/^Number is .*(?:allowed range|equal to|between).*$/, "数字超出了可以填写的范围。"],
    [/^Upload (?:or drag .*|directories)$/, "选择文件"],
    [/^Page (\d+)$/, "第 $1 页"],
    [/^You can only select up to (\d+).*$/, "最多选择 $1 项。"],
  ];
  /** @param {string} text */
  const chinese = (text) => {
    const words = text.trim();
    if (!/[A-Za-z]{3}/.test(words)) return null;
    const known = exact.get(words);
    if (known !== undefined) return known;
    for (const [shape, instead] of shaped)
      if (shape.test(words)) return instead.includes("$1") ? words.replace(shape, instead) : instead;
    return null;
  };
  const NAMES = ["aria-label", "placeholder", "title"];
  const OWN = "[data-testid=stBidiComponentRegular], [data-testid=stMarkdownContainer], [data-testid=stText], textarea, style, script";
  const FRAMEWORK = "[role=dialog], [data-testid=stFileUploader]";
  /** @param {Node} node */
  const text = (node) => {
    const place = node.parentElement;
    if (!place || place.closest(OWN) && !place.closest(FRAMEWORK)) return;
    const instead = chinese(node.nodeValue ?? "");
    if (instead !== null) node.nodeValue = instead;
  };
  /** @param {Element} element */
  const names = (element) => {
    for (const name of NAMES) {
      const now = element.getAttribute(name);
      const instead = now && chinese(now);
      if (instead) element.setAttribute(name, instead);
    }
  };
  /** @param {Node} root */
  const all = (root) => {
    if (root.nodeType === Node.TEXT_NODE) text(root);
    if (!(root instanceof Element)) return;
    names(root);
    for (const element of root.querySelectorAll("[aria-label], [placeholder], [title]")) names(element);
    const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) text(walk.currentNode);
  };
  window.nianbaoWords = new MutationObserver((changes) => {
    for (const change of changes)
      if (change.type === "childList") change.addedNodes.forEach(all);
      else if (change.type === "characterData") text(change.target);
      else if (change.target instanceof Element) names(change.target);
  });
  window.nianbaoWords.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: NAMES,
  });
  all(document.body);
})();
