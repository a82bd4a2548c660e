/**
 * Words that tell what is being asked, in some twenty languages. An entry of five or more letters also
 * matches longer words that begin with it; a shorter one must match whole unless it ends in `*`; `=`
 * before an entry asks for the whole word; `_` joins two words. Scripts without spaces match anywhere.
 */
export const lexicon = {
  codeNoun: `button buttons console file files folder folders directory upload download timezone pipeline log logs app apps website user_interface
konsole datei dateien ordner schaltfläche bouton console fichier fichiers dossier application botón consola archivo archivos carpeta aplicación
botão arquivo arquivos planilha aplicativo pulsante cartella foglio_di bestand bestanden knop przycisk* plik* folderze aplikacj*
кнопк* консол* файл* папк* приложени* 按钮 控制台 文件 文件夹 应用 ボタン コンソール ファイル フォルダ アプリ ツール 버튼 콘솔 파일 폴더 앱 الزر زر الكونسول ملف ملفات مجلد تطبيق قاعدة بيانات
बटन कंसोल फाइल फ़ाइल वेबसाइट dosya* klasör* uygulama* konsol tệp thư_mục ứng_dụng tombol berkas aplikasi
code codes coding script scripts function functions method class classes program programm programming bug bugs array arrays string
strings loop loops list_comprehension variable compile compiler database query queries server servers backend frontend algorithm endpoint
api apis json yaml xml csv schema regex regexp exception stacktrace traceback stack_trace syntax library package module import dependency
thread threads async await promise callback pointer recursion recursive parameter argument return_type boolean integer_overflow unit_test
unit_tests test_case codebase repository repo commit branch merge_conflict deploy deployment container cluster kernel terminal command_line cli
gui widget component state_management hook hooks middleware cache caching authentication oauth jwt token tokens crud orm dataframe dataset
training_loop neural_network tensor gpu memory_leak segfault runtime compile_error debugger ide linked_list binary_tree hash_map hashmap
hash_table data_structure big_o time_complexity complexity o_notation leetcode interface inheritance polymorphism dictionary tuple
formula_excel spreadsheet macro makefile webpage website html_page stylesheet plugin extension webhook scraper crawler bot chatbot microservice
funktion funktionen programmieren programmier programmcode quellcode quelltext skript datenbank abfrage schleife variable fehlermeldung
klasse methode zeichenkette bibliothek schnittstelle algorithmus kompilier speicherleck rekursiv entwickler tabelle_in webseite
fonction code_source boucle chaîne_de base_de bibliothèque algorithme compilateur compilation requête récursi développ serveur site_web
tableau_de_données programme_qui programmation exception
función funciones código bucle cadena_de base_de arreglo arreglos matriz_de biblioteca algoritmo compilador consulta_sql servidor recursiv
programación programador desarroll página_web aplicación_web clase_en
função funções laço vetor banco_de algoritmo compilador consulta_sql servidor programação desenvolv página_web aplicativo
funzione funzioni codice ciclo_for stringa stringhe banca_dati algoritmo compilatore ricorsiv programmazione sviluppat libreria sito_web
functie lus broncode programmeren databank bibliotheek foutmelding
funkcj* kod kodu kodzie pętl* tablic* zmienn* bazy_danych bazę_danych bibliotek algorytm kompil* rekurenc* programowan skrypt błąd_w zapytanie_sql
функци* код кода коде кодом скрипт цикл массив* переменн* строк* баз*_данных база_данных базы_данных библиотек алгоритм компил рекурси программ
сервер запрос класс_на ошибк* метод исключени функція масив змінн* помилк* алгоритм
代码 函数 程序 编程 脚本 数组 字符串 循环 变量 数据库 算法 编译 报错 异常 接口 线程 服务器 前端 后端 递归 链表 二叉树 类名 网页 爬虫 框架 部署 缓存 调试 单元测试 正则 查询语句 代碼 函式 程式 陣列 字串 資料庫 演算法
コード 関数 プログラム スクリプト 配列 文字列 ループ 変数 データベース アルゴリズム コンパイル エラー 例外 クラス メソッド サーバー 再帰 実装 正規表現 ライブラリ デバッグ 非同期
코드 함수 프로그램 스크립트 배열 문자열 반복문 변수 데이터베이스 알고리즘 컴파일 에러 오류 예외 클래스 메서드 서버 재귀 라이브러리 쿼리 디버깅 비동기 정규식
كود الكود دالة الدالة برنامج برمجة سكربت مصفوفة حلقة متغير قاعدة_بيانات قاعدة_البيانات خوارزمية مكتبة خطأ استعلام واجهة السيرفر الخادم
कोड फंक्शन फ़ंक्शन प्रोग्राम स्क्रिप्ट ऐरे एरे लूप वेरिएबल डेटाबेस एल्गोरिदम त्रुटि क्वेरी स्ट्रिंग सर्वर क्लास
fonksiyon kodu kodum kodumda kodda kodun programlama betik dizi dizide döngü değişken veritaban algoritma derle* kütüphane sorgu* sunucu hata_veriyor özyineleme yazılım sınıfı
hàm mã_nguồn lập_trình chương_trình mảng chuỗi_ký vòng_lặp biến cơ_sở thuật_toán biên_dịch thư_viện truy_vấn máy_chủ đệ_quy đoạn_code lỗi
fungsi kode kodingan program array perulangan variabel basis_data algoritma pustaka kueri peladen
funkce funkci kód kódu smyčk* pole databáz* knihovn* algoritmus řetězec chyb*
funktion kod_som koden sträng loopen databas bibliotek algoritm
ฟังก์ชัน โค้ด โปรแกรม สคริปต์ อาร์เรย์ ตัวแปร ฐานข้อมูล อัลกอริทึม تابع کد برنامه_نویسی آرایه حلقه پایگاه_داده الگوریتم`,
  tech: `userscript userscripts greasemonkey collider prefab shader rigidbody sprite navmesh юнити докер* эксел* постгрес* 도커 장고 스프링 포스트그레스 쿠버네티스 유니티 플러터 엑셀 깃허브 ユニティ ドッカー
فلاتر فايربيس اكسل إكسل لارافيل جافاسكربت رياكت रिएक्ट एक्सेल एसक्यूएल wifi =ftp =ssh =tcp =udp =dns =ssl =cdn
python python3 javascript js typescript =ts java =go golang rust =c c++ cpp =cc c# csharp .net dotnet php ruby rails swift kotlin scala
haskell perl lua matlab julia =r rstudio ggplot dplyr bash zsh powershell =sh shell linux ubuntu debian windows macos sql mysql postgres
postgresql sqlite mongodb mongo redis elasticsearch kafka rabbitmq graphql rest grpc http https html css scss sass tailwind bootstrap
react reactjs redux =next nextjs vue vuejs nuxt angular svelte node nodejs express nestjs deno =bun npm yarn pnpm webpack vite babel
jquery django flask fastapi spring springboot hibernate laravel symfony wordpress unity unity3d unreal godot =blender opengl vulkan cuda
pytorch tensorflow keras numpy pandas scipy sklearn scikit matplotlib seaborn jupyter opencv huggingface transformers langchain llm
openai docker dockerfile kubernetes =k8s kubectl helm terraform ansible jenkins github gitlab git aws ec2 s3 lambda azure gcp firebase
supabase nginx apache tomcat systemd cron crontab vim emacs vscode xcode android ios flutter dart arduino esp32 esp8266 raspberry stm32
verilog vhdl fpga assembly x86 arm64 excel vba vlookup =sheets latex tikz selenium playwright puppeteer beautifulsoup scrapy discord.py
telegram websocket socket.io ffmpeg regex solidity ethereum web3 powerbi tableau snowflake spark hadoop airflow dbt prisma sequelize
sqlalchemy pydantic asyncio pytest jest mocha junit cypress eslint prettier maven gradle cmake makefile gcc clang llvm qt tkinter pyqt
swiftui xaml wpf winforms blazor razor linq entityframework minecraft_plugin roblox luau dax autohotkey applescript prolog lisp clojure
elixir erlang ocaml fortran cobol pascal delphi питон питоне джава джаваскрипт пайтон बाइथन पायथन पाइथन जावा بايثون جافا 파이썬 자바 자바스크립트 리액트 パイソン エクセル リアクト`,
  codeAsk: `implement debug debugging refactor compile compiles compiling deploy optimize_this code_review bugfix fix_the fix_this fix_my throws
error errors not_working doesnt_work doesn't_work stack_overflow undefined nullpointer nan not_defined install installed upgrade configure run_this
implementier debuggen kompiliert fehler läuft_nicht funktioniert_nicht optimiere refaktor installier konfigurier
implémente implémenter débogue déboguer corrige_le erreur compile_pas marche_pas optimise installe
implementa implementar depurar depura compila error_en no_funciona me_sale optimiza refactoriza instalar
implemente implementar depurar não_funciona dá_erro erro otimiz refatorar
implementare debuggare errore non_funziona ottimizza
zaimplementuj implementac* debug nie_działa błęd* zoptymalizuj napraw
реализ* отлад* не_работает ошибка ошибку исправ* оптимиз* скомпил* установ* реалізу*
实现 调试 重构 优化 报错 修复 运行 安装 实现一个 编写 部署 偵錯 執行
実装 デバッグ リファクタ 動かない エラーが 最適化 修正して 動作しない インストール
구현 디버그 리팩토링 최적화 실행 고쳐 설치 작동하지
نفذ تنفيذ تصحيح لا_يعمل خطأ_في إصلاح تحسين_الكود
लागू डिबग काम_नहीं ठीक_करो इम्प्लीमेंट एरर
uygula implement hata düzelt çalışmıyor optimize yükle*
triển_khai cài_đặt gỡ_lỗi không_chạy tối_ưu sửa_lỗi báo_lỗi
implementasi perbaiki tidak_jalan galat error_ini`,
  mathNoun: `equation equations integral integrals derivative derivatives triangle triangles circle angle angles probability probabilities prime primes
theorem lemma proof polynomial matrix_a determinant eigenvalue eigenvalues vector vectors limit logarithm sin cos tan sqrt fraction fractions
divisor divisible remainder modulo factorial permutation permutations combination combinations combinatorics variance expected_value standard_deviation
distribution random_variable integer integers real_numbers natural_numbers rational irrational perimeter radius diameter hypotenuse
rectangle polygon sphere cube geometry algebra calculus trigonometr arithmetic sequence series converge converges convergence inequality
bijection group_theory homomorphism subgroup isomorphic topology metric_space manifold hilbert banach differential_equation laplace fourier
gradient jacobian eigen bayes theorem coefficient quadratic linear_system roots dice coin_flip deck_of urn marbles graph_theory vertices
gleichung integral ableitung dreieck kreis winkel wahrscheinlich primzahl beweis polynom wurzel bruch teiler rest_bei umfang flächeninhalt
zahlen ganzzahl ungleichung nullstelle funktion_f grenzwert folge stochastik würfel
équation intégrale dérivée triangle cercle probabilit nombre_premier nombres théorème racine polynôme périmètre aire_de suite_numérique
inégalité divisible entiers limite_de dé_à
ecuación ecuaciones derivada triángulo círculo ángulo probabilidad número_primo números teorema raíz polinomio perímetro área desigualdad
divisible enteros sucesión límite integral dados
equação equações derivada triângulo círculo ângulo probabilidade número_primo números teorema raiz polinômio perímetro inteiros dados
equazione equazioni derivata triangolo cerchio angolo probabilità numero_primo numeri teorema radice polinomio perimetro interi integrale
vergelijking driehoek hoek kans priemgetal
równani* całk* pochodn* trójkąt* okrąg* kąt* prawdopodobieństw liczb* twierdzen* wielomian pierwiast* obwód pole_powierzchni nierówno* kostk*
уравнени* интеграл* производн* треугольник* окружност* угол угла вероятност* числ* теорем* многочлен* корень корн* периметр площад* неравенств*
докажите предел матриц* делит* остат* последовательност* рівнянн* імовірн* ймовірн* трикутник* кубик
方程 积分 导数 三角形 圆 概率 质数 素数 定理 多项式 矩阵 不等式 整数 自然数 面积 周长 数列 函数f 极限 余数 几何 证明 骰子 公差 等差 等比 平方 積分 機率 證明
方程式 積分 微分 三角形 円 確率 素数 定理 多項式 行列 不等式 整数 面積 数列 極限 余り サイコロ 証明 平方 角度 半径
방정식 적분 미분 삼각형 원의 확률 소수 정리 다항식 행렬 부등식 정수 자연수 넓이 수열 극한 나머지 주사위 증명 각도 반지름 둘레
معادلة المعادلة تكامل مشتقة مثلث دائرة احتمال عدد_أولي الأعداد نظرية كثيرة_حدود مصفوفة_رياضية متباينة مساحة محيط زاوية جذر المثلث
समीकरण समाकलन अवकलज त्रिभुज वृत्त प्रायिकता अभाज्य संख्या संख्याएँ प्रमेय बहुपद क्षेत्रफल परिमाप कोण असमिका वर्गमूल पासा
denklem integral türev üçgen* çember* açı* olasılı* asal sayı* teorem* polinom* kök* alan* çevre* eşitsizlik* zar ispat*
phương_trình tích_phân đạo_hàm tam_giác đường_tròn góc xác_suất số_nguyên số_tự định_lý đa_thức căn_bậc diện_tích chu_vi bất_đẳng chứng_minh
persamaan turunan segitiga lingkaran peluang bilangan teorema luas_ keliling dadu
rovnic* trojúhelník* pravděpodobnost čísl* kruh*
สมการ สามเหลี่ยม ความน่าจะเป็น จำนวนเต็ม พื้นที่ معادله احتمال مثلث عدد_اول`,
  mathAsk: `calculate compute solve prove evaluate simplify how_many how_much what_is_the_value find_the_value determine derive show_that find_all
step_by_step minimum maximum approximate round_to integrate differentiate factorise factorize
berechne berechnen löse wie_viele wie_viel wieviel wieviele beweise bestimme zeige_dass ermittle vereinfache rechne
calcule calculer calculez résous résoudre résolvez combien démontre démontrer démontrez montrer_que détermine déterminer simplifie
calcula calcular resuelve resolver cuántos cuántas cuánto cuánta demuestra demostrar determina halla hallar encuentra_el simplifica
calcule calcular resolva resolver quantos quantas quanto quanta prove demonstre determine ache_o simplifique
calcola calcolare risolvi risolvere quanti quante quanto quanta dimostra determina trova_il semplifica
bereken los_op hoeveel bewijs
oblicz rozwiąż ile udowodnij wyznacz wykaż policz uprość
вычисл* решите реши решить сколько докажи* найдите найти определите упрост* посчитай* рассчит* обчисл* розв* скільки
计算 求解 求证 求出 多少 几个 解方程 几种 几天 几只 等于 化简 已知 求 設 計算 幾個
計算 求めよ 求めて 求めなさい 解いて 解け いくつ いくら 何人 何個 何通り 証明せよ 何時間
계산 구하 풀어 몇 얼마 증명하 구해
احسب أوجد حل_المعادلة كم أثبت جد_قيمة بسط اوجد
गणना हल ज्ञात कितने कितना कितनी सिद्ध सरल
hesapla* çöz çözün kaç kaçtır ispatla* bulun bulunuz göster* sadeleştir*
tính giải bao_nhiêu chứng_minh tìm_giá rút_gọn
hitung hitunglah selesaikan berapa buktikan tentukan
vypočítej vyřeš kolik beräkna lös hur_många
คำนวณ เท่าไร กี่ محاسبه چند حل_کن`,
  quantity: `two three four five six seven eight nine ten twelve twenty hundred thousand third quarter thrice dozen zwei drei vier fünf sechs zehn deux trois quatre cinq dix dos tres cuatro cinco diez dois três quatro dez due tre quattro cinque dieci twee drie dwa trzy cztery pięć два две три четыре пять десять iki üç dört beş hai ba bốn năm mười ثلاثة أربعة خمسة عشرة तीन चार पाँच दस
each total remaining average twice half percent percentage % years_old miles km hours_later minutes speed price cost costs dollars cents
euros apples oranges marbles left altogether per_hour per_day ratio discount interest profit more_than less_than sum_of difference product_of age
liters kg meters meter cm mph kmh weighs weight distance
jeweils insgesamt übrig durchschnitt doppelt hälfte prozent jahre_alt stunden minuten geschwindigkeit kostet preis euro äpfel rabatt zinsen
chacun total reste moyenne double moitié pourcent heures vitesse coûte prix pommes réduction ans
cada_uno quedan promedio doble mitad por_ciento horas velocidad cuesta precio manzanas descuento años euros pesos
cada_um restam média dobro metade por_cento velocidade custa preço maçãs desconto anos reais
ciascuno totale rimangono media doppio metà percento ore velocità costa prezzo mele sconto anni
każdy razem zostało średni* dwa_razy połow* procent godzin* prędkość kosztuje cena jabłk* lat zniżk* złotych
каждый всего осталось средн* вдвое половин* процент* час* скорост* стоит цена яблок* лет скидк* рублей км
每个 一共 剩下 平均 两倍 一半 百分 小时 速度 价格 苹果 岁 元 公里 千米 打折 利率 共有
それぞれ 合計 残り 平均 二倍 2倍 半分 パーセント 時間 速さ 速度 値段 りんご 歳 円 割引 時速
각각 모두 남은 평균 두배 절반 퍼센트 시간 속력 속도 가격 사과 살 원 할인 시속
كل_منهم مجموع بقي متوسط ضعف نصف بالمئة ساعة ساعات سرعة سعر ثمن تفاحة عمر خصم ريال كم
प्रत्येक कुल शेष औसत दुगुना दोगुना आधा प्रतिशत घंटे घंटा गति कीमत सेब वर्ष छूट रुपये किमी
toplam kalan ortalama katı yarısı yüzde saat saatte hız* fiyat* elma yaşında indirim lira
mỗi tổng còn_lại trung_bình gấp_đôi một_nửa phần_trăm giờ vận_tốc giá quả_táo tuổi giảm_giá đồng
setiap jumlah sisa rata-rata dua_kali setengah persen jam kecepatan harga apel umur diskon rupiah`,
  puzzle: `puzzle riddle riddles deduce logically logic clue clues knight knave knaves liar truth-teller houses in_a_row next_to sits seating river_crossing
weighing balance_scale prisoners hats boxes_labeled who_is_lying true_or_false valid_conclusion syllogism premise premises conclusion therefore
entails contradiction sudoku crossword next_number pattern next_in_the if_and_only all_of_the none_of_the schedule_such constraints tournament
rätsel logik logisch lügner wahrheit häuser schlussfolgerung prämisse aussage waage gefangene brunnen
énigme logique menteur vérité maisons conclusion prémisse balance prisonniers chapeaux
acertijo lógica mentiroso verdad casas conclusión premisa balanza prisioneros sombreros
enigma lógico mentiroso verdade casas conclusão charada
enigma indovinello logica bugiardo verità conclusione
zagadk* logik* kłamc* prawd* wnios*
загадк* логик* логическ* лжец рыцар* правду дома вывод посылк* весы заключённ* головоломк*
逻辑 谜题 谜语 推理 说谎 真话 假话 称重 囚犯 帽子 规律 結論 脑筋急转弯 下一个数
論理 なぞなぞ パズル 推理 嘘つき 正直 天秤 囚人 帽子 規則 次の数
논리 수수께끼 퍼즐 추론 거짓말 진실 저울 죄수 모자 규칙
لغز منطق منطقي كاذب يكذب صادق استنتاج ميزان سجناء
पहेली तर्क झूठ सच निष्कर्ष कैदी
bilmece mantık yalancı doğrucu sonuç terazi mahkum
câu_đố logic nói_dối nói_thật suy_luận kết_luận cân
teka-teki logika pembohong kesimpulan`,
  creative: `story stories poem poems poetry song lyrics novel novella character characters scene scenes dialogue chapter roleplay role-play screenplay script_for
haiku sonnet limerick ballad fairy tale fanfic fanfiction fantasy plot protagonist villain hero heroine dragon princess kingdom wizard vampire
love_story romance narrator monologue stage_play sitcom episode season backstory worldbuilding world-building lore genre tone_of_voice joke jokes
funny humorous parody satire imagine pretend act_as rap verse chorus rhyme metaphor anime manga dnd campaign tavern prologue epilogue first_person
third_person describe_the vivid whisper whispered smiled sighed
geschichte gedicht roman erzählung märchen figur charakter szene dialog kapitel rollenspiel liedtext songtext witz drache prinzessin
histoire conte poème roman nouvelle personnage scène chapitre chanson paroles blague jeu_de dragon princesse récit
historia cuento poema novela personaje escena diálogo capítulo canción letra_de chiste dragón princesa relato
história conto poema romance personagem cena capítulo música letra_de piada dragão princesa
storia racconto poesia romanzo personaggio scena dialogo capitolo canzone testo_di barzelletta drago favola fiaba
verhaal gedicht personage hoofdstuk liedje
opowiadan* histori* wiersz* powieść bohater* scen* rozdział piosenk* żart bajk* smok* dialog
рассказ* истори* стих* поэм* роман герой геро* персонаж* сцен* диалог* глав* песн* шутк* анекдот сказк* дракон* фанфик оповідан* вірш* казк*
故事 小说 诗 诗歌 歌词 角色 场景 对话 章节 剧本 童话 笑话 扮演 主角 散文 武侠 玄幻 小說 劇本
物語 小説 詩 俳句 歌詞 キャラクター 場面 会話 シーン 脚本 童話 冗談 主人公 ロールプレイ 短編 セリフ
이야기 소설 시를 시 가사 캐릭터 장면 대화 챕터 대본 동화 농담 주인공 역할극 노래
قصة قصيدة رواية شخصية مشهد حوار فصل أغنية نكتة حكاية خيالية بطل
कहानी कविता उपन्यास पात्र दृश्य संवाद अध्याय गीत चुटकुला नायक शायरी
hikaye öykü şiir roman karakter sahne diyalog bölüm şarkı fıkra masal kahraman
câu_chuyện truyện bài_thơ thơ tiểu_thuyết nhân_vật cảnh đoạn_hội chương lời_bài truyện_cười cổ_tích
cerita puisi novel tokoh adegan dongeng lagu lelucon
příběh báseň román postav* pohádk* berättelse dikt saga
นิทาน เรื่องสั้น บทกวี เพลง داستان شعر رمان شخصیت`,
  writing: `email e-mail mail letter message speech essay article blog post caption slogan tagline resume cv cover_letter marketing advert advertisement
newsletter press_release summary summarize summarise translate translation rewrite rephrase paraphrase grammar proofread tone paragraph
paragraphs introduction conclusion_paragraph review product_description linkedin instagram tweet tweets youtube video_script headline headlines
biography toast wedding birthday invitation apology complaint thank thanks formal informal professional polite persuasive outline brochure
statement_of memo report_on proposal diary journal_entry words_long word_essay seo
brief aufsatz artikel rede zusammenfass übersetz umformulier bewerbung anschreiben lebenslauf einladung entschuldigung formulier höflich
werbetext absatz beschreibung grammatik korrigier
lettre courriel dissertation discours article résumé résume résumer traduis traduire reformule lettre_de invitation excuse poli paragraphe
description accroche rédaction
carta correo ensayo discurso artículo resumen resume resumir traduce traducir reformula invitación disculpa formal párrafo redacción
descripción publicación
carta redação discurso artigo resumo resuma traduza traduzir reescreva convite desculpa parágrafo descrição legenda
lettera saggio discorso articolo riassunto riassumi traduci tradurre riscrivi invito scuse paragrafo descrizione tema_su
brief vertaal samenvatting artikel opstel
list_do listu email wypracowan* rozprawk* artykuł* przemówien* streszczen* przetłumacz przepisz zaproszen* przeprosin* akapit opis*
письм* эссе сочинени* статья статью речь переведи* перевод перефразир* перепиши* резюме приглашен* извинен* абзац описани* пост поздравлен* лист_до
переклади* твір
邮件 信 作文 文章 演讲 总结 翻译 改写 润色 简历 广告 文案 段落 邀请 道歉 读后感 摘要 口号 發言 評論 郵件 翻譯
メール 手紙 作文 記事 スピーチ 要約 翻訳 書き直し 言い換え 履歴書 広告 キャッチコピー 招待状 謝罪 文章 敬語 ブログ 紹介文
이메일 편지 에세이 글 연설 요약 번역 다듬어 자기소개서 광고 문구 초대장 사과문 블로그 문단 소개글
رسالة بريد مقال مقالة خطاب تلخيص لخص ترجم ترجمة أعد_صياغة سيرة دعوة اعتذار فقرة إعلان
पत्र ईमेल निबंध लेख भाषण सारांश अनुवाद विज्ञापन निमंत्रण माफी अनुच्छेद आवेदन
mektup e-posta makale deneme konuşma özet* çevir* özgeçmiş davetiye özür paragraf reklam slogan
thư email bài_văn bài_viết bài_luận diễn_văn tóm_tắt dịch viết_lại lời_mời xin_lỗi đoạn_văn quảng_cáo
surat esai artikel pidato ringkas terjemahkan undangan paragraf iklan
dopis esej článek přelož brev uppsats översätt
จดหมาย อีเมล บทความ แปล สรุป نامه ایمیل مقاله ترجمه خلاصه`,
  writeAsk: `write compose draft continue_the describe create_a_story tell_me_a imagine_you come_up brainstorm suggest_names
schreib schreibe verfasse beschreibe erzähl erzähle écris écrire écrivez rédige rédiger décris raconte escribe escribir redacta cuenta cuéntame describe
escreva escrever redija descreva conte crie_uma scrivi scrivere descrivi racconta schrijf beschrijf napisz opisz opowiedz
напиши напишите опиши опишите расскажи сочини придумай напишіть 写一 写个 写出 写首 写封 续写 描写 编一个 撰写 幫我寫 写 帮我写
書いて 書く 書け 考えて 作って 書いてください 描写 써줘 써 작성 지어 써주세요 쓰 اكتب اكتبي صف احك ألف أكتب लिखो लिखें लिखिए बताओ सुनाओ लिखकर
yaz yazın yazar_mısın anlat betimle viết kể sáng_tác hãy_viết tulis tuliskan buatkan_cerita ceritakan napiš skriv berätta เขียน แต่ง بنویس`,
  knowledge: `who whom whose when where which country capital king queen president war century history historical film movie actor actress band singer
album author religion philosophy culture political politics society economy economic novel_by famous born died city river mountain team olympic
award book recipe cook travel trip vacation health diet exercise sleep advice tips recommend relationship girlfriend boyfriend friend feel feeling
stress career job_interview parents children kids school teacher teach marriage love pet dog cat garden music art painting museum
wer wann welche welcher geschichte könig krieg jahrhundert hauptstadt rezept reise tipps empfiehl gesundheit freund freundin gefühl politik gesellschaft
quand quel quelle roi guerre siècle capitale recette voyage conseils recommande santé ami amie politique société philosophie
quién cuándo cuál rey guerra siglo capital receta viaje consejos recomienda salud amigo amiga política sociedad filosofía
quem quando qual rei guerra século receita viagem dicas saúde namorada política sociedade filosofia
chi quando quale guerra secolo ricetta viaggio consigli salute amico amica politica società
kto kiedy który wojna stolica przepis podróż porad* zdrowi* przyjaci* historia_polski
кто когда какой какая война столица рецепт путешестви* совет* здоровь* друг подруг* общество политик* культур* философ*
谁 历史 战争 首都 食谱 旅行 旅游 建议 推荐 健康 朋友 女朋友 男朋友 感情 社会 政治 文化 哲学 父母 孩子 介绍
誰 歴史 戦争 首都 レシピ 旅行 アドバイス おすすめ 健康 友達 彼女 彼氏 社会 政治 文化 哲学 教えて
누구 역사 전쟁 수도 요리 여행 조언 추천 건강 친구 여자친구 사회 정치 문화 철학 소개
من متى أين تاريخ حرب عاصمة وصفة سفر نصائح صحة صديق مجتمع سياسة ثقافة فلسفة
कौन कब इतिहास युद्ध राजधानी रेसिपी यात्रा सलाह स्वास्थ्य दोस्त समाज राजनीति संस्कृति
kim tarih savaş başkent tarif seyahat öneri sağlık arkadaş toplum siyaset kültür
lịch_sử chiến_tranh thủ_đô công_thức_nấu du_lịch lời_khuyên sức_khỏe bạn_gái xã_hội văn_hóa
siapa kapan sejarah perang ibu_kota resep perjalanan saran kesehatan teman`,
} as const;

export type Concept = keyof typeof lexicon;
export const concepts = Object.keys(lexicon) as Concept[];
