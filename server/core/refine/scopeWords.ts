import * as l10n from '@vscode/l10n';

/** Something that is asked for and that no nano expert does; `what` completes “The nano pool does not …”. */
export interface OutsideTask {
  readonly what: () => string;
  /** English: how a clause begins that asks for it. */
  readonly clause: RegExp;
  /** Other languages: stems anywhere in the instruction. */
  readonly stems?: RegExp;
}

const style =
  'formal|formally|informal|polite|politely|friendly|friendlier|professional|professionally|casual|concise|shorter|longer|brief|succinct|persuasive|funny|funnier|academic|poetic|simple english|engaging|confident|neutral|inclusive|warmer|colder|dramatic|descriptive|vivid|playful|serious|catchy|upper ?case|lower ?case|title case|bullet|bullets|a list|a table|a poem|a tweet|an? e-?mail';

/** What asks for another style, in the words of {@link OutsideTask.what}. */
export function styleTask(): string {
  return l10n.t('rewrite for style or tone');
}

/** First match wins, so the narrower task stands before the wider one. */
export const outsideTasks: readonly OutsideTask[] = [
  {
    what: () => l10n.t('translate'),
    clause:
      /^(?:translate|localise|localize)\b|^(?:say|put|write|turn|render|convert) .*\b(?:in|into|to) (?:german|french|spanish|italian|portuguese|chinese|japanese|korean|russian|dutch|polish|turkish|arabic|hindi|english)\b/iu,
    stems:
      /übersetz|ins? (?:deutsche|englische|französische)\b|\btradui[st]|\btraduire|\btradu[cz]|\btraduci|vertaal|tłumacz|перевед|перевес|переклад|翻译|翻譯|翻訳|英訳|和訳|번역|ترجم|अनुवाद|\bçevir|\bdịch\b|terjemah|přelož|översätt|แปล/iu,
  },
  {
    what: () => l10n.t('summarise or shorten text'),
    clause:
      /^(?:summari[sz]e|shorten|condense|abridge|compress|tl;?dr|give me (?:a|the) (?:summary|gist)|boil .* down|cut (?:this|it|the text) (?:down|to))\b/iu,
    stems:
      /zusammenfass|fass\p{L}* .*zusammen|\bkürz|\brésum|raccourci|\bresum[eia]|\bresumir|\bacort|\bencurt|riassum|accorcia|samenvat|\binkort|stre[sś][zć]|podsumuj|skróć|кратко перескаж|резюмир|\bсократи|підсум|总结|總結|摘要|概括|缩短|要約|まとめて|短くして|요약|줄여|لخص|اختصر|सारांश|संक्षेप|özetle|kısalt|tóm tắt|ringkas/iu,
  },
  {
    what: () => l10n.t('convert code to another form or language'),
    clause:
      /^(?:convert|port|migrate|transpile|transform|modernise|modernize|upgrade|switch|turn|rewrite|make|change|use|refactor)\b.*\b(?:async|await|promises?|callbacks?|rust|go|golang|java|kotlin|swift|c\+\+|c#|php|ruby|python|typescript|javascript|jsx|hooks?|class components?|functional|arrow functions?|list comprehensions?|generators?|es6|esm|commonjs|sql|json|yaml|csv|recursi\w+|iterati\w+|streams?|type ?script|pydantic|dataclass\w*)\b|^(?:convert|port|migrate|transpile|modernise|modernize)\b/iu,
    stems:
      /konvertier|umwandel|wandle|portier|\bconverti[rst]|\bconviert|\bconverta|\bmigr[ae]|przekonwert|zamień|конверт|преобразу|перетвор|转换|轉換|改成|改为|转成|変換|に書き換え|변환|바꿔|حوّ?ل|बदलो|बदलें|dönüştür|chuyển|\bubah\b|konversi/iu,
  },
  {
    what: () => l10n.t('write tests'),
    clause:
      /^(?:(?:add|write|generate|create|make|give me|cover|need)\b.*\b(?:tests?|specs?|coverage|fuzz\w*|benchmarks?)\b|test this\b)/iu,
    stems:
      /(?:schreib|füg|écri|ajout|escrib|añad|escrev|scriv|aggiung|dodaj|napisz|напиши|добав)\p{L}* .*\btest|(?:写|添加|生成|编写).*测试|テストを|테스트|اختبار/iu,
  },
  {
    what: () => l10n.t('write documentation, comments or types'),
    clause:
      /^(?:(?:add|write|generate|create|insert|include|put)\b.*\b(?:docs?|documentation|docstrings?|jsdoc|tsdoc|comments?|type hints?|types?|annotations?|typings?|readme|examples?|changelog)\b|document|annotate|comment (?:this|the|every|each)|type this)\b/iu,
    stems:
      /dokumentier|kommentier|kommentare|\bdocumente[rz]?\b|commentair|\bdocumenta\b|comentari|commenti\b|komentarz|комментари|документаци|注释|註解|文档|コメントを|ドキュメント|주석|문서화|تعليقات|टिप्पणि|yorum (?:ekle|satır)|chú thích|komentar/iu,
  },
  {
    what: () => l10n.t('add new behaviour'),
    clause:
      /^(?:add|implement|introduce|insert|include|extend|append|support|allow|handle|make .*\b(?:configurable|generic|reusable|thread-?safe|responsive))\b(?! (?:the |a |an |any |all )?(?:missing|needed|required|necessary|lacking|absent|article|articles|comma|commas|full stop|period|punctuation|capital|apostrophe|hyphen|await\b|return\b|semicolon|parenthes))/iu,
    stems:
      /hinzu(?:füg)|\bfüge?\b|\bergänz|\bajout|\bañad|\bagreg|\badicion|\bacrescent|\baggiung|toevoeg|\bvoeg\b|\bdodaj|\bдобав|\bдодай|添加|增加|追加|추가|أضف|जोड़|\bekle\b|\bthêm\b|\btambah/iu,
  },
  {
    what: () => l10n.t('explain or answer questions'),
    clause:
      /^(?:explain|describe|clarify|elaborate|tell me|teach|walk me through|what\b(?!(?:'s| is)? (?:wrong|the (?:bug|error|mistake|problem|value|result)))|why\b|how (?:does|do|is|can|would|much complex)|who\b|when\b|analy[sz]e|discuss|compare|review this design|answer)\b/iu,
    stems:
      /erklär|erläuter|was macht|\bexpliqu|\bexplic|\bque fait|qué hace|o que faz|\bspieg[ah]|cosa fa|leg .*uit|wyjaśni|\bобъясн|\bпоясн|что делает|解释|解釋|说明|什么意思|説明|解説|설명|اشرح|शरح|समझा|açıkla|giải thích|jelaskan/iu,
  },
  {
    what: () => l10n.t('optimise or restructure code'),
    clause:
      /^(?:optimi[sz]e|speed (?:this|it|up)|make (?:it|this|the \w+)(?: \w+)? (?:run )?(?:much )?(?:faster|quicker|more efficient|efficient|cleaner code|dry|modular|more modular|idiomatic|more idiomatic|pythonic|more pythonic|async|asynchronous|recursive|iterative|immutable|functional|testable|lazy|parallel|concurrent)|refactor|restructure|reorgani[sz]e|extract|inline|split|merge|decouple|vectori[sz]e|parallel\w+|memoi[sz]e|cache|reduce (?:the )?(?:complexity|memory|duplication)|improve (?:the )?(?:performance|speed|efficiency|naming|names|structure|readability of the code))\b/iu,
    stems:
      /optimier|refaktor|umstrukturier|\boptimis|\boptimiz|\botimiz|\bottimizz|optimaliseer|zoptymaliz|оптимиз|рефактор|оптиміз|优化|重构|最適化|リファクタ|최적화|리팩|أعد هيكلة|tối ưu/iu,
  },
  {
    what: () => l10n.t('rename, move, replace or format things'),
    clause:
      /^(?:rename|find (?:a|an|another|better|new)\b|move|sort|reorder|reverse|swap (?!.*\b(?:back|arguments)\b)|format|reformat|prettify|beautify|indent|minify|obfuscate|lint|align|wrap|replace|change|substitute|delete|remove (?!.*\b(?:typos?|duplicate|duplicated|repeated|redundan\w+|unnecessary|superfluous|double|extra|errors?|mistakes?|bugs?|needless|pointless|negations?)\b)|set|hide|mask|anonymi[sz]e|redact|highlight|number|underline|bold|capitali[sz]e (?:all|every)|negate|invert)\b/iu,
    stems:
      /umbenenn|\bbenenne|formatier|ersetze|lösche|\brenomm|remplac|supprim|renombr|reemplaz|\bborra|\belimina\b|renome[ie]|substitu|rinomin|sostitu|hernoem|zmień|zastąp|usuń|переимену|замени|удали|重命名|替换|删除|格式化|名前を変|置き換え|削除|이름을|삭제|بدّ?ل|احذف|yeniden adlandır|değiştir|\bsil\b|đổi tên|thay thế|\bxóa\b|ganti|hapus/iu,
  },
  {
    what: styleTask,
    clause: new RegExp(
      `^(?:rewrite|rephrase|reword|paraphrase|restyle|reformulate|embellish|expand|lengthen|flesh|dumb|soften|strengthen|tone|formali[sz]e|humani[sz]e|personali[sz]e|spice|jazz|de-?jargon)\\b(?!.*\\b(?:grammar|grammatical\\w*|correct\\w*|without (?:errors|mistakes|typos))\\b)|^(?:make|turn|sound|put|write|change)\\b.*\\b(?:${style}|sound(?: more| less| like)?|style|tone|voice|like a|as a|into)\\b|\\b(?:in the style of|in a \\w+ (?:tone|style|voice)|as a (?:pirate|poem|haiku|rap|song))\\b`,
      'iu',
    ),
    stems:
      /umschreib|umformulier|formulier|höflicher|förmlich|reformul|réécri|plus (?:formel|poli|court)|reescrib|reescrev|más (?:formal|corto)|mais formal|riscriv|riformul|più formale|herschrijf|przepisz|przeredaguj|bardziej (?:formaln|oficjaln)|перепиш|перефраз|более (?:формальн|вежлив|официальн)|改写|重写|更正式|换一种|書き直|書き換え|言い換え|丁寧に|다시 써|정중하게|أعد (?:صياغة|كتابة)|दोबारा लिख|फिर से लिख|yeniden yaz|daha resmi|viết lại|trang trọng|tulis ulang|lebih formal/iu,
  },
  {
    what: () => l10n.t('write new text or code'),
    clause:
      /^(?:write|compose|draft|generate|create|invent|brainstorm|continue|complete|finish|build|design|develop|make me|give me|suggest|propose|list|imagine|respond|reply|produce|scaffold|code (?:a|an|me|this)|predict|fill)\b/iu,
    stems:
      /\bschreib|\berstell|\bgenerier|setze? .*fort|\bécri[st]|\brédige|\bcrée|\bgénère|\bcontinue[rz]?\b|\bescrib|\bredacta|\bgenera\b|\bcrea\b|\bcontinúa|\bescrev|\bcrie\b|\bgere\b|\bscriv|\bgenera|\bcontinua|\bschrijf|\bnapisz|\bstwórz|\bwygeneruj|напиш|создай|сгенер|продолж|придумай|створи|写一|生成|续写|创建|書いて|作って|生成して|써줘|만들어|작성|اكتب|أنشئ|लिखो|लिखिए|बनाओ|\byaz(?:ın)?\b|oluştur|\bviết\b|\btạo\b|\btulis|buatkan/iu,
  },
  {
    what: () => l10n.t('find security problems or give opinions'),
    clause:
      /^(?:audit|rate|grade|score|judge|evaluate (?:my|the) (?:essay|text|design|writing)|find (?:security|vulnerabilit)\w*|secure|harden|estimate|classify|detect|extract|search|look up|compare|count|visuali[sz]e|draw|plot|run|execute|deploy|commit|open|install)\b/iu,
  },
];

/** Words of correcting, simplifying and repairing, in the languages that instructions come in. */
export const insideWords =
  /\b(?:fix\w*|correct\w*|repair\w*|improv\w*|refin\w*|polish\w*|proof\w*|check\w*|clean\w*|tidy\w*|better|debug\w*|solv\w*|resolv\w*|simplif\w*|simpler|minimi[sz]e|reduc\w*|shorten|evaluat\w*|comput\w*|calculat\w*|mistakes?|errors?|bugs?|typos?|wrong|right|issues?|problems?|faults?|gramm[ae]\w*|spell\w*|misspell\w*|punctuation|agreement|articles?|commas?|apostrophes?|capitals?|capitali[sz]\w*|tenses?|plurals?|off[- ]by[- ]one|condition|boolean|expression|negations?|redundant|duplicate\w*|repeated|missing|operator|comparison|await|return|swapped|arguments|crash\w*|fails?|failing|broken|works?|edit|review|english|sentence|mend|patch|amend|rectify|revise|wording|native|value|skip\w*|too (?:many|few|much|early|late|short|long)|twice|never)\b|korrig|korrekt|corregi|verbesser|fehler|rechtschreib|grammat|vereinfach|repar|beheb|berechne|prüf|corrig|faute|orthogra|simplifi|erreur|bogue|améliore|ortogr|gramát|simplifi|arregl|mejora|corrij|consert|melhor|\berros?\b|corregg|correzion|error|semplific|ripar|miglior|verbeter|fout|vereenvoudig|popraw|błęd|gramat|uprość|napraw|исправ|ошибк|граммат|орфограф|упрост|почин|улучш|вычисли|виправ|помилк|спрост|修正|改正|改错|更正|校对|纠正|语法|错别字|拼写|简化|修复|错误|润色|检查|化简|计算|直して|校正|文法|誤字|簡略|簡単に|バグ|添削|수정|고쳐|교정|맞춤법|문법|오타|단순화|간단히|버그|صحح|تصحيح|أخطاء|خطأ|قواعد|إملا|بسط|أصلح|إصلاح|सुधार|ठीक|व्याकरण|वर्तनी|सरल|गलत|düzelt|hata|dilbilgisi|yazım|sadeleştir|basitleştir|\bsửa|\blỗi|ngữ pháp|chính tả|rút gọn|perbaiki|koreksi|tata bahasa|ejaan|sederhana|oprav|rätta|แก้/iu;
