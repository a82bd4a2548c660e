/** Words of the code domain by concept; the form of an entry is told in lexicon.ts. */
export const codeWords = {
  codeNoun: `button buttons console file files folder folders directory upload download timezone pipeline log logs app apps website user_interface
konsole datei dateien ordner schaltfläche bouton console fichier fichiers dossier application botón consola archivo archivos carpeta aplicación
botão arquivo arquivos planilha aplicativo pulsante cartella foglio_di bestand bestanden knop przycisk* plik* folderze aplikacj*
кнопк* консол* файл* папк* приложени* 按钮 控制台 文件 文件夹 应用 ボタン コンソール ファイル フォルダ アプリ ツール 버튼 콘솔 파일 폴더 앱 الزر زر الكونسول ملف ملفات مجلد تطبيق قاعدة بيانات
बटन कंसोल फाइल फ़ाइल वेबसाइट dosya* klasör* uygulama* konsol tệp thư_mục ứng_dụng tombol berkas aplikasi
code codes coding script scripts function functions method class classes program programm programming bug bugs array arrays string
strings loop loops list_comprehension variable compile compiler database query queries server servers backend frontend algorithm endpoint
api apis json yaml xml csv schema regex regexp exception stacktrace traceback stack_trace syntax library package module =import dependency
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
ฟังก์ชัน โค้ด โปรแกรม สคริปต์ อาร์เรย์ ตัวแปร ฐานข้อมูล อัลกอริทึม تابع کد برنامه_نویسی آرایه حلقه پایگاه_داده الگوریتم
closure closures snippet snippets one-liner oneliner syntax_error selector selectors div span iframe navbar dropdown tooltip modal popup carousel
sidebar footer viewport breakpoint z-index padding margin flexbox grid_layout font-size text-align hover onclick dom shadow_dom event_listener
listener
handler callbacks iterator generator decorator annotation enum struct union typedef template_class generics namespace constructor
destructor getter setter mutable immutable refactoring boilerplate dependencies package_manager lockfile monorepo submodule changelog
pull_request merge_request code_review linter lint formatter type_hint type_hints typechecker static_analysis unit-test integration_test mock mocks
fixture fixtures test_suite coverage ci pipeline_yaml artifact artifacts staging production rollback hotfix release_branch cherry-pick
cherry_pick stash head_detached hashtable hashset priority_queue heap_sort quicksort mergesort binary_search depth-first
breadth-first dfs bfs dijkstra memoization memoize dynamic_programming backtracking greedy_algorithm sliding_window two_pointers bitmask bitwise
recursive_function base_case race_condition deadlock mutex semaphore spinlock coroutine coroutines event_loop garbage_collect garbage_collector
heap_dump
stack_frame call_stack dangling memory_allocation malloc buffer_overflow segmentation_fault core_dump null_pointer undefined_behavior
undefined_behaviour
stdout stderr stdin argv environment_variable env_var env_vars dotenv config_file yaml_file toml ini_file parser lexer tokenizer ast bytecode
interpreter
jit transpile transpiler bundler bundle minify tree-shaking source_map polyfill userland kernel_module driver drivers firmware bootloader partition
filesystem mount symlink symlinks chmod chown sudo daemon service_file systemctl logrotate syslog log_file logfile hostname subnet firewall
port_forward proxy reverse_proxy load_balancer gateway_timeout websocket websockets payload header headers query_param cookie cookies session_id cors
csrf
xss sql_injection sanitize encryption decrypt hashing salt bcrypt certificate ssl_certificate rate_limit rate_limiter throttle throttling webhooks
pagination
cursor_based foreign_key primary_key index_scan left_join inner_join outer_join group_by order_by where_clause stored_procedure trigger_function
materialized_view normalization 3nf transaction_isolation migration migrations orm_model upsert sharding replica replication partitioning
message_queue broker consumer producer pubsub cron_job scheduler worker_process background_job serverless autoscaling autoscale observability
prometheus metrics tracing crash crashes crashed crashing freezes stack_overflow timeout timeouts latency throughput bottleneck profiler profiling
bug_report workaround deprecated deprecation backwards-compatible semver breaking_change dependency_injection singleton factory_pattern
observer_pattern
design_pattern design_patterns mvc mvvm solid_principles interface_segregation data_structures pseudocode pseudo-code flowchart uml class_diagram
er_diagram data_model entity_relationship boolean_flag bool int32 uint8 float32 varchar timestamp timestamps epoch_time unix_time utf-8 utf8 unicode
ascii base64 hexadecimal checksum md5 sha256 uuid guid regexes capture_group lookahead lookbehind wildcard glob commandline command-line
prompt_injection
embedding embeddings vector_database tokenization fine-tune fine-tuning finetune finetuning pretrained epochs epoch batch_size learning_rate
overfitting overfit
cnn rnn lstm gan transformer softmax cross-entropy crossentropy cross_entropy backprop backpropagation optimizer adam sgd dropout regularization
confusion_matrix
classifier classification_model regression_model train_test random_forest xgboost lightgbm k-means kmeans clustering pca feature_engineering one-hot
one_hot
dataframes resample groupby pivot_table pivot vlookup xlookup sumif sumifs countif countifs index_match iferror arrayformula conditional_formatting
workbook worksheet worksheets cells cell_a column_a column_b column_c columns named_range spreadsheets formulas drop-down dropdown_list google_sheet
excel_file
excel_sheet csv_file gameobject rigidbodies hitbox spawn spawner respawn raycast tilemap spritesheet game_engine game_loop game_dev savegame keybind
hotkey multiplayer netcode leaderboard server-side client-side front-end back-end full-stack fullstack localhost hosting domain_name dns_record
subdomain
plugin_for theme_file shortcode wordpress_plugin landing_page_html responsive_layout mobile_app webapp web_app chrome_extension browser_extension
scraping crawling headless user_agent captcha microcontroller breadboard gpio pwm i2c spi uart baud sensor_value servo stepper relay_module led_strip
power_query dashboards etl data_pipeline data_warehouse parquet avro protobuf serialization deserialize serialize marshal unmarshal concurrency
parallelism
multithread multithreading multiprocessing threadpool thread_pool async/await promises observable subscribe unsubscribe state_machine finite_automaton
software_architecture microservices monolith legacy_code tech_stack toolchain cmakelists gradle_build pom.xml package.json tsconfig requirements.txt
arrow_function arrow_functions destructuring spread_operator template_literal list_slicing f-string lambda_function dunder metaclass context_manager
mappe zelle zellen spalte spalten zeilen formel makro makros tabellenblatt arbeitsmappe pivottabelle bedingte_formatierung server_läuft treiber
absturz
stürzt_ab abstürzt eingabefeld benutzeroberfläche codezeile zeichencodierung umlauten verzeichnis befehlszeile eingabeaufforderung rückgabewert
schlüsselwort
warteschlange nebenläufig vererbung objektorientiert einrückung anmeldemaske weiße_seite sortieren_lassen filtern dateiname dateinamen ordnerstruktur
conteneur conteneurs héritage classe_abstraite colonne colonnes ligne_de cellule cellules feuille_de classeur formule recherchev macro_excel requêtes
jointure clé_étrangère
identifiants plante planté bogue bug_dans fenêtre variable_d formulaire champ_de menu_déroulant tri_à pile file_d journal_des
hilo hilos herencia polimorfismo columna columnas fila celda celdas hoja_de fórmula macro_de tablas tabla_con registros consulta formulario
desplegable
pantalla_de se_cierra no_carga puntero punteros cadena entero_largo matriz_dinámica memoria_dinámica segmentation compilar página_en_html contenedor
rama commit_en
herança coluna colunas célula células fórmula_no tabela tabelas formulário tela_branca não_carrega ponteiro ponteiros
laço_for laço_while imagem_dentro código-fonte rodar_o roda_o travando trava_quando menu_suspenso
ereditarietà colonna riga_per cella celle foglio_excel query_che tabella tabelle puntatore puntatori eccezione eccezioni finestra_di
kolom kolommen cel cellen rij rijen werkblad tabel tabellen klasse_die overerving wachtwoord_hash foutcode
kolumn kolumner rader cell_i kalkylark formel_som tabell klass_som felmeddelande kolonne regneark
kolumna kolumny wiersz wiersze komórk* arkusz* formuł* tabel* klas* dziedziczeni* wątek wątki wyjątek wyjątk* bazie_danych interfejs* zapytani* plików
łańcuch_znak
sloupec sloupce řádek buňk* tabulk* vzorec třída třídy dědičnost vlákno výjimk* soubor* komponent* potomka rodiče
столбец столбцы столбц* ячейк* таблиц* формул* макрос* поток потоки наследовани* полиморфизм указател* сервере докере контейнер* логах логи лог_файл
хендлер* бот бота
фронтенд бэкенд запрос_к выборк* индекс_по индексы партици* репликаци* ветк* мерж коммит* пуш библиотеке вёрстк* верстк* сайт сайта хостинг* плагин*
скриншот_ошибки падает_с вылетает
рядк* стовпец стовпці клітинк* таблиці формула_в клас_що потік спадкуванн* вказівник* посиланн* випадаюч* список_у регістр палiндром паліндром*
列 单元格 工作表 工作簿 表格 公式 宏 透视表 线程池 协程 进程 内存 指针 继承 多态 接口文档 分页 查询 索引 事务 主键 外键 日志 报错信息 配置文件 反向代理 端口 容器 镜像 集群 消息队列 前端页面 组件 路由 样式 标签 按钮点击 回调 异步 同步 缓存击穿 序列化 反序列化
字典 元组 列表 字符 数据结构 模型训练 数据集 训练集 过拟合 损失函数 爬取 驱动 固件 单片机 串口 上线 服务器端 客户端 插件 源码 源代码 仓库 分支 合并冲突
単位テスト 列を 行を セル シート 数式 マクロ 関数式 スレッド 継承 例外処理 ポインタ テーブル クエリ インデックス ログ コンテナ サーバ デプロイ コンポーネント 同期処理 引数 戻り値 型推論 型が 標準出力 フレームワーク 環境構築 設定ファイル 社内ツール 画像アップロード
結合して 取得する 出力する 実行すると
열 행을 셀 시트 수식 매크로 피벗 스레드 상속 포인터 테이블 인덱스 로그 로그캣 컨테이너 배포 컴포넌트 인자 반환값 타입 프레임워크 설정파일 리스트 딕셔너리 중복_제거 정렬 에뮬레이터 화면이 버튼을 서버가 클라이언트 프론트엔드 백엔드 모델_학습
عمود الأعمدة صف الصفوف خلية الخلايا ورقة_العمل معادلة_في_اكسل جدول الجدول فهرس الاستعلام التطبيق موقع الموقع ويب سيرفر تسجيل_دخول رسالة_خطأ كلاس وراثة
مؤشر قائمة_منسدلة الأزرار
ستون سطرها سلول فرمول جدولی سرور پروژه پروژه‌ی فایل فایل‌های پوشه پوشه‌ی دکمه لود اجرا خطا خطای متغیر رشته کلاس کتابخانه برنامه
कॉलम पंक्ति सेल शीट फॉर्मूला टेबल लॉगिन सेशन पेज_रिफ्रेश ऐप एप बग मेथड
sütun satırda satırı hücre* tablo* formül* makro* kalıtım iş_parçacığı istisna işaretçi dosyası hata_alıyorum çalışmıyor donuyor klavye bileşen*
uygulamam* butona
cột hàng_loạt ô_trong bảng_tính công_thức_excel kế_thừa luồng con_trỏ ngoại_lệ bản_ghi câu_lệnh khoá_chính khóa_ngoại giao_diện trang_web ứng_dụng_của
baris sel rumus_excel pewarisan pengecualian tombol_ halaman_web formulir basis server_
คอลัมน์ แถว เซลล์ สูตร ตาราง ปุ่ม หน้าเว็บ เว็บไซต์ เซิร์ฟเวอร์ คลาส ลูป สตริง ไฟล์ โฟลเดอร์ แอป`,
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
elixir erlang ocaml fortran cobol pascal delphi питон питоне джава джаваскрипт пайтон बाइथन पायथन पाइथन जावा بايثون جافا 파이썬 자바 자바스크립트 리액트 パイソン エクセル リアクト
ada_language smalltalk scheme racket fsharp f# vb.net vbnet visual_basic objective-c objectivec zig nim crystal_lang elm purescript reasonml gleam
raku tcl awk sed jq
grep curl wget ssh-keygen scp rsync tmux tar gzip xargs dig traceroute netstat iptables ufw nftables wireguard openvpn grub uefi btrfs zfs ext4 lvm
raid
homebrew apt-get pacman snapd flatpak msi regedit registry_key group_policy active_directory intune sharepoint vpn wsl cygwin mingw docker-compose
docker_compose
podman containerd istio envoy traefik haproxy caddy letsencrypt certbot openssl cloudflare heroku vercel netlify digitalocean hetzner linode
cloudformation cloudwatch
dynamodb sqs sns iam_role route53 eks gke aks bigquery pubsub clickhouse cassandra couchdb neo4j influxdb timescaledb cockroachdb mariadb
oracle_database plsql pl/sql tsql t-sql
jsonb pgadmin dbeaver liquibase flyway knex typeorm mongoose sequel activerecord sidekiq celery nats zeromq mqtt modbus canbus zigbee esp-idf freertos
stm32cube hal_
platformio micropython circuitpython adafruit neopixel dht22 ds18b20 hc-sr04 attiny atmega arm_cortex riscv risc-v mips nasm masm gdb lldb valgrind
strace perf_ bazel ninja meson conan vcpkg
nuget dotnet_core asp.net aspnet signalr blazor_ maui avalonia uwp wix rider resharper intellij pycharm webstorm android_studio gradle_ kotlinx ktor
jetpack_compose room_database retrofit
okhttp rxjava hilt dagger coroutines_ swift_ui coredata cocoapods testflight expo react_native reactnative ionic cordova capacitor electron tauri qt_
qml gtk wxwidgets pyside kivy pygame
streamlit gradio dash_ plotly seaborn_ polars pyspark dask numba cython pybind ctypes cffi pyinstaller poetry_ pipenv conda virtualenv venv
pip_install pyenv ruff mypy flake8 pylint tox_ nox
snakemake nextflow bioconda biopython samtools bwa_ gatk slurm mpi openmp openacc fortran90 lapack blas eigen3 opencl sycl metal_shader webgl webgpu
threejs three.js d3 d3.js chart.js p5.js babylon
gsap framer_motion styled-components material-ui mui chakra shadcn radix antd vuetify quasar pinia vuex zustand mobx recoil rxjs ngrx redux-toolkit
tanstack react-query swr trpc zod yup formik astro
remix gatsby hugo jekyll eleventy sveltekit solidjs qwik alpine.js htmx stimulus hotwire rails_ rspec capybara phoenix liveview ecto cowboy
spring_security thymeleaf jsp servlet jpa jdbc mybatis
log4j slf4j lombok mapstruct junit5 mockito testcontainers wiremock jmeter k6_ gatling postman insomnia swagger openapi soap wsdl odata grpc_
protobuf_ avro_ kafka_ flink beam_ hive presto trino
looker metabase superset grafana loki jaeger opentelemetry sentry datadog splunk kibana logstash fluentd elk_stack puppet_ saltstack vagrant packer
nomad consul vault_ argocd flux_ tekton circleci
travis github_actions gitlab_ci bitbucket azure_devops jira_api confluence_macro git_rebase gitignore .gitignore pre-commit husky lerna nx_ turborepo
rollup esbuild swc parcel_bundler storybook cypress_ puppeteer_
appium robotframework detox vitest jasmine karma sinon chai supertest hapi koa fastify adonis meteor sails strapi directus sanity contentful drupal
joomla typo3 magento prestashop woocommerce shopify liquid
elementor divi wp_query functions.php htaccess .htaccess php-fpm composer_ artisan eloquent livewire twig blade doctrine codeigniter yii cakephp zend
tailwindcss postcss autoprefixer bem_ sass_
godot_ gdscript unity_ unreal_engine blueprint_ libgdx monogame phaser love2d gamemaker rpg_maker renpy ren'py minecraft_ forge_ fabric_ spigot bukkit
papermc datapack mcfunction roblox_ robloxstudio garrys skyrim_mod
discord.js discordpy aiogram telebot telegraf slack_bolt twilio stripe_api paypal_api oauth2 openid saml keycloak auth0 okta cognito firebase_
firestore realm_ supabase_ appwrite pocketbase
chatgpt_api gpt-4 gpt4 llama ollama llama.cpp vllm langchain_ llamaindex rag_ pinecone weaviate qdrant chroma_ faiss whisper_ stable_diffusion comfyui
lora_ qlora peft_ bert_ roberta t5_ gpt2 tokenizer_
yolo yolov5 yolov8 resnet unet mnist cifar cifar10 cifar-10 imagenet pytorch_ torch torchvision jax flax keras_ onnx tensorrt cuda_ cudnn nccl kaggle
colab jupyterlab rmarkdown shiny tidyverse data.table lme4
stata spss sas_ gams simulink labview ladder_logic plc siemens_tia tia_portal codesys abap sap_ 1с 1c_ bitrix битрикс salesforce apex_class soql
servicenow uipath power_automate powerapps power_apps power_bi excel_ googlesheets google_sheets
apps_script libreoffice_calc openoffice airtable zapier make.com n8n retool notion_api obsidian_plugin latex_ overleaf beamer biblatex bibtex pgfplots
asymptote_ gnuplot graphviz mermaid plantuml
autocad_lisp openscad freecad gcode g-code octoprint klipper marlin kicad eagle_pcb ltspice spice_ verilog_ systemverilog vivado quartus chisel_
web3.js ethers.js hardhat truffle foundry_ erc20 erc-20 erc721 metamask pine_script pinescript
tradingview mql4 mql5 metatrader ninjatrader quantconnect ibapi ccxt pcre vimscript neovim nvim elisp zshrc bashrc .bashrc oh-my-zsh fish_shell
batch_file .bat .ps1 vbs vbscript wscript autoit
питона питону джанго реакт ангуляр котлин свифт линукс убунту виндовс нжинкс гит гитхаб эксель экселе гугл_таблиц* вордпресс* фласк аиограм
телеграм_бот телеграм-бот ардуино
爬虫框架 小程序 微信小程序 安卓 苹果系统 鸿蒙 树莓派 表格软件 打包 谷歌浏览器插件 パワークエリ ジャンゴ アンドロイド ラズパイ アルドゥイーノ 타입스크립트 안드로이드 스튜디오 스프링부트 아두이노 라즈베리파이 넥스트 노드 구글_시트
أردوينو اندرويد أندرويد ووردبريس دوكر جانغو لينكس ويندوز قوقل_شيت جنگو پایتون جاوااسکریپت وردپرس اندروید لاراول اکسل آردوینو پی‌اچ‌پی वर्डप्रेस
एंड्रॉइड जावास्क्रिप्ट पीएचपी ไพธอน จาวา เอ็กเซล`,
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
implementasi perbaiki tidak_jalan galat error_ini
throws_an throws_a segfaults times_out won't_start wont_start doesn't_load doesnt_load doesn't_compile won't_compile wont_compile not_loading
not_updating not_rendering not_responding no_output prints_nothing
returns_null returns_undefined returns_none returns_nan crashes_when breaks_when fails_with failed_to stuck_in infinite_loop re-render rerender
re-renders permission_denied access_denied connection_refused no_such_file module_not
cannot_find can't_find_module command_not_found out_of_memory out_of_range off_by_one null_reference type_mismatch is_not_a_function is_not_defined
not_a_function reverse_engineer decompile parse scrape crawl automate automation
containerize dockerize migrate_from upgrade_from port_to rewrite_in rewrite_it_in convert_this_to convert_to_typescript vectorize vectorise
parallelize parallelise optimise_this speed_up faster_way most_efficient time_complexity_of space_complexity
unit_tests_for write_tests write_a_test add_tests test_cases_for write_a_function write_a_program write_a_script write_a_class write_a_query
write_a_macro write_code code_that script_that function_that program_that query_that regex_for regex_to regex_that
how_to_install how_to_deploy how_to_configure how_do_i_install how_do_i_run set_up setup best_practice best_practices under_the_hood line_by_line
step_through debugger_shows make_it_work doesn't_do_anything does_nothing renders nothing_happens
stürzt startet_nicht lädt_nicht geht_nicht_mehr wirft kompilieren programmieren läuft_aber zeigt_nichts einrichten automatisieren umbenennen auslesen
exportieren importieren_lassen
ne_marche ne_fonctionne ne_démarre erreur_quand renommer automatiser exporter_vers trier_une parser redémarre affiche_rien
no_hace_nada no_arranca no_compila no_me_deja se_queda_en me_da_error automatizar renombrar exportar_a ordenar_por agruparlos agrupar parsear
não_roda não_compila deu_erro renomear exportar_para centralizar
non_parte mi_dà_errore non_compila automatizzare rinominare esportare
werkt_niet start_niet foutmelding_bij automatiseren fungerar_inte startar_inte felmeddelande_när
nie_uruchamia wyrzuca_błąd kompiluj* zautomatyz* nefunguje nejde_spustit
не_срабатывает не_запускается не_компилируется падает вылетает выдает_ошибку выдаёт_ошибку зависает тормозит подключить настроить распарсить спарсить
оптимизировать задебажить не_грузится не_отображается
не_працює не_запускається видає_помилку
不生效 没反应 没有反应 启动失败 连接失败 乱码 崩溃 卡死 闪退 打不开 跑不起来 怎么实现 如何实现 怎么配置 定位 排查 封装 批量 自动化 遍历
動きません 表示されない 起動しない エラーになる エラーが出 落ちます 反映されない 取得できない 自動化 実装したい 実装して 作成する関数 書き換えて
안돼요 안_돼요 안됩니다 안_떠요 안_나와요 에러가 오류가 떠요 멈춰요 구현하고 자동화 디버깅 연동
ما_يشتغل يظهر_خطأ يعطيني_خطأ كيف_أضيف كيف_أعمل كيف_أربط بطيء_جدا کار_نمی‌کند اجرا_نمی‌شود ارور خطا_می‌دهد
काम_नहीं_कर एरर_आ चल_नहीं kaise_fix error_aa nahi_chal
hata_alıyorum açılmıyor derlenmiyor donuyor görünmüyor olmadı nasıl_yaparım
bị_lỗi sửa_giúp chạy_sai không_hiện error_saat muncul_error gagal ไม่ทำงาน เขียนโค้ด รันไม่`,
} as const;
